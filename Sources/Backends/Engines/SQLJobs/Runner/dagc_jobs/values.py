"""Times and numbers as they come from command lines and engines."""

from __future__ import annotations

import argparse
import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from decimal import Decimal, InvalidOperation
from typing import Any

from dagc_jobs.errors import JobError

UTC = timezone.utc


@dataclass(frozen=True)
class Interval:
    """The times [start, end) that a run is about, in UTC; either may be unknown."""

    start: datetime | None = None
    end: datetime | None = None


def instant(text: str) -> datetime:
    """The UTC time of an ISO 8601 text, which must carry its offset."""
    try:
        # Python 3.10 knows no Z.
        time = datetime.fromisoformat(re.sub(r"[zZ]$", "+00:00", text.strip()))
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not an ISO 8601 time such as 2026-01-31T02:00:00+00:00"
        ) from None
    if time.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{text!r} has no UTC offset: append +00:00")
    return time.astimezone(UTC)


def number(cell: object, subject: str) -> Decimal:
    """A cell as an exact finite number; null, and what is none, is an error of `subject`."""
    found = figure(cell, subject)
    if not found.is_finite():
        raise JobError(f"{subject}: the query returned {cell!r}, which is no finite number")
    return found


def figure(cell: object, subject: str) -> Decimal:
    """A cell as a number of an engine, which may be infinite or not a number."""
    try:
        if cell is None:
            raise InvalidOperation
        return Decimal(int(cell) if isinstance(cell, bool) else str(cell))
    except InvalidOperation:
        raise JobError(f"{subject}: the query returned {cell!r}, not a number") from None


def number_or_null(cell: object, subject: str) -> Decimal | None:
    """A cell as an exact number, or None for null: a window may have no value at all."""
    return None if cell is None else number(cell, subject)


def count_of(cell: object, subject: str) -> int:
    """A cell as a count of rows: a whole number, and not below zero."""
    found = number(cell, subject)
    if found < 0 or found != found.to_integral_value():
        raise JobError(f"{subject}: the query returned {cell!r}, which is no count of rows")
    return int(found)


def is_false(cell: object) -> bool:
    """Whether a cell says no, in the words of any engine; null says no."""
    return cell is None or cell == 0 or str(cell).strip().lower() in ("", "0", "false")


def percent(part: Decimal | int, whole: Decimal | int) -> Decimal:
    """A share in percent; all of nothing is nothing."""
    return Decimal(part) * 100 / Decimal(whole) if whole else Decimal(0)


def plain(value: Decimal) -> str:
    """A number for people: no exponent, no zeros at the end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def duration(seconds: float) -> str:
    """A time span for people, to the two largest units."""
    rest = round(abs(seconds))
    words: list[str] = []
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")):
        count, rest = divmod(rest, size)
        if count:
            words.append(f"{count} {unit}")
    return " ".join(words[:2]) or "0 s"


def plural(count: int, word: str) -> str:
    return f"{count:,} {word}" + ("" if count == 1 else "s")


def listed(items: Iterable[str], limit: int = 5) -> str:
    """The first of many, and how many more there are."""
    known = list(items)
    text = ", ".join(known[:limit])
    return f"{text} and {len(known) - limit} more" if len(known) > limit else text


# Texts that a spec leaves open


def variable(name: str) -> str:
    if name not in os.environ:
        raise JobError(f"the environment variable {name} is not set where the task runs")
    return os.environ[name]


def joined(parts: str | Sequence[Any]) -> str:
    """A text of a spec: as it is, or the list of its literal and open parts."""
    if isinstance(parts, str):
        return parts
    return "".join(part if isinstance(part, str) else variable(part["environment"]) for part in parts)


def expanded(path: str) -> str:
    """A path of a spec with the variables that it names."""
    result = os.path.expandvars(path)
    missing = re.search(r"\$\{?(\w+)\}?", result)
    if missing:
        raise JobError(f"path {path}: the environment variable {missing[1]} is not set: set it where the task runs")
    return result


def parsed_json(text: str, subject: str) -> Mapping[str, Any]:
    """A JSON object, its numbers exact."""
    try:
        value = json.loads(text, parse_float=Decimal)
    except ValueError as error:
        raise JobError(f"{subject} is not JSON: {error}: compile it again") from None
    if not isinstance(value, dict):
        raise JobError(f"{subject} is not a JSON object: compile it again")
    return value
