"""Import what the compiler has written for many small projects, in one process.

import_trees.py ROOT

Each folder of ROOT is a tree with the DAG files in `airflow/dags`. The answer is a JSON
object on the last line: for each folder why files of it cannot be imported, and what
cannot be stored of its DAGs.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def read(folder: Path) -> Any:
    """As Airflow's DAG processor does: with the folder on the import path."""
    try:
        from airflow.dag_processing.dagbag import BundleDagBag
    except ImportError:
        from airflow.models.dagbag import DagBag

        return DagBag(folder, include_examples=False)
    return BundleDagBag(folder, bundle_path=folder)


def store(dag: Any) -> None:
    try:
        from airflow.serialization.serialized_objects import LazyDeserializedDAG
    except ImportError:
        from airflow.serialization.serialized_objects import SerializedDAG

        SerializedDAG.to_dict(dag)
    else:
        _ = LazyDeserializedDAG.from_dag(dag).hash


def problems(folder: Path) -> list[str]:
    sys.path.insert(0, str(folder))
    try:
        bag = read(folder)
        found = [
            f"{Path(file).name}: {text}" for file, text in bag.import_errors.items()
        ]
        for name, dag in bag.dags.items():
            try:
                store(dag)
            except Exception as error:  # noqa: BLE001
                found.append(f"{name}: {type(error).__name__}: {error}")
    finally:
        sys.path = [path for path in sys.path if path != str(folder)]
        # The next tree has a package of the same name.
        for name, module in list(sys.modules.items()):
            if str(getattr(module, "__file__", "")).startswith(str(folder)):
                del sys.modules[name]
    return found


def main(root: Path) -> None:
    answer = {
        tree.name: problems(tree / "airflow/dags")
        for tree in sorted(root.iterdir())
        if (tree / "airflow/dags").is_dir()
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
