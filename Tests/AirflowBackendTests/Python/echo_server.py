"""An HTTP service on loopback that tells what it was asked.

echo_server.py PORT_FILE   writes its port to PORT_FILE and serves until it is ended
"""

from __future__ import annotations

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Echo(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.answer(f"GET {self.path}".encode())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        told = {
            "method": "POST",
            "path": self.path,
            "content_type": self.headers["Content-Type"],
            "body": body.decode(),
        }
        self.answer(json.dumps(told).encode())

    def answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: the tests look at what tasks say."""


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    Path(sys.argv[1]).write_text(str(server.server_address[1]))
    server.serve_forever()
