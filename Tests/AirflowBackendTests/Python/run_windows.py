"""Print the bounds of the data intervals of a DAG's runs as a JSON list.

run_windows.py DAG
"""

from __future__ import annotations

import json
import sys

from airflow.models.dagrun import DagRun
from airflow.utils.session import create_session
from sqlalchemy import select

if __name__ == "__main__":
    with create_session() as session:
        runs = session.scalars(select(DagRun).where(DagRun.dag_id == sys.argv[1])).all()
        bounds = [(run.data_interval_start, run.data_interval_end) for run in runs]
    print(
        json.dumps([f"{start.isoformat()} {end.isoformat()}" for start, end in bounds])
    )
