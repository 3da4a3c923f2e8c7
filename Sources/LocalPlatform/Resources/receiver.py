"""Shows what Alertmanager sends, under the names of those who would have got it.

receiver.py PORT FILE
"""

import html
import json
import sys
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from urllib.parse import unquote

PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="5"><title>Messages</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 15px/1.5 system-ui, sans-serif; padding: 0 1rem }}
body {{ margin: 2rem auto; max-width: 60rem }}
article {{ border-left: 4px solid #c33; margin: 1rem 0; padding: .25rem 1rem }}
article.resolved {{ border-color: #3a3 }}
h2 {{ font-size: 1rem; margin: 0 }}
p {{ margin: .25rem 0 }}
small {{ opacity: .75 }}
</style>
<h1>Messages</h1>
<p><small>What people of this environment would have been told, newest first.
{heartbeat}</small></p>
{messages}
</html>
"""


class Messages:
    """All messages since the platform was made, one JSON object a line."""

    def __init__(self, path):
        self.path, self.lock = Path(path), Lock()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.touch()

    def add(self, receiver, body):
        alerts = [
            {
                "name": alert["labels"].get("alertname", ""),
                "severity": alert["labels"].get("severity", ""),
                "state": alert["status"],
                "labels": alert["labels"],
                "annotations": alert["annotations"],
            }
            for alert in body["alerts"]
        ]
        message = {
            "at": datetime.now(timezone.utc).isoformat(timespec="seconds"),
            "receiver": receiver,
            "state": body["status"],
            "alerts": alerts,
        }
        with self.lock, self.path.open("a") as file:
            file.write(json.dumps(message) + "\n")

    def all(self):
        with self.lock:
            lines = self.path.read_text().splitlines()
        return [json.loads(line) for line in lines]


def is_heartbeat(message):
    """Said again and again, so that its silence is noticed."""
    return all(alert["name"] == "Watchdog" for alert in message["alerts"])


def page(messages):
    beats = [each["at"] for each in messages if is_heartbeat(each)]
    news = [each for each in reversed(messages) if not is_heartbeat(each)]
    return PAGE.format(
        heartbeat=f"The monitoring was last heard of at {beats[-1]}." if beats else "",
        messages="\n".join(map(article, news)) or "<p>None yet.</p>",
    )


def article(message):
    lines = []
    for alert in message["alerts"]:
        notes = alert["annotations"]
        words = notes.get("summary") or alert["name"]
        link = notes.get("runbook_url", "")
        more = f' <a href="{html.escape(link)}">what to do</a>' if link else ""
        lines.append(
            f"<p><b>{html.escape(alert['name'])}</b> {html.escape(alert['state'])}: "
            f"{html.escape(words)}{more}</p>"
        )
    head = f"{html.escape(message['receiver'])} <small>{message['at']}</small>"
    return (
        f'<article class="{html.escape(message["state"])}"><h2>{head}</h2>'
        + "".join(lines)
        + "</article>"
    )


def handler(messages):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            try:
                messages.add(unquote(self.path.strip("/")), json.loads(body))
            except (ValueError, KeyError, TypeError) as error:
                return self.answer(400, "text/plain", f"no message: {error}\n")
            self.answer(200, "text/plain", "")

        def do_GET(self):
            if self.path == "/messages":
                return self.answer(200, "application/json", json.dumps(messages.all()))
            if self.path != "/":
                return self.answer(404, "text/plain", "nothing here\n")
            self.answer(200, "text/html; charset=utf-8", page(messages.all()))

        def answer(self, status, kind, text):
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words):
            """Requests are no news; the messages are kept."""

    return Handler


if __name__ == "__main__":
    port, path = sys.argv[1:]
    ThreadingHTTPServer(
        ("127.0.0.1", int(port)), handler(Messages(path))
    ).serve_forever()
