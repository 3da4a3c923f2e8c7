"""Play runs of generated DAGs by the scheduler of a real Airflow 3.x, in one process.

simulate_airflow.py FOLDER CASES    CASES is a JSON file, a list of objects:
    dag       the id, which is also the name of its file in FOLDER
    tasks     the ids of the tasks that the pipeline declares
    failing, skipping, closing, branches    what is assumed about the run

The last line is a JSON object: for each id the state of the run and of each task.
Tasks do not run: they get the state that the case assumes. Which tasks may start, and
which ones a branch or a gate skips, is decided by Airflow's own code.
"""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pendulum

START = pendulum.datetime(2026, 1, 2, tz="UTC")


def make_database() -> None:
    from airflow.utils import db

    db.import_all_models()
    from airflow.models.base import Base
    from airflow.settings import engine

    Base.metadata.create_all(engine)
    db.add_default_pool_if_not_exists()
    db.synchronize_log_template()


def skipped_by(task: Any, outcome: str) -> list[str]:
    """Let the operator itself choose what to skip."""
    from airflow.sdk.exceptions import DownstreamTasksSkipped

    task.op_args = [outcome]
    ti = SimpleNamespace(task=task, map_index=-1, xcom_push=lambda **_: None)
    try:
        task.execute({"ti": ti, "task": task, "dag_run": None})
    except DownstreamTasksSkipped as decision:
        return [x if isinstance(x, str) else x[0] for x in decision.tasks]
    return []


def derived(task: str, states: dict[str, str | None]) -> str | None:
    """How a task ends that dagc adds behind another one, by its name."""
    work, _, role = task.rpartition("_")
    state = states.get(work)
    if role == "quarantine":
        return "success" if state == "failed" else "skipped"
    if role != "settled":
        return None
    if state != "failed":
        return "failed" if state == "upstream_failed" else state
    return (
        "failed" if states.get(f"{work}_review", "success") != "success" else "success"
    )


def play(dag: Any, case: dict[str, Any], session: Any) -> dict[str, Any]:
    from airflow.models.dagrun import get_or_create_dagrun
    from airflow.models.taskinstance import TaskInstance
    from airflow.serialization.serialized_objects import DagSerialization
    from airflow.utils.state import DagRunState
    from airflow.utils.types import DagRunTriggeredByType
    from sqlalchemy import or_, update

    scheduler_dag = DagSerialization.deserialize_dag(
        DagSerialization.serialize_dag(dag)
    )
    run = get_or_create_dagrun(
        dag=scheduler_dag,
        run_id="manual__simulated",
        logical_date=START,
        data_interval=(START, START),
        run_after=START,
        conf=None,
        triggered_by=DagRunTriggeredByType.TEST,
        triggering_user_name=None,
        start_date=START,
        session=session,
    )
    for _ in range(10 * len(dag.tasks)):
        session.expire_all()
        ready, _ = run.update_state(session=session)
        if run.state != DagRunState.RUNNING:
            break
        for ti in ready:
            ti.state = "running"
        session.flush()
        skipped: list[str] = []
        states = {
            ti.task_id: ti.state for ti in run.get_task_instances(session=session)
        }
        for ti in ready:
            if ti.task_id in case["failing"] or ti.task_id not in case["tasks"]:
                ti.state = "failed"
            elif derived(ti.task_id, states):
                ti.state = derived(ti.task_id, states)
            elif ti.task_id in case["closing"] and ti.task_id.endswith("_review"):
                ti.state = "failed"
            elif ti.task_id in case["skipping"]:
                ti.state = "skipped"
            else:
                ti.state = "success"
                if ti.task_id in case["branches"]:
                    outcome = case["branches"][ti.task_id]
                    skipped += skipped_by(dag.get_task(ti.task_id), outcome)
                elif ti.task_id in case["closing"]:
                    skipped += skipped_by(dag.get_task(ti.task_id), "another")
        session.flush()
        # As the execution API does it for a task that skips others.
        session.execute(
            update(TaskInstance)
            .where(
                TaskInstance.dag_id == dag.dag_id,
                TaskInstance.task_id.in_(skipped),
                or_(
                    TaskInstance.state.is_(None),
                    TaskInstance.state.not_in(["running", "success", "failed"]),
                ),
            )
            .values(state="skipped")
        )
        session.commit()
    session.expire_all()
    states = {ti.task_id: ti.state for ti in run.get_task_instances(session=session)}
    return {"run": str(run.state), "tasks": states}


def main(folder: str, cases_file: str) -> None:
    make_database()
    from airflow.dag_processing.bundles.manager import DagBundlesManager
    from airflow.dag_processing.dagbag import BundleDagBag, sync_bag_to_db
    from airflow.utils.session import create_session

    with create_session() as session:
        DagBundlesManager().sync_bundles_to_db(session=session)
    bag = BundleDagBag(folder, bundle_path=Path(folder), bundle_name="dags-folder")
    if bag.import_errors:
        sys.exit(json.dumps(bag.import_errors, indent=2))
    sync_bag_to_db(bag, "dags-folder", None)
    results = {}
    for case in json.loads(Path(cases_file).read_text()):
        with create_session() as session:
            results[case["dag"]] = play(bag.dags[case["dag"]], case, session)
    print(json.dumps(results))


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    main(*sys.argv[1:])
