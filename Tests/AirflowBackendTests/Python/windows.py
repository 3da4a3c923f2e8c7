"""Print which runs a real Airflow's timetables give the DAGs of a folder, as JSON.

windows.py FOLDER COUNT    for each DAG its first COUNT runs: "START END TIME", where a
                           run is about the data from START to END and starts at TIME
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

from airflow.timetables.base import TimeRestriction
from inspect_tasks import read


def as_scheduled(dag: Any) -> Any:
    """Airflow 3 declares timetables in one package and has their code in another."""
    try:
        from airflow.serialization.serialized_objects import DagSerialization
    except ImportError:
        return dag
    return DagSerialization.deserialize_dag(DagSerialization.serialize_dag(dag))


def runs(dag: Any) -> Iterator[Any]:
    """The runs of a DAG that catches up, from the first one on."""
    restriction = TimeRestriction(dag.start_date, dag.end_date, catchup=True)
    run = None
    while True:
        if hasattr(dag.timetable, "next_dagrun_info_v2"):
            run = dag.timetable.next_dagrun_info_v2(
                last_dagrun_info=run, restriction=restriction
            )
        else:
            run = dag.timetable.next_dagrun_info(
                last_automated_data_interval=run and run.data_interval,
                restriction=restriction,
            )
        if run is None:
            return
        yield run


def described(run: Any) -> str:
    times = [run.data_interval.start, run.data_interval.end, run.run_after]
    return " ".join(time.strftime("%Y-%m-%dT%H:%M:%SZ") for time in times)


def main(folder: str, count: str) -> None:
    bag = read(folder)
    if bag.import_errors:
        sys.exit(json.dumps(bag.import_errors, indent=2))
    found = {
        name: [described(run) for run in islice(runs(as_scheduled(dag)), int(count))]
        for name, dag in bag.dags.items()
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
