"""What auditors want to find in the logs."""

from __future__ import annotations

import logging
from typing import Any

log = logging.getLogger("orders.audit")


def model_is_promoted(context: dict[str, Any]) -> None:
    """Write down that a model goes live, by which run and which try."""
    task = context["ti"]
    log.warning(
        "audit: model promoted by %s, run %s, try %d",
        task.dag_id,
        context["run_id"],
        task.try_number,
    )
