"""Tasks."""

from __future__ import annotations

from typing import Any

from airflow.sdk import task


# Runs on the workers.
@task(retries=2)
def clean_orders(
    day: str, *, limit: int | None = None, **context: Any
) -> dict[str, Any]:
    """Removes orders without an id.

    The others are kept as they are, and counted by hour.
    """
    if limit is None:
        return {"day": day}
    elif limit < 0:
        raise ValueError("limit")
    else:
        for key, value in context.items():
            print(key, value)
    return {**context}


first = clean_orders("2026-01-01", limit=-1)
handlers = {"done": lambda context: context["run_id"]}
