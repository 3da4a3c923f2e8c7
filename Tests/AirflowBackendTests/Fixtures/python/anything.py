"""A function that takes whatever it is given."""

from __future__ import annotations

from typing import Any


def anything(**values: Any) -> None:
    """Nothing: the tests look at what it is called with."""
