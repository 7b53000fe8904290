import socket
import sys

connection = socket.socket()
connection.connect(("127.0.0.1", int(sys.argv[1])))
for line in connection.makefile("rb"):
    connection.sendall(b"hello " + line.strip())
connection.close()
