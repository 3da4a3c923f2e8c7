"""Print what a real Airflow makes of a folder of DAG files, as JSON on the last line.

inspect_tasks.py FOLDER   import errors, warnings, and for each DAG its tasks:
                          the class, the tasks upstream, the arguments as Python text
"""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path
from typing import Any


def read(folder: str) -> Any:
    """As Airflow's DAG processor reads it: with the folder on the import path."""
    try:
        from airflow.dag_processing.dagbag import BundleDagBag
    except ImportError:
        from airflow.models.dagbag import DagBag

        sys.path.append(folder)
        return DagBag(folder, include_examples=False)
    return BundleDagBag(folder, bundle_path=Path(folder))


def dags(folder: str) -> dict[str, Any]:
    # A DagBag re-emits the warnings of a file and keeps none of them.
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        bag = read(folder)
    # Once all modules are there, nobody but the files is left to be warned.
    with warnings.catch_warnings(record=True) as deprecations:
        warnings.simplefilter("always")
        read(folder)
    files = {str(path.resolve()) for path in Path(folder).rglob("*.py")}
    for dag in bag.dags.values():
        serialize(dag)
    return {
        "errors": bag.import_errors,
        "warnings": sorted(
            f"{warning.filename}:{warning.lineno}: {warning.message}"
            for warning in [*caught, *deprecations]
            if str(Path(warning.filename).resolve()) in files
            or warning in deprecations
            and issubclass(warning.category, DeprecationWarning)
            and "gitwildmatch" not in str(warning.message)
        ),
        "dags": {
            name: {task.task_id: described(task) for task in dag.tasks}
            for name, dag in sorted(bag.dags.items())
        },
    }


def serialize(dag: Any) -> None:
    try:
        from airflow.serialization.serialized_objects import LazyDeserializedDAG
    except ImportError:
        from airflow.serialization.serialized_objects import SerializedDAG

        SerializedDAG.to_dict(dag)
    else:
        _ = LazyDeserializedDAG.from_dag(dag).hash


def described(task: Any) -> dict[str, Any]:
    # A mapped operator has no arguments of its own before it runs.
    given = getattr(task, "_BaseOperator__init_kwargs", {})
    return {
        "operator": f"{type(task).__module__}.{type(task).__qualname__}",
        "upstream": sorted(task.upstream_task_ids),
        "arguments": {name: repr(value) for name, value in sorted(given.items())},
    }


if __name__ == "__main__":
    print(json.dumps(dags(sys.argv[1])))
