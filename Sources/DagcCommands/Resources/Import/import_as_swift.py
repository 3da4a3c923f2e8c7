"""Write the Swift of DAGs that a real Airflow has loaded, or say what they are.

import_as_swift.py swift FOLDER PACKAGE    the files to write, and what was missed
import_as_swift.py facts FOLDER PACKAGE    each DAG as facts, to compare it with another

The answer is a JSON object on the last line.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from dag_facts import facts
from dag_functions import MovedFunctions
from dag_reading import read_dag
from dag_swift import DagWriter
from dag_values import know_asset


def load(folder: str) -> Any:
    """As Airflow's DAG processor does: with the folder on the import path."""
    try:
        from airflow.dag_processing.dagbag import BundleDagBag
    except ImportError:
        from airflow.models.dagbag import DagBag

        sys.path.append(folder)
        return DagBag(folder, include_examples=False)
    return BundleDagBag(folder, bundle_path=Path(folder))


def main(mode: str, folder: str, package: str) -> None:
    bag = load(folder)
    moved: dict[str, MovedFunctions] = {}
    swift: dict[str, str] = {}
    notes: dict[str, list[str]] = {}
    told: dict[str, dict[str, str]] = {}
    failed: dict[str, str] = {}
    # Of each asset the first DAG that writes it.
    writers: dict[str, str] = {}
    for dag in bag.dags.values():
        for task in dag.tasks:
            for asset in [*(task.inlets or []), *(task.outlets or [])]:
                know_asset(asset)
    for name, dag in sorted(bag.dags.items()):
        functions = moved.setdefault(dag.fileloc, MovedFunctions(dag.fileloc, package))
        try:
            read = read_dag(dag, functions)
            if mode == "facts":
                told[name] = facts(read)
                continue
            writer = DagWriter(read, functions, writers)
            text = writer.text()
        except Exception as error:  # noqa: BLE001
            failed[name] = f"{type(error).__name__}: {error}"
            continue
        swift[f"{writer.type}.swift"] = text
        notes[name] = writer.notes
    python = {f"{each.module}.py": each.text for each in moved.values() if each.text}
    errors = {Path(file).name: text for file, text in bag.import_errors.items()}
    answer = {
        "swift": swift,
        "python": python,
        "notes": notes,
        "facts": told,
        "failed": failed,
        "errors": errors,
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
