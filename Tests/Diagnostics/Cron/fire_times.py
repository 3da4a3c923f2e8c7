"""Fire times as Airflow's own timetables compute them.

Reads JSON: a list of {"cron", "zone", "after"}, times in seconds since 1970 in UTC.
Writes JSON: for each, the next four fire times, each after the one before, or null
where Airflow refuses
the expression or finds no time.
"""

from __future__ import annotations

import json
import sys

import pendulum
from airflow.exceptions import AirflowTimetableInvalid
from airflow.timetables.interval import CronDataIntervalTimetable
from croniter import CroniterBadDateError


def fire_times(case: dict[str, str | int]) -> list[int] | None:
    timetable = CronDataIntervalTimetable(case["cron"], timezone=case["zone"])
    try:
        timetable.validate()
        times = [pendulum.from_timestamp(case["after"])]
        for _ in range(4):
            times.append(timetable._get_next(times[-1]))
    except (AirflowTimetableInvalid, CroniterBadDateError):
        return None
    return [int(time.timestamp()) for time in times[1:]]


json.dump([fire_times(case) for case in json.load(sys.stdin)], sys.stdout)
