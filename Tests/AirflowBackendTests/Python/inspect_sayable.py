"""Print starts of DAGs, and the SQL that their tasks load, as JSON on the last line.

inspect_sayable.py FOLDER   calls what misses of deadlines call on the way
"""

from __future__ import annotations

import json
import sys
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from inspect_tasks import read

# A daily window of the template's own filters.
CONTEXT = {"data_interval_start": datetime(2026, 11, 18, tzinfo=timezone.utc)}


def moment(value: datetime | None) -> str | None:
    return value.astimezone(timezone.utc).isoformat() if value else None


def loaded(task: Any) -> str:
    task.resolve_template_files()
    return task.render_template(task.sql, CONTEXT, task.dag.get_template_env())


def miss(dag: Any) -> None:
    """As the DAG processor of Airflow 2 and the workers of Airflow 3 call it."""
    if hasattr(dag, "deadline"):
        import structlog
        from airflow.sdk.execution_time.callback_supervisor import execute_callback

        alerts = dag.deadline if isinstance(dag.deadline, list) else [dag.deadline]
        for alert in filter(None, alerts):
            context = {"dag_run": {"dag_id": dag.dag_id}}
            done, error = execute_callback(
                alert.callback.path,
                {**alert.callback.kwargs, "context": context},
                Path(dag.fileloc),
                None,
                structlog.get_logger(),
            )
            assert done, error
        return
    for callback in dag.sla_miss_callback or []:
        callback(dag, "load", "", [], [])


def next_start(dag: Any) -> str | None:
    """When the scheduler would start the first run that it makes by itself."""
    from airflow.timetables.base import TimeRestriction

    if not dag.timetable.can_be_scheduled:
        return None
    timetable = dag.timetable
    if hasattr(dag, "deadline"):
        from airflow.serialization.serialized_objects import DagSerialization

        timetable = DagSerialization.from_dict(DagSerialization.to_dict(dag)).timetable
    restriction = TimeRestriction(
        earliest=dag.start_date, latest=dag.end_date, catchup=dag.start_date is not None
    )
    run = timetable.next_dagrun_info(
        last_automated_data_interval=None, restriction=restriction
    )
    return moment(run.run_after) if run else None


def main(folder: str) -> None:
    bag = read(folder)
    if bag.import_errors:
        sys.exit(json.dumps(bag.import_errors, indent=2))
    found: dict[str, dict[str, Any]] = {"start": {}, "sql": {}, "next": {}}
    for dag in bag.dags.values():
        found["start"][dag.dag_id] = moment(dag.start_date)
        found["next"][dag.dag_id] = next_start(dag)
        found["sql"][dag.dag_id] = loaded(dag.get_task("load"))
        miss(dag)
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
