"""Writes down what a task is really given, and leaves values of every form."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from enum import Enum
from typing import Any


def plain(value: Any) -> Any:
    """What Airflow reads bit by bit is a list, all else that is no JSON its class."""
    if isinstance(value, Sequence):
        return list(value)
    return f"<{type(value).__name__}>"


def given(ti: Any, value: Any = None, other: Any = None, third: Any = None) -> Any:
    values = {"value": value, "other": other, "third": third}
    told = {name: value for name, value in values.items() if value is not None}
    write(
        f"{ti.task_id} {ti.map_index} {json.dumps(told, default=plain, sort_keys=True)}"
    )
    return value


def write(line: str) -> None:
    with open(os.environ["NOTES"], "a") as notes:
        notes.write(line + "\n")


def number() -> int:
    return 42


def words() -> list[str]:
    return ["a", "it's {{ never }}"]


def rows() -> list[dict[str, Any]]:
    return [{"name": "x", "size": 1}, {"name": "y", "size": 2}]


def failing() -> None:
    raise RuntimeError("as it should")


class Size(Enum):
    SMALL = 1
    LARGE = 2


LIMIT = 10


def told(ti: Any, **values: Any) -> Any:
    """Tells all that the author gives it, and leaves the first of it."""
    own = {name: value for name, value in values.items() if name.startswith("v_")}
    text = json.dumps(own, default=plain, ensure_ascii=False, sort_keys=True)
    write(f"{ti.dag_id} {ti.task_id} {ti.map_index} {text}")
    return own["v_a"]


def told_and_true(ti: Any, **values: Any) -> bool:
    """Tells all that the author gives it, and lets the run go on."""
    told(ti, **values)
    return True


def told_and_left(ti: Any, **values: Any) -> str:
    """Tells all that the author gives it, and chooses one of two ways."""
    told(ti, **values)
    return "left"


def argument_rows() -> list[dict[str, Any]]:
    return [{"v_a": 1, "v_b": "{{ two }}"}, {"v_a": ["it's", None], "v_b": 0.5}]


def way(size: int) -> str:
    return "small" if size < 5 else "large"


def by_context(least: int, params: dict, **context) -> str:
    known = context["run_id"] and context["ti"].task_id == "informed"
    return "large" if known and params["level"] > least else "small"


def onward() -> str:
    return "onward"


def is_above(number: int, least: int) -> bool:
    return number > least


def summed(left: int, right: int) -> int:
    return left + right


def calls() -> list[dict[str, Any]]:
    return [{"value": 1}, {"value": "{{ two }}", "other": [3]}]


def deep() -> list[dict[str, Any]]:
    return [{"address": {"city": "Bonn"}}]
