"""Print what a task of a DAG's only run has returned, as JSON text; null if nothing.

read_xcom.py DAG TASK
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from pathlib import Path

if __name__ == "__main__":
    with sqlite3.connect(Path(os.environ["AIRFLOW_HOME"]) / "airflow.db") as database:
        rows = database.execute(
            "select value from xcom where dag_id = ? and task_id = ? "
            "and key = 'return_value'",
            sys.argv[1:],
        ).fetchall()
    value = json.loads(rows[0][0]) if rows else None
    # Airflow 3 keeps a JSON text of what is a JSON text itself.
    print(value if isinstance(value, str) else json.dumps(value))
