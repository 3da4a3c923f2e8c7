"""Print the hash of every serialised DAG of a folder, by which Airflow tells versions.

hash_dags.py FOLDER   fails when a second parse gives another hash
"""

from __future__ import annotations

import json
import sys
from typing import Any

from inspect_tasks import read


def digest(dag: Any) -> str:
    try:
        from airflow.serialization.serialized_objects import LazyDeserializedDAG
    except ImportError:
        from airflow.models.serialized_dag import SerializedDagModel

        return SerializedDagModel(dag).dag_hash
    return LazyDeserializedDAG.from_dag(dag).hash


def hashes(folder: str) -> dict[str, str]:
    bag = read(folder)
    if bag.import_errors:
        sys.exit(str(bag.import_errors))
    return {name: digest(dag) for name, dag in sorted(bag.dags.items())}


if __name__ == "__main__":
    first, second = hashes(sys.argv[1]), hashes(sys.argv[1])
    if first != second:
        changed = [name for name in first if first[name] != second.get(name)]
        sys.exit(f"a second parse changes {changed}")
    print(json.dumps(first))
