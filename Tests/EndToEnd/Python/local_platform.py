"""Runs the platform of a new package on this machine, as its README says.

local_platform.py <dagc> <dag-sync> <folder of dagc's sources>
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from datetime import datetime, timezone
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
        """By the program that was built last: what was written since may not build."""
        self.run(
            f"{self.folder}/.build/debug/orders", "local", "reset", cwd=self.folder
        )

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


def processes(package):
    """The process of each part, by the supervisor's own word."""
    control = package.environment.get(
        "DAGC_LOCAL_PYTHON", f"{package.folder}/.dagc/python"
    )
    done = subprocess.run(
        [
            f"{control}/bin/supervisorctl",
            "-c",
            ".dagc/local/supervisord.conf",
            "status",
        ],
        cwd=package.folder,
        capture_output=True,
        text=True,
    )
    rows = [line.split() for line in done.stdout.splitlines() if "RUNNING" in line]
    return {row[0]: int(row[3].rstrip(",")) for row in rows}


def incident(package, pages, began):
    """What all parts that keep a record tell of the time since then."""
    package.environment["DAGC_AIRFLOW_TOKEN"] = Airflow(
        pages["airflow-api-server"]
    ).token
    told = package.run(
        *["swift", "run", "--quiet", "orders", "report", "incident"],
        *["--format", "json", "--from", began],
        *["--airflow", pages["airflow-api-server"]],
        *["--prometheus", pages["prometheus"].removesuffix("/alerts")],
        *["--alertmanager", pages["alertmanager"]],
        *["--repository", ".dagc/local/repository.git"],
        cwd=package.folder,
    )
    return json.loads(told)


def exercise(package):
    started = time.monotonic()
    began = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    package.local("up")
    print(f"up: {time.monotonic() - started:.1f} s", flush=True)
    pages = package.pages()
    airflow = Airflow(pages["airflow-api-server"])
    wait("the pipeline is read", lambda: airflow.ask("dags/daily_orders"))

    # A change that was pushed is what Airflow has next.
    package.change("Fetches the orders of a day and loads them.", "Fetches and loads.")
    package.local("push")
    wait(
        "the change is read",
        lambda: (
            "Fetches and loads." in str(airflow.ask("dags/daily_orders")["description"])
        ),
    )

    # A run that fails is told to whom the environment's route says.
    package.change("echo fetching orders of", "exit 1; echo fetching orders of")
    package.change(
        "retry: .exponential(3, from: .minutes(1), upTo: .minutes(15)), ", ""
    )
    package.local("push")
    wait("the failing command is read", lambda: failing_command(airflow))
    airflow.ask("dags/daily_orders", {"is_paused": False}, "PATCH")
    airflow.ask("dags/daily_orders/dagRuns", {"logical_date": None})
    wait("the run fails", lambda: "failed" in airflow.states("daily_orders"))
    found = wait(
        "the message comes", lambda: told(pages["receiver"], "PipelineFailed", "firing")
    )
    assert {message["receiver"] for message in found} == {"data-alerts"}, found
    told = incident(package, pages, began)
    kinds = [event["kind"] for event in told["events"]]
    assert {"change", "published", "run failed", "alert"} <= set(kinds), told
    assert kinds.index("run failed") < kinds.index("alert"), "in the order of time"
    failed = next(event for event in told["events"] if event["kind"] == "run failed")
    assert "fetch_orders failed first, at try 1" in failed["detail"], failed

    # Each part is killed once, and comes back.
    runs = airflow.states("daily_orders")
    for part, process in processes(package).items():
        os.kill(process, signal.SIGKILL)
        wait(
            f"{part} is back",
            lambda part=part, old=process: came_back(package, part, old),
        )
    wait("all parts work", lambda: all_work(package))
    assert airflow.states("daily_orders")[: len(runs)] == runs, "no run is lost"

    package.local("down")
    assert "no platform runs here" in package.local("status", status=1)


def failing_command(airflow):
    source = airflow.ask("dags/daily_orders/tasks/fetch_orders")
    return "exit 1" in json.dumps(source) or source["retries"] == 0


def came_back(package, part, old):
    return processes(package).get(part, old) != old


def all_work(package):
    rows = package.local("status").splitlines()
    return all(
        " works " in row
        for row in rows
        if row.startswith(("airflow", "postgres", "dag"))
    )


if __name__ == "__main__":
    dagc, sync, sources = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        # Who runs the database must get to its files.
        Path(folder).chmod(0o755)
        package = Package(folder, dagc, sync, sources)
        try:
            exercise(package)
        finally:
            package.reset()
