"""Import every DAG file of a folder, as Airflow does, and print what happened.

One JSON object on the last line: the DAGs, the files that cannot be imported with the
end of their traceback, and the warnings that Airflow gives. Airflow 2.11 and 3.x.
"""

import contextlib
import json
import os
import sys
import warnings
from pathlib import Path
from typing import Any


def read(folder: str) -> Any:
    """As Airflow's DAG processor does: with the folder on the import path."""
    try:
        from airflow.dag_processing.dagbag import BundleDagBag
    except ImportError:
        from airflow.models.dagbag import DagBag

        sys.path.append(folder)
        files = Path(folder).glob("*.py")
        if any("DatasetAlias" in file.read_text() for file in files):
            # Airflow 2 looks them up while it imports the DAGs.
            from airflow.utils.db import initdb

            with contextlib.redirect_stdout(sys.stderr):
                initdb()
        return DagBag(folder, include_examples=False)
    return BundleDagBag(folder, bundle_path=Path(folder))


def main(folder: str) -> None:
    # As `airflow.env` says it, where the project has plugins.
    for plugins in Path(folder).glob("*/plugins"):
        os.environ["AIRFLOW__CORE__PLUGINS_FOLDER"] = str(plugins)

    from airflow import __version__

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        bag = read(folder)
    files = {str(path.resolve()) for path in Path(folder).rglob("*.py")}
    result = {
        "airflow": __version__,
        "dags": sorted(bag.dags),
        "errors": {
            str(Path(file).name): text for file, text in bag.import_errors.items()
        },
        "warnings": sorted(
            f"{Path(warning.filename).name}:{warning.lineno}: {warning.message}"
            for warning in caught
            if str(Path(warning.filename).resolve()) in files
        ),
    }
    print(json.dumps(result))


main(sys.argv[1])
