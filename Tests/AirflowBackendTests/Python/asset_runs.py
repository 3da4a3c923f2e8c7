"""Let Airflow's scheduler make the runs that assets ask for, and print them as JSON.

They are on the last line: for each DAG the partitions of its runs, or their types.

asset_runs.py [NAME=KEY...]   first tells it that these partitions were written
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict

from airflow.jobs.job import Job
from airflow.jobs.scheduler_job_runner import SchedulerJobRunner
from airflow.models.dag import DagModel
from airflow.models.dagrun import DagRun
from airflow.utils.session import create_session
from sqlalchemy import select, update


def write(partitions: list[str]) -> None:
    if not partitions:  # Airflow 2 knows none
        return
    from airflow.assets.manager import AssetManager
    from airflow.models.asset import AssetModel

    with create_session() as session:
        for partition in partitions:
            name, _, key = partition.partition("=")
            found = select(AssetModel).where(AssetModel.name == name)
            AssetManager.register_asset_change(
                asset=session.scalars(found).one(), partition_key=key, session=session
            )


def make_runs() -> None:
    """What the scheduler does in each of its rounds, before it starts tasks."""
    runner = SchedulerJobRunner(Job())
    with create_session() as session:
        runner._create_dagruns_for_dags(_Guard(session), session)


class _Guard:
    """Commits where the scheduler would, which is alone here."""

    def __init__(self, session) -> None:
        self.commit = session.commit


def runs() -> dict[str, list[str]]:
    found = defaultdict(list)
    with create_session() as session:
        for run in session.scalars(select(DagRun)):
            key = getattr(run, "partition_key", None)
            found[run.dag_id].append(key or str(run.run_type))
    return {dag: sorted(keys) for dag, keys in found.items()}


if __name__ == "__main__":
    with create_session() as session:
        session.execute(update(DagModel).values(is_paused=False))
    write(sys.argv[1:])
    for _ in range(2):
        make_runs()
    print(json.dumps(runs()))
