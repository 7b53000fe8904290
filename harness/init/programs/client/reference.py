import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as connection:
    for line in connection.makefile("rb"):
        connection.sendall(b"hello " + line)
