"""Print when Airflow itself would start runs of DAGs, as JSON on the last line.

fire_times.py FOLDER FROM COUNT   for each DAG of FOLDER the logical dates of the first
                                  COUNT runs from FROM on, read from its stored form
"""

from __future__ import annotations

import json
import sys
from itertools import islice
from typing import TYPE_CHECKING, Any

import pendulum
from airflow.timetables.base import DataInterval, TimeRestriction
from inspect_tasks import read

if TYPE_CHECKING:
    from collections.abc import Iterator


def stored(dag: Any) -> Any:
    """What the scheduler makes of a DAG."""
    try:
        from airflow.serialization.serialized_objects import DagSerialization as Form
    except ImportError:
        from airflow.serialization.serialized_objects import SerializedDAG as Form
    return Form.from_dict(Form.to_dict(dag))


def times(timetable: Any, start: pendulum.DateTime) -> Iterator[str]:
    restriction = TimeRestriction(earliest=start, latest=None, catchup=True)
    last: DataInterval | None = None
    while run := timetable.next_dagrun_info(
        last_automated_data_interval=last, restriction=restriction
    ):
        last = run.data_interval
        yield run.run_after.in_timezone("UTC").isoformat()


if __name__ == "__main__":
    folder, start, count = sys.argv[1:]
    print(
        json.dumps(
            {
                name: list(
                    islice(
                        times(stored(dag).timetable, pendulum.parse(start)), int(count)
                    )
                )
                for name, dag in sorted(read(folder).dags.items())
            }
        )
    )
