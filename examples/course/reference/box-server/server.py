import socketserver
import sys


def boxes(length):
    return -(-length // 8) * 8


class Boxes(socketserver.StreamRequestHandler):
    def handle(self):
        while header := self.rfile.read(2):
            length = int.from_bytes(header, "little")
            text = self.rfile.read(boxes(length))[:length].decode().upper().encode()
            self.wfile.write(len(text).to_bytes(2, "little") + text.ljust(boxes(len(text)), b"\0"))


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


with Server(("127.0.0.1", int(sys.argv[1])), Boxes) as server:
    server.serve_forever(poll_interval=None)
