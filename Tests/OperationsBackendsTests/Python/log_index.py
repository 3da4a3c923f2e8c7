"""Runs the emitted script that makes Elasticsearch ready for logs against a server that
keeps what it is told as Elasticsearch does: policies, templates, indices, their names.

usage: log_index.py GENERATED
"""

import http.server
import json
import pathlib
import subprocess
import sys
import tempfile
import threading

import yaml


class Store(http.server.BaseHTTPRequestHandler):
    """The few requests that the script makes."""

    kept: dict[str, dict] = {}
    slow = 2

    def answer(self, code: int, body: dict) -> None:
        text = json.dumps(body).encode()
        self.send_response(code)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text)

    def do_GET(self) -> None:
        type(self).slow -= 1
        self.answer(503 if self.slow > 0 else 200, {})

    def do_HEAD(self) -> None:
        name = self.path.removeprefix("/")
        if name.startswith("_alias/"):
            alias = name.removeprefix("_alias/")
            found = any(alias in body.get("aliases", {}) for body in self.kept.values())
        else:
            found = name in self.kept
        self.answer(200 if found else 404, {})

    def do_PUT(self) -> None:
        name = self.path.removeprefix("/")
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not name.startswith("_") and name in self.kept:
            self.answer(400, {"error": "resource_already_exists_exception"})
            return
        self.kept[name] = body
        self.answer(200, {"acknowledged": True})

    def log_message(self, *words: object) -> None:
        pass


def main() -> int:
    generated = pathlib.Path(sys.argv[1])
    path = generated / "kubernetes/components/elasticsearch/objects.yaml"
    items = [item for item in yaml.safe_load_all(path.read_text()) if item]
    (files,) = (
        item["data"]
        for item in items
        if item["kind"] == "ConfigMap" and "log_index.sh" in item["data"]
    )
    (job,) = (item for item in items if item["kind"] == "Job")
    (container,) = job["spec"]["template"]["spec"]["containers"]
    alias = {item["name"]: item["value"] for item in container["env"]}["LOG_ALIAS"]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Store)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            (pathlib.Path(folder) / name).write_text(text)
        # Waiting is a matter of seconds that a test has not.
        (pathlib.Path(folder) / "sleep").write_text("#!/bin/sh\n")
        (pathlib.Path(folder) / "sleep").chmod(0o755)

        def run() -> subprocess.CompletedProcess:
            return subprocess.run(
                ["sh", f"{folder}/log_index.sh"], capture_output=True, text=True,
                env={
                    "PATH": f"{folder}:/usr/bin:/bin", "LOG_ALIAS": alias,
                    "ELASTICSEARCH": f"http://127.0.0.1:{server.server_port}",
                },
            )  # fmt: skip

        for time in ("first", "second"):
            done = run()
            if done.returncode:
                wrong.append(f"the {time} run failed: {done.stderr}")
        wanted = {"_ilm/policy/logs", "_index_template/logs", f"{alias}-000001"}
        if set(Store.kept) != wanted:
            wrong.append(f"there is {sorted(Store.kept)}")
        settings = Store.kept.get("_index_template/logs", {}).get("template", {})
        rolled = settings.get("settings", {}).get("index.lifecycle.rollover_alias")
        if rolled != alias:
            wrong.append(f"the template rolls {rolled} over")
        Store.kept = {alias: {}}
        done = run()
        if done.returncode == 0 or "should stand for several" not in done.stderr:
            wrong.append(f"an index of the name was not told: {done.stderr}")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
