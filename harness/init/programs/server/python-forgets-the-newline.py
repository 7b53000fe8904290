import socket
import sys

listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    connection, _ = listener.accept()
    for line in connection.makefile("rb"):
        connection.sendall(b"hello " + line.strip())
    connection.close()
