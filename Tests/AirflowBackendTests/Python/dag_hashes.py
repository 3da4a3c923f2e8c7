"""Print the hash of each DAG of a folder as a real Airflow stores it, as JSON.

dag_hashes.py FOLDER    Airflow 3 makes a new version of a DAG whose hash changes
"""

from __future__ import annotations

import json
import sys
from typing import Any

from inspect_tasks import read


def stored_hash(dag: Any) -> str:
    try:
        from airflow.serialization.serialized_objects import LazyDeserializedDAG
    except ImportError:
        from airflow.models.serialized_dag import SerializedDagModel

        return SerializedDagModel(dag).dag_hash
    return LazyDeserializedDAG.from_dag(dag).hash


def main(folder: str) -> None:
    bag = read(folder)
    if bag.import_errors:
        sys.exit(json.dumps(bag.import_errors, indent=2))
    print(json.dumps({name: stored_hash(dag) for name, dag in bag.dags.items()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
