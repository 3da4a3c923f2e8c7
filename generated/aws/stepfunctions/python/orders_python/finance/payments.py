"""What texts about payments call when they are rendered."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo


def value_date(moment: str) -> str:
    """The day on which the banks book what is sent then, such as `2026-01-30`."""
    booked = datetime.fromisoformat(moment).astimezone(ZoneInfo("Europe/Berlin"))
    return booked.date().isoformat()
