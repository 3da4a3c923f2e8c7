"""Let Airflow make the run that updates of datasets have started, and run it.

run_updated.py DAG    prints the states of its tasks as a JSON object on the last line
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from airflow.jobs.job import Job
from airflow.jobs.scheduler_job_runner import SchedulerJobRunner
from airflow.models.dagrun import DagRun
from airflow.utils.session import create_session
from airflow.utils.sqlalchemy import prohibit_commit


def made_run(dag: str, session: Any) -> DagRun:
    runner = SchedulerJobRunner(job=Job())
    if hasattr(runner, "dagbag"):
        # What the scheduler of Airflow 2 has loaded when it comes here.
        import airflow.providers.fab.auth_manager.models  # noqa: F401
        from airflow.models.dagbag import DagBag

        runner.dagbag = DagBag(read_dags_from_db=True)
    with prohibit_commit(session) as guard:
        runner._create_dagruns_for_dags(guard, session)
    (run,) = session.query(DagRun).filter(DagRun.dag_id == dag).all()
    return run


def read(folder: str, dag: str) -> Any:
    try:
        from airflow.dag_processing.dagbag import BundleDagBag
    except ImportError:
        from airflow.models.dagbag import DagBag

        sys.path.append(folder)
        return DagBag(folder, include_examples=False).dags[dag]
    return BundleDagBag(folder, bundle_path=Path(folder)).dags[dag]


def play(ti: Any, task: Any, session: Any) -> None:
    try:
        from airflow.sdk.definitions.dag import _run_task
    except ImportError:
        from airflow.models.dag import _run_task

        ti.task = task
        _run_task(ti=ti, session=session)
    else:
        ti.try_number = 1
        session.commit()
        _run_task(ti=ti, task=task)


def main(name: str) -> None:
    dag = read(os.environ["AIRFLOW__CORE__DAGS_FOLDER"], name)
    with create_session() as session:
        run = made_run(name, session)
        run.state = "running"
        session.commit()
        states = {}
        for ti in run.get_task_instances(session=session):
            try:
                play(ti, dag.get_task(ti.task_id), session)
            except Exception as error:
                print(f"{ti.task_id}: {error!r}")
            session.expire_all()
            ti.refresh_from_db(session=session)
            states[ti.task_id] = ti.state
    print(json.dumps(states))


if __name__ == "__main__":
    main(sys.argv[1])
