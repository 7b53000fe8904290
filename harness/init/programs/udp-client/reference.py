import socket
import sys

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own:
    own.connect(("127.0.0.1", int(sys.argv[1])))
    own.send(b"ana")
    print(own.recv(65535).decode())
