"""Statements that marketplaces offer instead of sending."""

from __future__ import annotations

from typing import Any


async def is_waiting(response: Any) -> bool:
    """Whether a statement waits of which the service has not told us yet."""
    return response.json()["untold"] > 0
