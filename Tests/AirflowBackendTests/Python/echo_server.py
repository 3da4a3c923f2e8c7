"""A loopback HTTP service that tells what it was asked, while a program runs.

echo_server.py PROGRAM ARGUMENT...   Airflow's connection `service` leads to it
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


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
    Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_address[1]
    service = {"conn_type": "http", "host": "127.0.0.1", "port": port}
    environment = os.environ | {"AIRFLOW_CONN_SERVICE": json.dumps(service)}
    sys.exit(subprocess.run(sys.argv[1:], env=environment).returncode)
