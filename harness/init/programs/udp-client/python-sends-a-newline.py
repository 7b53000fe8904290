import socket
import sys

own = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
own.sendto("ana\n".encode(), ("127.0.0.1", int(sys.argv[1])))
answer, address = own.recvfrom(1024)
print(answer.decode())
own.close()
