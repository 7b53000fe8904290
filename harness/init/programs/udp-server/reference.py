import socketserver
import sys


class Greeter(socketserver.BaseRequestHandler):
    def handle(self):
        name, own = self.request
        own.sendto(b"hello " + name, self.client_address)


with socketserver.UDPServer(("127.0.0.1", int(sys.argv[1])), Greeter) as server:
    server.serve_forever(poll_interval=None)
