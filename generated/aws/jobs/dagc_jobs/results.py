"""What a run of a job leaves behind, whatever its outcome.

A result is one JSON document (`result.schema.json`), written below the results folder:

    <folder>/<dag>/<task>/<run>.json    the document; the newest try of a run wins
    <folder>/<dag>/<task>/<run>.html    the same for people, in one file
    <folder>/<dag>/<task>/index.html    the last runs of the task, by their pages
    <folder>/metrics/<dag>.<task>.prom  the same as metrics, of the newest run

and, where the environment has them, pushed to a Pushgateway and added to a table. A
result that cannot be written somewhere is told on stderr and changes no exit status.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

from dagc_jobs.errors import first_line, redacted
from dagc_jobs.metrics import Sample, exposition, last_success, push
from dagc_jobs.values import UTC, Interval

VERSION = "dagc.job-result/1"
STATUSES = ("ok", "warning", "failed", "error")
# Runs whose results stay, for each task.
KEPT_RUNS = 1000
# Runs that the index of a task shows.
SHOWN_RUNS = 50


@dataclass(frozen=True)
class Origin:
    """Which run of which task a result is of."""

    dag: str
    task: str
    run: str = "manual"
    attempt: int = 1
    instance: int | None = None


@dataclass(frozen=True)
class Places:
    """Where results go."""

    folder: Path
    gateway: str | None = None
    # An engine's spec and a table's name.
    table: Mapping[str, Any] | None = None
    # Under which address people reach the folder.
    address: str | None = None

    def document(self, origin: Origin) -> Path:
        # Beside the pages of runs lies the index of them.
        run = "%69ndex" if origin.run == "index" else quoted(origin.run)
        if origin.instance is not None:
            run += f".{origin.instance}"
        return self.history(origin.dag, origin.task) / f"{run}.json"

    def history(self, dag: str, task: str) -> Path:
        return self.folder / quoted(dag) / quoted(task)

    def metrics(self, origin: Origin) -> Path:
        return self.folder / "metrics" / f"{quoted(origin.dag)}.{quoted(origin.task)}.prom"

    def page_address(self, page: Path) -> str:
        if self.address is None:
            return str(page)
        below = quote(str(page.relative_to(self.folder)))
        return f"{self.address.rstrip('/')}/{below}"


def quoted(name: str) -> str:
    """A name as one component of a path, readable where it can be."""
    text = quote(name, safe=" +:,@=()_-.~")
    return text.replace(".", "%2E", 1) if text.startswith(".") else text


@dataclass
class Result:
    """A result while it comes about."""

    job: str
    origin: Origin
    interval: Interval
    started: datetime
    status: str = "ok"
    message: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    samples: list[Sample] = field(default_factory=list)

    def document(self, finished: datetime) -> dict[str, Any]:
        origin, interval = self.origin, self.interval
        result: dict[str, Any] = {
            "schema": VERSION,
            "job": self.job,
            "status": self.status,
            "message": self.message,
            "dag_id": origin.dag,
            "task_id": origin.task,
            "run_id": origin.run,
            "try": origin.attempt,
        }
        if origin.instance is not None:
            result["instance"] = origin.instance
        if interval.start is not None:
            result["from"] = interval.start.isoformat()
        if interval.end is not None:
            result["to"] = interval.end.isoformat()
        result["started_at"] = self.started.isoformat()
        result["finished_at"] = finished.isoformat()
        return {**result, **self.fields}

    def labels(self, **more: str) -> dict[str, str]:
        return {"dag_id": self.origin.dag, "task_id": self.origin.task, **more}

    def all_samples(self, finished: datetime) -> list[Sample]:
        def sample(name: str, value: float | int, **labels: str) -> Sample:
            return Sample(name, self.labels(**labels), Decimal(str(round(value, 3))))

        common = [sample("dagc_job_status", int(self.status == status), status=status) for status in STATUSES]
        common.append(
            sample(
                "dagc_job_duration_seconds",
                (finished - self.started).total_seconds(),
            )
        )
        common.append(sample("dagc_job_last_run_timestamp_seconds", finished.timestamp()))
        if self.status in ("ok", "warning"):
            common.append(sample("dagc_job_last_success_timestamp_seconds", finished.timestamp()))
        return [*self.samples, *common]


def worst(statuses: Sequence[str]) -> str:
    """The overall status: what is not known to be harmless is a failure."""
    seen = set(statuses)
    if seen - {"ok", "skipped", "warning"}:
        return "error" if seen - {"ok", "skipped", "warning", "error"} == set() else "failed"
    return "warning" if "warning" in seen else "ok"


def written(result: Result, places: Places) -> dict[str, Any]:
    """Writes a result to all its places; the document with where its parts are."""
    from dagc_jobs.pages import index, page

    finished = datetime.now(UTC)
    path = places.document(result.origin)
    html = path.with_name(path.name.removesuffix(".json") + ".html")
    document = {
        **result.document(finished),
        "page": places.page_address(html),
    }
    attempts: dict[str, Callable[[], None]] = {
        "the result": lambda: replace_file(path, json_text(document)),
        "the page": lambda: replace_file(html, page(document)),
        "the index": lambda: replace_file(path.with_name("index.html"), index(result.origin, newest(path.parent))),
        "the metrics": lambda: write_metrics(result, finished, places),
        "the pushed metrics": lambda: push_metrics(result, finished, places),
        "the results table": lambda: add_rows(document, places),
        "old results": lambda: forget(path.parent),
    }
    for name, attempt in attempts.items():
        try:
            attempt()
        except Exception as error:
            print(
                f"dagc_jobs: {name} could not be written: {first_line(error)}",
                file=sys.stderr,
            )
    return document


def json_text(document: Mapping[str, Any]) -> str:
    return redacted(json.dumps(document, indent=2, default=str, ensure_ascii=False)) + "\n"


def replace_file(path: Path, text: str) -> None:
    """Writes a file as a whole: who reads it meanwhile sees the old or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def write_metrics(result: Result, finished: datetime, places: Places) -> None:
    path = places.metrics(result.origin)
    samples = result.all_samples(finished)
    name = "dagc_job_last_success_timestamp_seconds"
    if all(sample.name != name for sample in samples) and path.exists():
        before = last_success(path.read_text(encoding="utf-8"))
        if before is not None:
            samples.append(Sample(name, result.labels(), before))
    replace_file(path, exposition(samples))


def push_metrics(result: Result, finished: datetime, places: Places) -> None:
    if places.gateway is None:
        return
    grouping = (
        ("job", "dagc"),
        ("dag_id", result.origin.dag),
        ("task_id", result.origin.task),
    )
    push(places.gateway, grouping, exposition(result.all_samples(finished)))


def add_rows(document: Mapping[str, Any], places: Places) -> None:
    if places.table is None:
        return
    from dagc_jobs.results_table import add

    add(document, places.table)


def newest(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    """The last results of a task with the names of their pages, the newest first."""
    found: list[tuple[str, dict[str, Any]]] = []
    for path in reversed(by_age(folder)[-SHOWN_RUNS:]):
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            # Another run is about to replace it, or somebody has cut it off.
            continue
        found.append((path.name.removesuffix(".json") + ".html", document))
    return found


def by_age(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime)


def forget(folder: Path) -> None:
    for path in by_age(folder)[:-KEPT_RUNS]:
        path.unlink(missing_ok=True)
        path.with_name(path.name.removesuffix(".json") + ".html").unlink(missing_ok=True)


def earlier(places: Places, origin: Origin, interval: Interval, count: int) -> list[dict[str, Any]]:
    """The results of the last runs of a task's instance before this one, the newest first."""
    folder = places.history(origin.dag, origin.task)
    own = places.document(origin)
    found: list[dict[str, Any]] = []
    for path in folder.glob("*.json"):
        if path == own:
            continue
        try:
            document = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        except (OSError, ValueError):
            # Another run is about to replace it, or somebody has cut it off.
            continue
        if document.get("instance") != origin.instance:
            continue
        end = document.get("to") or document.get("finished_at", "")
        if interval.end is None or end < interval.end.isoformat():
            found.append(document)
    found.sort(key=lambda document: document.get("to") or document["finished_at"], reverse=True)
    return found[:count]
