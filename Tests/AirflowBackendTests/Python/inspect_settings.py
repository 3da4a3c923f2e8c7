"""Print what a real Airflow knows about DAGs and their tasks, as JSON on the last line.

inspect_settings.py FOLDER   for each DAG its attributes below "dag", and those of each
                             task by its id, each as Python text (times in UTC)
"""

from __future__ import annotations

import json
import sys
from datetime import datetime, timezone
from typing import Any

from inspect_tasks import read

OF_DAGS = [
    "dag_display_name",
    "description",
    "start_date",
    "end_date",
    "catchup",
    "max_active_runs",
    "max_active_tasks",
    "dagrun_timeout",
    "tags",
    "render_template_as_native_obj",
]
OF_TASKS = [
    "owner",
    "retries",
    "retry_delay",
    "retry_exponential_backoff",
    "max_retry_delay",
    "execution_timeout",
    "pool",
    "pool_slots",
    "queue",
    "priority_weight",
    "depends_on_past",
    "max_active_tis_per_dag",
    "executor",
    "executor_config",
    "task_display_name",
    "doc_md",
]


def attributes(thing: Any, names: list[str]) -> dict[str, str]:
    return {name: text(getattr(thing, name)) for name in names}


def text(value: Any) -> str:
    """Versions keep the same moment in different zones."""
    if isinstance(value, datetime):
        value = value.astimezone(timezone.utc).isoformat()
    return repr(value)


def callbacks(task: Any) -> dict[str, str]:
    """The classes of what is called, without what they hold."""
    found = {}
    for name in ["on_failure_callback", "on_retry_callback", "on_success_callback"]:
        value = getattr(task, name)
        items = value if isinstance(value, list) else [value] if value else []
        found[name] = ", ".join(type(item).__name__ for item in items)
    return found


def schema(dag: Any) -> dict[str, str]:
    params = dag.params.dump() if hasattr(dag.params, "dump") else dict(dag.params)
    return {
        f"param {name}": repr((value, dag.params.get_param(name).schema))
        for name, value in params.items()
    }


def main(folder: str) -> None:
    bag = read(folder)
    if bag.import_errors:
        sys.exit(json.dumps(bag.import_errors, indent=2))
    found = {}
    for dag in bag.dags.values():
        schedule = type(dag.timetable).__name__
        own = attributes(dag, OF_DAGS) | schema(dag) | {"schedule": schedule}
        tasks = {
            task.task_id: attributes(task, OF_TASKS) | callbacks(task)
            for task in dag.tasks
        }
        found[dag.dag_id] = tasks | {"dag": own}
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
