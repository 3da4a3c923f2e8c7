"""Fire times and runs as the timetables of an Airflow, 2.11 or 3.3, compute them.

Reads JSON: {"expressions": [{"cron", "zone", "after"}], "schedules": [...]}; times are
in seconds since 1970 in UTC. A schedule has the start date of its DAG, its zone, an end
date or null, and one of "cron", "seconds" and "days". Days have "hour" and "minute".

Writes JSON: for each expression the next four fire times, each after the one before, or
null where Airflow refuses it or finds no time; for each schedule its first runs when it
catches up: when each may start, and from when until when it is about data; and whether
Airflow is stuck then: 2.11 makes the same run again, 3.3 raises an error.
"""

from __future__ import annotations

import datetime
import json
import sys
from typing import Any

import pendulum
from airflow.exceptions import AirflowTimetableInvalid
from airflow.timetables.base import DagRunInfo, TimeRestriction, Timetable
from airflow.timetables.events import EventsTimetable
from airflow.timetables.interval import (
    CronDataIntervalTimetable,
    DeltaDataIntervalTimetable,
)
from airflow.timetables.trigger import CronTriggerTimetable, DeltaTriggerTimetable
from croniter import CroniterBadDateError

RUNS = 6


def fire_times(case: dict[str, Any]) -> list[int] | None:
    timetable = CronDataIntervalTimetable(case["cron"], timezone=case["zone"])
    try:
        timetable.validate()
        times = [pendulum.from_timestamp(case["after"])]
        for _ in range(4):
            times.append(timetable._get_next(times[-1]))
    except (AirflowTimetableInvalid, CroniterBadDateError):
        return None
    return [int(time.timestamp()) for time in times[1:]]


def timetable_of(case: dict[str, Any]) -> Timetable:
    covers_interval = case["window"] == "intervalBefore"
    if case.get("cron") is not None:
        if covers_interval:
            return CronDataIntervalTimetable(case["cron"], timezone=case["zone"])
        return CronTriggerTimetable(case["cron"], timezone=case["zone"])
    if case.get("seconds") is not None:
        delta = datetime.timedelta(seconds=case["seconds"])
        return (
            DeltaDataIntervalTimetable(delta)
            if covers_interval
            else DeltaTriggerTimetable(delta)
        )
    return EventsTimetable(
        [
            moment(day, case["zone"], case["hour"], case["minute"])
            for day in case["days"]
        ]
    )


def moment(day: str, zone: str, *clock: int) -> pendulum.DateTime:
    """As the files of DAGs make their dates."""
    return pendulum.datetime(*map(int, day.split("-")), *clock, tz=zone)


def runs(case: dict[str, Any]) -> dict[str, Any]:
    end, zone = case.get("end"), case["zone"]
    restriction = TimeRestriction(
        earliest=moment(case["start"], zone),
        latest=moment(end, zone, 23, 59, 59) if end else None,
        catchup=True,
    )
    timetable = timetable_of(case)
    found: list[DagRunInfo] = []
    stuck = False
    while len(found) < RUNS:
        last = found[-1].data_interval if found else None
        try:
            info = timetable.next_dagrun_info(
                last_automated_data_interval=last, restriction=restriction
            )
        except CroniterBadDateError:
            break
        except ValueError:
            stuck = True
            break
        if info is None:
            break
        if last is not None and info.data_interval.start <= last.start:
            stuck = True
            break
        found.append(info)
    times = [(info.run_after, *info.data_interval) for info in found]
    return {
        "runs": [[int(time.timestamp()) for time in each] for each in times],
        "stuck": stuck,
    }


questions = json.load(sys.stdin)
json.dump(
    {
        "expressions": [fire_times(case) for case in questions["expressions"]],
        "schedules": [runs(case) for case in questions["schedules"]],
    },
    sys.stdout,
)
