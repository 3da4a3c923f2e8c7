"""A plugin with a timetable, as a user's Airflow may have it."""

from __future__ import annotations

from typing import Any

import pendulum
from airflow.plugins_manager import AirflowPlugin
from airflow.timetables.base import DagRunInfo, DataInterval, TimeRestriction, Timetable


class EveryNthDay(Timetable):
    """At midnight in UTC, so many days apart."""

    def __init__(self, days: int, label: str) -> None:
        self.days = days
        self.label = label

    def serialize(self) -> dict[str, Any]:
        return {"days": self.days, "label": self.label}

    @classmethod
    def deserialize(cls, data: dict[str, Any]) -> Timetable:
        assert data["label"] == "{{ no template }}", data
        return cls(data["days"], data["label"])

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
        if last_automated_data_interval is not None:
            return DagRunInfo.exact(
                last_automated_data_interval.end.add(days=self.days)
            )
        return DagRunInfo.exact(restriction.earliest.start_of("day"))


class AcmeTimetables(AirflowPlugin):
    name = "acme_timetables"
    timetables = [EveryNthDay]
