"""Run DAGs one after the other in one process, each once for the same date.

run_dags.py FOLDER DATE DAG…    prints the states of the runs as JSON on the last line
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pendulum


def read(folder: str) -> dict[str, Any]:
    try:
        from airflow.dag_processing.bundles.manager import DagBundlesManager
        from airflow.dag_processing.dagbag import BundleDagBag
    except ImportError:
        from airflow.models.dagbag import DagBag

        sys.path.append(folder)
        return DagBag(folder, include_examples=False).dags
    manager = DagBundlesManager()
    manager.sync_bundles_to_db()
    bundle = next(iter(manager.get_all_dag_bundles()))
    bundle.initialize()
    path = Path(bundle.path)
    return BundleDagBag(path, bundle_path=path, bundle_name=bundle.name).dags


def run(dag: Any, date: Any) -> str:
    names = dag.test.__code__.co_varnames
    argument = "logical_date" if "logical_date" in names else "execution_date"
    try:
        return str(dag.test(**{argument: date}).state)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def main(folder: str, day: str, names: list[str]) -> None:
    date = pendulum.parse(day)
    dags = read(folder)
    print(json.dumps({name: run(dags[name], date) for name in names}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
