"""Run DAGs one after the other in one process, each once for the same date.

run_dags.py FOLDER DATE DAG…

The last line is a JSON object: the states of the runs, and why files cannot be read.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pendulum


def read(folder: str) -> tuple[dict[str, Any], dict[str, str]]:
    """The DAGs by their ids, and why files cannot be read."""
    try:
        from airflow.dag_processing.bundles.manager import DagBundlesManager
        from airflow.dag_processing.dagbag import BundleDagBag
    except ImportError:
        from airflow.models.dagbag import DagBag

        sys.path.append(folder)
        bag = DagBag(folder, include_examples=False)
        return bag.dags, bag.import_errors
    manager = DagBundlesManager()
    manager.sync_bundles_to_db()
    bundle = next(iter(manager.get_all_dag_bundles()))
    bundle.initialize()
    path = Path(bundle.path)
    bag = BundleDagBag(path, bundle_path=path, bundle_name=bundle.name)
    store_once(bag, bundle)
    return bag.dags, bag.import_errors


def store_once(bag: Any, bundle: Any) -> None:
    """`DAG.test` of 3.3 reads and stores all DAGs of the folder again for each run."""
    from airflow.dag_processing import dagbag

    dagbag.sync_bag_to_db(bag, bundle.name, bundle.version)
    dagbag.BundleDagBag = lambda **_: bag
    dagbag.sync_bag_to_db = lambda *_: None


def run(dag: Any, date: Any) -> str:
    names = dag.test.__code__.co_varnames
    argument = "logical_date" if "logical_date" in names else "execution_date"
    try:
        return str(dag.test(**{argument: date}).state)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def main(folder: str, day: str, names: list[str]) -> None:
    date = pendulum.parse(day)
    dags, errors = read(folder)
    states = {name: run(dags[name], date) for name in names if name in dags}
    print(json.dumps({"states": states, "errors": errors}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
