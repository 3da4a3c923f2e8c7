"""Functions that texts call when they are rendered."""

from __future__ import annotations

from datetime import datetime, timedelta


def week_of(day: str, separator: str = "-") -> str:
    year, week, _ = datetime.fromisoformat(day).isocalendar()
    return f"{year}{separator}W{week:02}"


def days_later(day: str, days: str) -> str:
    return (datetime.fromisoformat(day) + timedelta(days=int(days))).isoformat()
