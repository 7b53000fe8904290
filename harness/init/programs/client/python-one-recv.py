import socket
import sys

connection = socket.socket()
connection.connect(("127.0.0.1", int(sys.argv[1])))
while part := connection.recv(4096):
    connection.sendall(b"hello " + part.strip() + b"\n")
connection.close()
