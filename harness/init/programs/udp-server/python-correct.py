import socket
import sys

own = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
own.bind(("127.0.0.1", int(sys.argv[1])))
while True:
    name, address = own.recvfrom(65535)
    own.sendto(b"hello " + name, address)
