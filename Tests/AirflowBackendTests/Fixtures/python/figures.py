"""Functions that the fixture pipelines call."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from .texts import AWKWARD


def totals(rows: list[list[Any]], *, scale: float = 1.0, day: str) -> dict[str, Any]:
    return {
        "day": day[:10],
        "countries": [country for country, _ in rows],
        "total": sum(amount for _, amount in rows) * scale,
    }


def survives(text: str, mixed: str, nested: dict[str, Any]) -> bool:
    assert text == AWKWARD, f"{text!r} is not {AWKWARD!r}"
    assert mixed == "hello {{ world }} " + AWKWARD, repr(mixed)
    assert nested == {
        "wait": timedelta(minutes=5),
        "none": None,
        "list": [1, 2.5, True, AWKWARD],
    }, repr(nested)
    return True


def echoed(answer: dict[str, Any], query: str) -> None:
    assert answer["method"] == "POST", answer
    assert answer["content_type"] == "application/json", answer
    assert json.loads(answer["body"]) == {
        "day": "2026-11-19",
        "text": AWKWARD,
        "totals": {"day": "2026-11-18", "countries": ["de", "fr"], "total": 35.0},
        "words": ["{{ a }}", None],
    }, answer
    assert query == "GET /status?day=2026-11-18", query


def sold(rows: list[list[Any]]) -> None:
    assert rows == [["de", 30], ["it's {{ 1 }}; drop table sales", 5]], rows
