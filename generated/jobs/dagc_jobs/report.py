"""The report of a run: what its tasks left in the results folder, and their states.

A task that failed has left its result as well, so a report never lacks what it is for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dagc_jobs.results import Origin, Places, Result, worst
from dagc_jobs.values import plural

# States of tasks that have not run, whose results are of an earlier try.
NOT_RUN = (None, "removed", "skipped", "upstream_failed")
UNKNOWN = "unknown"


def report(
    sources: Sequence[str],
    states: Mapping[str, str],
    values: Mapping[str, str],
    places: Places,
    result: Result,
) -> int:
    """Gathers the results of tasks; a report itself does not fail by what it tells."""
    tasks = [
        entry(task, states.get(task) if states else UNKNOWN, values.get(task, ""), places, result.origin)
        for task in sources
    ]
    statuses = [task["status"] for task in tasks]
    result.status = worst([status if status != "did not run" else "error" for status in statuses])
    bad = [task for task in tasks if task["status"] not in ("ok", "skipped")]
    result.message = f"{len(tasks) - len(bad)} of {plural(len(tasks), 'task')} fine"
    if bad:
        result.message += "; " + "; ".join(f"{task['task_id']} {task['status']}: {task['message']}" for task in bad[:3])
    result.fields["tasks"] = tasks
    return 0


def entry(task: str, state: str | None, value: str, places: Places, origin: Origin) -> dict[str, Any]:
    documents = left_by(task, places, origin)
    if state in NOT_RUN and worst([document["status"] for document in documents]) in ("ok", "warning"):
        documents = []
    if state == UNKNOWN:
        state = None
    if documents:
        worst_first = sorted(
            documents,
            key=lambda document: document["status"] != worst([d["status"] for d in documents]),
        )
        shown = worst_first[0]
        status = str(shown["status"])
        message = str(shown["message"])
        if len(documents) > 1:
            message = f"{plural(len(documents), 'instance')}; {message}"
        if state == "failed" and status in ("ok", "warning"):
            # Its result is good, and something after it was not.
            status, message = "failed", f"the task failed after its result: {message}"
        return {
            "task_id": task,
            "status": status,
            "message": message,
            "state": state,
            "page": shown.get("page"),
        }
    plain_value = from_value(value)
    if state == "success":
        return {
            "task_id": task,
            "status": "ok",
            "message": plain_value or "succeeded",
            "state": state,
        }
    if state == "skipped":
        return {
            "task_id": task,
            "status": "skipped",
            "message": "was skipped",
            "state": state,
        }
    if state == "failed":
        return {
            "task_id": task,
            "status": "failed",
            "state": state,
            "message": plain_value or "failed, and left no result: see the log of the task",
        }
    if state == "upstream_failed":
        return {
            "task_id": task,
            "status": "error",
            "message": "did not run, because a task before it failed",
            "state": state,
        }
    return {
        "task_id": task,
        "status": "error",
        "message": "did not run",
        "state": state,
    }


def left_by(task: str, places: Places, origin: Origin) -> list[dict[str, Any]]:
    """The results of a task in this run, one for each of its instances."""
    own = places.document(replace(origin, task=task, instance=None))
    found: list[dict[str, Any]] = []
    candidates = [own, *own.parent.glob(f"{glob_quoted(own.stem)}.*.json")] if own.parent.exists() else []
    for path in candidates:
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            continue
        except (OSError, ValueError) as error:
            document = {"status": "error", "message": f"{path} cannot be read: {error}"}
        found.append(document)
    return found


def glob_quoted(text: str) -> str:
    import glob

    return glob.escape(text)


def from_value(value: str) -> str:
    """The words of a value that a task handed on."""
    result: Any = value.strip()
    # A value that went through a JSON filter is a JSON text of a JSON text.
    for _ in range(2):
        try:
            result = json.loads(result) if isinstance(result, str) else result
        except ValueError:
            break
    if result in ("", "None", None):
        return ""
    if isinstance(result, dict):
        return ", ".join(f"{name} {item}" for name, item in result.items() if name != "status")
    return str(result)
