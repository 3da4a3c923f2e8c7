"""A package that `dagc init` made, and its platform on this machine.

For the programs beside this one, which exercise it.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from urllib.request import Request, urlopen

# Longer than anything takes on a machine that does much else.
PATIENCE = 600


def wait(what, ask):
    """The first answer that is no `None` or false."""
    started = time.monotonic()
    while time.monotonic() - started < PATIENCE:
        with suppress(OSError, ValueError, KeyError):
            if answer := ask():
                print(f"{what}: {time.monotonic() - started:.1f} s", flush=True)
                return answer
        time.sleep(1)
    raise SystemExit(f"{what}: not within {PATIENCE} s")


class Package:
    """A package that `dagc init` made, and its platform."""

    def __init__(self, folder, dagc, sync, sources):
        self.folder = Path(folder) / "orders"
        self.environment = {**os.environ, "DAGC_LOCAL_DAG_SYNC": sync}
        self.run(dagc, "init", str(self.folder), "--dagc", sources, cwd=folder)
        self.run("swift", "build", "--quiet", cwd=self.folder)

    def run(self, *words, cwd, status=0):
        done = subprocess.run(
            words, cwd=cwd, env=self.environment, capture_output=True, text=True
        )
        if done.returncode != status:
            raise SystemExit(f"{words}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout + (done.stderr if status else "")

    def local(self, *words, status=0):
        return self.run(
            "swift",
            "run",
            "--quiet",
            "orders",
            "local",
            *words,
            cwd=self.folder,
            status=status,
        )

    def reset(self):
        """By the program that was built last: what was written since may not build.

        Who ends a platform need not know with which Python it was started.
        """
        environment = dict(self.environment)
        environment.pop("DAGC_LOCAL_PYTHON", None)
        done = subprocess.run(
            [f"{self.folder}/.build/debug/orders", "local", "reset"],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise SystemExit(f"reset: {done.stdout}{done.stderr}")

    def pages(self):
        """The address of each part that has a page."""
        rows = [line.split() for line in self.local("status").splitlines()]
        return {
            row[0]: row[2] for row in rows if len(row) > 2 and row[2].startswith("http")
        }

    def change(self, old, new):
        file = self.folder / "pipelines/DailyOrders.swift"
        text = file.read_text()
        assert old in text, f"`{old}` stands in the template"
        file.write_text(text.replace(old, new))


class Airflow:
    """The interface of an Airflow whose callers may all do everything."""

    def __init__(self, address):
        self.address = address
        with urlopen(f"{address}/auth/token") as answer:
            self.token = json.load(answer)["access_token"]

    def ask(self, path, body=None, method=None):
        request = Request(
            f"{self.address}/api/v2/{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Authorization": f"Bearer {self.token}",
                "Content-Type": "application/json",
            },
            method=method,
        )
        with urlopen(request) as answer:
            return json.load(answer)

    def states(self, dag):
        return [run["state"] for run in self.ask(f"dags/{dag}/dagRuns")["dag_runs"]]


def messages(receiver):
    with urlopen(f"{receiver}/messages") as answer:
        return json.load(answer)


def told(receiver, name, state):
    return [
        message
        for message in messages(receiver)
        for alert in message["alerts"]
        if alert["name"] == name and alert["state"] == state
    ]


def with_package(exercise):
    """Calls `exercise` with a new package, and ends its platform whatever happens.

    The arguments of the program are dagc, dag-sync and the folder of dagc's sources.
    """
    dagc, sync, sources = sys.argv[1:]
    # Whoever ends this program ends the platform, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("terminated"))
    with tempfile.TemporaryDirectory() as folder:
        # Who runs the database must get to its files.
        Path(folder).chmod(0o755)
        package = Package(folder, dagc, sync, sources)
        try:
            exercise(package)
        finally:
            package.reset()
