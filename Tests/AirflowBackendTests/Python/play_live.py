"""Let a real Airflow 3 with all its components play DAGs, beside people and systems.

play_live.py SCENE    SCENE is JSON: what to start, what happens outside, what to await

The DAG processor, the scheduler, the triggerer and the API server run as processes of
their own; everything that is asked or answered goes through the REST API. Prints the
runs, the messages that reached Slack and the states that tasks went through as JSON on
the last line.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from cryptography.fernet import Fernet

MESSAGES: list[str] = []
# A busy machine needs minutes to import all of Airflow four times.
PATIENCE = 900
# Nobody answers at once: the scheduler takes a task for lost that goes on before it has
# read that the worker has let go of it.
REACTION = 25


class Slack(BaseHTTPRequestHandler):
    """An incoming webhook."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        MESSAGES.append(json.loads(body)["text"])
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_: object) -> None:
        """Nothing: the messages are printed in the end."""


def free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return place.getsockname()[1]


class Airflow:
    def __init__(self) -> None:
        slack = ThreadingHTTPServer(("127.0.0.1", 0), Slack)
        Thread(target=slack.serve_forever, daemon=True).start()
        self.port = free_port()
        webhook = {
            "conn_type": "slackwebhook",
            "host": f"http://127.0.0.1:{slack.server_address[1]}",
            "password": "T0/B0/x",
        }
        self.environment = os.environ | {
            "AIRFLOW_CONN_SLACK": json.dumps(webhook),
            "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
            "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://127.0.0.1:{self.port}/execution/",
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
            "AIRFLOW__CORE__PARALLELISM": "4",
            # Components that start together would make up keys of their own.
            "AIRFLOW__CORE__FERNET_KEY": Fernet.generate_key().decode(),
            "AIRFLOW__API_AUTH__JWT_SECRET": "for this test alone, and long enough",
            # What a worker says late on a busy machine counts.
            "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": "900",
            "AIRFLOW__WORKERS__EXECUTION_API_TIMEOUT": "120",
            "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "5",
        }
        self.logs = Path(os.environ["AIRFLOW_HOME"]) / "components"
        self.logs.mkdir()
        self.components: list[subprocess.Popen] = []
        self.waiting_since: dict[str, float] = {}

    def __enter__(self) -> Airflow:
        for component in (
            ["api-server", "--port", str(self.port), "--workers", "1"],
            ["dag-processor"],
            ["scheduler"],
            ["triggerer"],
        ):
            log = (self.logs / component[0]).open("w")
            program = Path(sys.executable).with_name("airflow")
            self.components.append(
                subprocess.Popen(
                    [str(program), *component],
                    env=self.environment,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            )
        return self

    def __exit__(self, *_: object) -> None:
        for component in self.components:
            component.terminate()
        for component in self.components:
            try:
                component.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(component.pid, 9)

    def ask(self, path: str, method: str = "GET", body: Any = None) -> Any:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api/v2/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read() or b"null")

    def wait_for(self, dags: set[str]) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                known = {dag["dag_id"] for dag in self.ask("dags?limit=100")["dags"]}
                health = self.ask("monitor/health")
                parts = ("scheduler", "triggerer", "dag_processor")
                if dags <= known and all(
                    health[p]["status"] == "healthy" for p in parts
                ):
                    return
            except (OSError, urllib.error.URLError):
                pass
            time.sleep(1)
        raise TimeoutError("Airflow has not come up")

    def runs(self) -> list[dict[str, Any]]:
        return self.ask("dags/~/dagRuns?limit=100")["dag_runs"]

    def tasks(self, run: dict[str, Any]) -> list[dict[str, Any]]:
        path = f"dags/{run['dag_id']}/dagRuns/{run['dag_run_id']}/taskInstances"
        return self.ask(path)["task_instances"]

    def has_waited(self, task: str) -> bool:
        now = time.monotonic()
        return now - self.waiting_since.setdefault(task, now) > REACTION

    def failures(self, states: dict[str, list[str]]) -> dict[str, str]:
        """What tasks that have failed have written last."""
        found = {}
        for name in (name for name, passed in states.items() if "failed" in passed):
            dag, task = name.split(".", 1)
            folder = self.logs.parent / "logs" / f"dag_id={dag}"
            logs = folder.glob(f"*/task_id={task}/**/*.log*")
            found[name] = "\n".join(log.read_text()[-4000:] for log in logs)
        return found

    def answer(self, answers: dict[str, list[str]]) -> None:
        for detail in self.ask("dags/~/dagRuns/~/hitlDetails?limit=100")[
            "hitl_details"
        ]:
            task = detail["task_instance"]
            if detail.get("responded_at") or task["task_id"] not in answers:
                continue
            if not self.has_waited(task["id"]):
                continue
            self.ask(
                f"dags/{task['dag_id']}/dagRuns/{task['dag_run_id']}/taskInstances/"
                f"{task['task_id']}/{task['map_index']}/hitlDetails",
                "PATCH",
                {"chosen_options": answers[task["task_id"]], "params_input": {}},
            )


def play(airflow: Airflow, scene: dict[str, Any]) -> dict[str, Any]:
    airflow.wait_for(set(scene["runs"]))
    for file in scene["files"]:
        Path(file).touch()
    for dag in scene["start"]:
        moment = datetime.now(UTC).isoformat()
        airflow.ask(f"dags/{dag}/dagRuns", "POST", {"logical_date": moment})
    states: dict[str, list[str]] = {}
    found: list[dict[str, Any]] = []
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        airflow.answer(scene["answers"])
        found = airflow.runs()
        for run in found:
            for task in airflow.tasks(run):
                passed = states.setdefault(f"{run['dag_id']}.{task['task_id']}", [])
                if task["state"] and task["state"] not in passed:
                    passed.append(task["state"])
        for task, file in scene["files_when_deferred"].items():
            if "deferred" in states.get(task, []) and airflow.has_waited(task):
                Path(file).touch()
        ended = Counter(
            r["dag_id"] for r in found if r["state"] in ("success", "failed")
        )
        told = all(
            any(part in message for message in MESSAGES) for part in scene["told"]
        )
        noted = Path(os.environ["NOTES"]).read_text()
        if (
            told
            and ended == Counter(scene["runs"])
            and all(n in noted for n in scene["noted"])
        ):
            break
        time.sleep(1)
    return {
        "runs": [
            {"dag": run["dag_id"], "kind": run["run_type"], "state": run["state"]}
            for run in found
        ],
        "messages": sorted(MESSAGES),
        "states": states,
        "failures": airflow.failures(states),
        "logs": ""
        if time.monotonic() < end
        else "\n".join(log.read_text()[-6000:] for log in airflow.logs.iterdir()),
    }


if __name__ == "__main__":
    with Airflow() as airflow:
        print(json.dumps(play(airflow, json.loads(sys.argv[1]))))
