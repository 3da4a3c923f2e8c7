"""Runs and task instances of Airflow, by its REST API or by its metadata database.

Only times, states, pools and numbers are taken: no configuration, note, log, value or
name of a user.
"""

from __future__ import annotations

import base64
import json
import os
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Any

# The most that Airflow gives for a question unless `maximum_page_limit` is raised.
PAGE = 100
TIMEOUT = 60


class Unreachable(Exception):
    """Something does not answer, or refuses."""


def seconds(text: str | datetime | None) -> float | None:
    if text is None:
        return None
    if isinstance(text, str):
        text = datetime.fromisoformat(text.replace("Z", "+00:00"))
    if text.tzinfo is None:
        text = text.replace(tzinfo=timezone.utc)
    return text.timestamp()


class API:
    """Airflow 3 has `/api/v2` and tokens, Airflow 2 `/api/v1` and passwords."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        self.headers = {"Accept": "application/json"}
        self.version = ""
        token = os.environ.get("DAGC_AIRFLOW_TOKEN")
        user, password = (
            os.environ.get("DAGC_AIRFLOW_USER"),
            os.environ.get("DAGC_AIRFLOW_PASSWORD", ""),
        )
        for path in ["/api/v2", "/api/v1"]:
            try:
                self.version = self.ask(f"{path}/version")["version"]
            except Unreachable as problem:
                if path == "/api/v1":
                    raise Unreachable(
                        f"Airflow's API at {self.shown} says no version: {problem}"
                    ) from None
                continue
            self.path = path
            break
        if token:
            self.headers["Authorization"] = f"Bearer {token}"
        elif user and self.path == "/api/v2":
            answer = self.ask("/auth/token", {"username": user, "password": password})
            self.headers["Authorization"] = f"Bearer {answer['access_token']}"
        elif user:
            pair = base64.b64encode(f"{user}:{password}".encode()).decode()
            self.headers["Authorization"] = f"Basic {pair}"

    @property
    def shown(self) -> str:
        """Without what stands before the host."""
        parts = urllib.parse.urlsplit(self.address)
        return f"{parts.scheme}://{parts.hostname}" + (
            f":{parts.port}" if parts.port else ""
        )

    def ask(self, path: str, body: Any = None) -> Any:
        headers = dict(self.headers)
        data = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            data = json.dumps(body).encode()
        request = urllib.request.Request(
            self.address + path, data=data, headers=headers
        )
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as problem:
            advice = ""
            if problem.code in (401, 403):
                advice = (
                    "; set DAGC_AIRFLOW_TOKEN, or DAGC_AIRFLOW_USER and "
                    "DAGC_AIRFLOW_PASSWORD"
                )
            raise Unreachable(
                f"{self.shown}{path.split('?')[0]} answers {problem.code}{advice}"
            ) from None
        except (OSError, ValueError) as problem:
            raise Unreachable(f"{self.shown}{path.split('?')[0]}: {problem}") from None

    def pages(
        self, path: str, key: str, query: dict[str, str]
    ) -> Iterator[dict[str, Any]]:
        got = 0
        while True:
            words = urllib.parse.urlencode({**query, "limit": PAGE, "offset": got})
            answer = self.ask(f"{self.path}{path}?{words}")
            yield from answer[key]
            got += len(answer[key])
            if not answer[key] or got >= answer["total_entries"]:
                return

    def read(
        self, dags: list[str], begin: str, end: str
    ) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        runs, tasks = [], []
        for dag in dags:
            quoted = urllib.parse.quote(dag, safe="")
            between = {"start_date_gte": begin, "start_date_lte": end}
            try:
                found = list(self.pages(f"/dags/{quoted}/dagRuns", "dag_runs", between))
            except Unreachable as problem:
                # A pipeline that was never published is no error.
                if " answers 404" in str(problem):
                    continue
                raise
            for run in found:
                runs.append(
                    {
                        "dag": dag,
                        "run": run["dag_run_id"],
                        "state": run["state"],
                        "queued": seconds(run.get("queued_at")),
                        "start": seconds(run["start_date"]),
                        "end": seconds(run["end_date"]),
                    }
                )
            for task in self.pages(
                f"/dags/{quoted}/dagRuns/~/taskInstances", "task_instances", between
            ):
                tasks.append(
                    {
                        "dag": dag,
                        "task": task["task_id"],
                        "run": task["dag_run_id"],
                        "index": task.get("map_index", -1),
                        "state": task["state"],
                        "pool": task["pool"],
                        "tries": task.get("try_number") or 1,
                        "queued": seconds(task.get("queued_when")),
                        "start": seconds(task["start_date"]),
                        "end": seconds(task["end_date"]),
                    }
                )
        return runs, tasks


def read_database(
    dags: list[str], begin: datetime, end: datetime
) -> tuple[str, list[dict[str, Any]], list[dict[str, Any]]]:
    """By Airflow's own models, in the Python in which it is installed."""
    try:
        from airflow import __version__
        from airflow.models import DagRun, TaskInstance
        from airflow.utils.session import create_session
    except ImportError as problem:
        raise Unreachable(
            f"this Python has no Airflow ({problem}); name its own with --python"
        ) from None
    runs, tasks = [], []
    with create_session() as session:
        for run in (
            session.query(
                DagRun.dag_id,
                DagRun.run_id,
                DagRun.state,
                DagRun.queued_at,
                DagRun.start_date,
                DagRun.end_date,
            )
            .filter(
                DagRun.dag_id.in_(dags),
                DagRun.start_date >= begin,
                DagRun.start_date <= end,
            )
            .all()
        ):
            runs.append(
                {
                    "dag": run[0],
                    "run": run[1],
                    "state": str(getattr(run[2], "value", run[2])),
                    "queued": seconds(run[3]),
                    "start": seconds(run[4]),
                    "end": seconds(run[5]),
                }
            )
        columns = [
            getattr(TaskInstance, name)
            for name in [
                "dag_id",
                "task_id",
                "run_id",
                "map_index",
                "state",
                "pool",
                "try_number",
                "queued_dttm",
                "start_date",
                "end_date",
            ]
        ]
        for task in (
            session.query(*columns)
            .filter(
                TaskInstance.dag_id.in_(dags),
                TaskInstance.start_date >= begin,
                TaskInstance.start_date <= end,
            )
            .all()
        ):
            tasks.append(
                {
                    "dag": task[0],
                    "task": task[1],
                    "run": task[2],
                    "index": task[3],
                    "state": str(getattr(task[4], "value", task[4])),
                    "pool": task[5],
                    "tries": task[6] or 1,
                    "queued": seconds(task[7]),
                    "start": seconds(task[8]),
                    "end": seconds(task[9]),
                }
            )
    return __version__, runs, tasks
