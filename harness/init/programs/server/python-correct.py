import socket
import sys

listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    connection, _ = listener.accept()
    received = b""
    while part := connection.recv(4096):
        received += part
        while b"\n" in received:
            name, received = received.split(b"\n", 1)
            connection.sendall(b"hello " + name + b"\n")
    connection.close()
