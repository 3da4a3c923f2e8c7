"""Let the scheduler of a real Airflow start and finish the runs of a folder of DAGs.

run_scheduler.py FOLDER EXPECTED    EXPECTED is JSON: the number of runs by DAG id

It ends when each of these DAGs has that many runs and every run has ended, or when
nothing happens any more, and prints the runs as JSON on the last line. Everything runs
in one process and the children that it forks for tasks. The scheduler is Airflow's own;
where a worker of Airflow 3 asks an API server, the same application answers here.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from airflow.jobs.job import Job, run_job
from airflow.jobs.scheduler_job_runner import SchedulerJobRunner
from airflow.models.dagrun import DagRun
from airflow.utils.session import create_session

# The scheduler sleeps after each round without work, so these are two minutes at least.
IDLE_ROUNDS = 600


def store(folder: str) -> None:
    """As the DAG processor does it."""
    try:
        from airflow.dag_processing.bundles.manager import DagBundlesManager
        from airflow.dag_processing.dagbag import BundleDagBag, sync_bag_to_db
    except ImportError:
        from airflow.models.dagbag import DagBag

        sys.path.append(folder)
        bag = DagBag(folder, include_examples=False)
        bag.sync_to_db()
    else:
        with create_session() as session:
            DagBundlesManager().sync_bundles_to_db(session=session)
        path = Path(folder)
        bag = BundleDagBag(folder, bundle_path=path, bundle_name="dags-folder")
        sync_bag_to_db(bag, "dags-folder", None)
    if bag.import_errors:
        sys.exit(json.dumps(bag.import_errors, indent=2))


class Scheduler(SchedulerJobRunner):
    """Airflow's own, which ends when every expected run has ended."""

    def __init__(self, expected: dict[str, int]) -> None:
        super().__init__(Job(), num_runs=-1, scheduler_idle_sleep_time=0.2)
        self.expected = expected
        self.idle_rounds = 0

    def _do_scheduling(self, session: Any) -> int:
        queued = super()._do_scheduling(session)
        found = runs(session)
        ended = all(run["state"] in ("success", "failed") for run in found)
        is_complete = Counter(run["dag"] for run in found) == Counter(self.expected)
        self.idle_rounds = 0 if queued or not ended else self.idle_rounds + 1
        if ended and (is_complete or self.idle_rounds > IDLE_ROUNDS):
            self.num_runs = 1
        return queued


def runs(session: Any) -> list[dict[str, Any]]:
    return [
        {
            "dag": run.dag_id,
            "kind": word(run.run_type),
            "state": word(run.state),
            "start": moment(run.data_interval_start),
            "end": moment(run.data_interval_end),
            "tasks": {
                task.task_id: {"state": word(task.state), "tries": task.try_number}
                for task in run.get_task_instances(session=session)
            },
        }
        for run in session.query(DagRun).order_by(DagRun.dag_id, DagRun.id)
    ]


def word(state: Any) -> str:
    return str(getattr(state, "value", state))


def moment(time: Any) -> str | None:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ") if time else None


def main(folder: str, expected: str) -> None:
    store(folder)
    scheduler = Scheduler(json.loads(expected))
    run_job(job=scheduler.job, execute_callable=scheduler._execute)
    with create_session() as session:
        print(json.dumps(runs(session)))


if __name__ == "__main__":
    main(*sys.argv[1:])
