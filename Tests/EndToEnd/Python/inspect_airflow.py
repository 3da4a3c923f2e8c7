"""Print what an Airflow 3.x installation sees, as one JSON object on the last line.

inspect_airflow.py dags FOLDER   the DAGs that a DagBag reads there, and what it refuses
inspect_airflow.py run DAG_ID    the latest run of a DAG in the metadata database;
                                 what tasks returned is JSON text
"""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path
from typing import Any


def dags(folder: str) -> dict[str, Any]:
    from airflow.dag_processing.dagbag import DagBag
    from airflow.serialization.serialized_objects import LazyDeserializedDAG

    # Airflow puts the folder of the DAGs on the import path; a bare DagBag does not.
    sys.path.insert(0, folder)
    # A DagBag re-emits the warnings of a file and keeps none of them.
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        bag = DagBag(folder)
    files = {str(path.resolve()) for path in Path(folder).rglob("*.py")}
    return {
        "import_errors": bag.import_errors,
        "warnings": sorted(
            f"{warning.filename}:{warning.lineno}: {warning.message}"
            for warning in caught
            if str(Path(warning.filename).resolve()) in files
        ),
        "dags": {
            name: {
                "file": dag.fileloc,
                "hash": LazyDeserializedDAG.from_dag(dag).hash,
                "tasks": {
                    task.task_id: sorted(task.upstream_task_ids) for task in dag.tasks
                },
            }
            for name, dag in sorted(bag.dags.items())
        },
    }


def run(dag_id: str) -> dict[str, Any]:
    from airflow.models.dagrun import DagRun
    from airflow.models.xcom import XComModel
    from airflow.utils.session import create_session
    from sqlalchemy import select

    with create_session() as session:
        latest = session.scalar(
            select(DagRun).where(DagRun.dag_id == dag_id).order_by(DagRun.id.desc())
        )
        if latest is None:
            sys.exit(f"{dag_id} has no run in the metadata database")
        values = session.scalars(
            select(XComModel).where(
                XComModel.dag_id == dag_id,
                XComModel.run_id == latest.run_id,
                XComModel.key == "return_value",
            )
        )
        return {
            "state": str(latest.state),
            "tasks": {
                task.task_id: str(task.state)
                for task in latest.get_task_instances(session=session)
            },
            "xcoms": {
                value.task_id: json.dumps(XComModel.deserialize_value(value))
                for value in values
            },
        }


if __name__ == "__main__":
    command, argument = sys.argv[1:]
    print(json.dumps({"dags": dags, "run": run}[command](argument)))
