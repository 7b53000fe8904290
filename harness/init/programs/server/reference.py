import socket
import sys
import threading


def serve(connection):
    with connection, connection.makefile("rb") as lines:
        for line in lines:
            connection.sendall(b"hello " + line)


with socket.create_server(("127.0.0.1", int(sys.argv[1]))) as listener:
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=serve, args=(connection,), daemon=True).start()
