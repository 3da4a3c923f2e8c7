"""A plugin of Airflow: the shop's calendar of releases, as a timetable."""

from __future__ import annotations

from typing import Any

import pendulum
from airflow.plugins_manager import AirflowPlugin
from airflow.timetables.base import DagRunInfo, DataInterval, TimeRestriction, Timetable

ZONE = "Europe/Berlin"


class BetweenReleases(Timetable):
    """At a time of the clock, every so many days from the day of a first release on."""

    def __init__(self, first: str, every_days: int, at: str) -> None:
        self.first = first
        self.every_days = every_days
        self.at = at

    def serialize(self) -> dict[str, Any]:
        return {"first": self.first, "every_days": self.every_days, "at": self.at}

    @classmethod
    def deserialize(cls, data: dict[str, Any]) -> Timetable:
        return cls(**data)

    @property
    def summary(self) -> str:
        return f"every {self.every_days} days at {self.at}"

    def infer_manual_data_interval(
        self, *, run_after: pendulum.DateTime
    ) -> DataInterval:
        return DataInterval.exact(run_after)

    def next_dagrun_info(
        self,
        *,
        last_automated_data_interval: DataInterval | None,
        restriction: TimeRestriction,
    ) -> DagRunInfo | None:
        last, now = last_automated_data_interval, pendulum.now(ZONE)
        moment = self._first()
        while moment < (restriction.earliest or now) or (last and moment <= last.end):
            moment = moment.add(days=self.every_days)
        # Without catching up, only the last of those that have passed is still run.
        while (
            not restriction.catchup
            and (later := moment.add(days=self.every_days)) < now
        ):
            moment = later
        if restriction.latest is not None and moment > restriction.latest:
            return None
        return DagRunInfo.exact(moment.in_timezone("UTC"))

    def _first(self) -> pendulum.DateTime:
        hour, minute = map(int, self.at.split(":"))
        year, month, day = map(int, self.first.split("-"))
        return pendulum.datetime(year, month, day, hour, minute, tz=ZONE)


class ReleaseTimetable(AirflowPlugin):
    name = "release_timetable"
    timetables = [BetweenReleases]
