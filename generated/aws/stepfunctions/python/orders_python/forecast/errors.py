"""How wrong forecasts were, and which were the least so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

MODELS = ("seasonal", "boosted_trees", "transformer")


def best_models(answers: Iterable[dict[str, Any]], regions: list[str]) -> list[str]:
    """The model with the least error of each region."""
    errors = {
        (answer["region"], answer["model"]): float(answer["mean_absolute_percent"])
        for answer in answers
    }
    return [min(MODELS, key=lambda model: errors[region, model]) for region in regions]
