"""Results as rows: one for each rule, finding, window total or component of a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from dagc_jobs.dialects import SQL, Dialect
from dagc_jobs.engines import opened

KEY = "dag_id"
TEXTS = ("dag_id", "task_id", "run_id", "job", "subject", "status", "value", "message")
TIMES = ("window_start", "window_end", "finished_at")
# The number of a mapped task's instance; empty for others.
INSTANCE = "instance"


def columns(dialect: Dialect) -> list[tuple[str, str]]:
    """The columns of the table and their types."""
    texts = [(name, dialect.text_type) for name in TEXTS]
    times = [(name, dialect.timestamp_type) for name in TIMES]
    return [*texts, *times, (INSTANCE, dialect.text_type)]


def subjects(document: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """What a result says of what: subject, status, value, message."""
    yield "", document["status"], str(document.get("score", "")), document["message"]
    for rule in document.get("rules", []):
        yield rule["name"], rule["status"], str(rule.get("value", "")), rule["message"]
    for finding in document.get("findings", []):
        value = str(finding.get("rows", ""))
        yield finding["kind"], finding["status"], value, finding["message"]
    for component in document.get("components", []):
        yield component["name"], component["status"], str(component.get("value", "")), component["message"]
    for task in document.get("tasks", []):
        yield task["task_id"], task["status"], "", task["message"]


def add(document: Mapping[str, Any], table: Mapping[str, Any]) -> None:
    """Replaces the rows of the run in the table, which is made when it is not there."""
    engine = opened(table["engine"], writes=True)
    dialect = engine.dialect
    name = dialect.path(table["table"])
    kinds = columns(dialect)
    engine.change(dialect.create(name, kinds, KEY), "the results table")
    if INSTANCE not in {column.lower() for column in engine.columns(table["table"])}:
        engine.change(dialect.add_column(name, INSTANCE, dialect.nullable(dialect.text_type)), "the results table")
    instance = dialect.text(str(document.get(INSTANCE, "")))
    same = [SQL(f"{dialect.name_of(key)} = {dialect.text(document[key])}") for key in ("dag_id", "task_id", "run_id")]
    same.append(SQL(f"coalesce({dialect.name_of(INSTANCE)}, '') = {instance}"))
    engine.change(dialect.delete(name, same), "the results table")
    rows: list[str] = []
    for subject, status, value, message in subjects(document):
        texts = (
            *(document[key] for key in ("dag_id", "task_id", "run_id", "job")),
            *(subject, status, value, message),
        )
        cells = [dialect.text(str(text)) for text in texts]
        for key in ("from", "to", "finished_at"):
            time = document.get(key)
            cells.append(dialect.instant(whole_seconds(time)) if time else SQL("null"))
        cells.append(instance)
        rows.append(f"({', '.join(cells)})")
    names = ", ".join(dialect.name_of(column) for column, _ in kinds)
    engine.change(
        SQL(f"insert into {name} ({names}) values {', '.join(rows)}"),
        "the results table",
    )


def whole_seconds(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(microsecond=0)
