"""First runs after a schedule has changed, as Airflow's own timetables compute them.

Reads JSON: a list of {"cron", "zone", "instant", "catchUp", "start", "last", "now"};
times are in seconds since 1970 in UTC, `last` is a pair of them, or is left out.
Writes JSON: for each, [start of the window, its end], equal for an instant, or null
where Airflow makes no run, or one that it has made before.
"""

from __future__ import annotations

import json
import sys
from unittest import mock

import pendulum
from airflow.timetables.base import DataInterval, TimeRestriction
from airflow.timetables.interval import CronDataIntervalTimetable
from airflow.timetables.trigger import CronTriggerTimetable


def first_run(case: dict) -> list[int] | None:
    kind = CronTriggerTimetable if case["instant"] else CronDataIntervalTimetable
    timetable = kind(case["cron"], timezone=case["zone"])
    last = (
        "last" in case
        and DataInterval(*(pendulum.from_timestamp(time) for time in case["last"]))
        or None
    )
    now = pendulum.from_timestamp(case["now"])
    with (
        mock.patch("airflow.timetables.interval.utcnow", return_value=now),
        mock.patch("airflow.timetables.trigger.utcnow", return_value=now),
    ):
        info = timetable.next_dagrun_info(
            last_automated_data_interval=last,
            restriction=TimeRestriction(
                earliest=pendulum.from_timestamp(case["start"]),
                latest=None,
                catchup=case["catchUp"],
            ),
        )
    # 2.11 would make the same run again, finds it made, and waits for the next time.
    if info is None or (
        last and not case["instant"] and info.data_interval.start <= last.start
    ):
        return None
    return [
        int(info.data_interval.start.timestamp()),
        int(info.data_interval.end.timestamp()),
    ]


json.dump([first_run(case) for case in json.load(sys.stdin)], sys.stdout)
