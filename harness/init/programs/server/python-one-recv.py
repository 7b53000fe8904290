import socket
import sys

listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    connection, _ = listener.accept()
    while part := connection.recv(4096):
        connection.sendall(b"hello " + part.strip() + b"\n")
    connection.close()
