import socket
import sys

connection = socket.socket()
connection.connect(("127.0.0.1", int(sys.argv[1])))
received = b""
while part := connection.recv(4096):
    received += part
    while b"\n" in received:
        name, received = received.split(b"\n", 1)
        connection.sendall(b"hello " + name + b"\n")
connection.close()
