"""How wrong forecasts were, and which were the least so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

MODELS = ("seasonal", "boosted_trees", "transformer")


def best_models(answers: Iterable[dict[str, Any]], regions: list[str]) -> list[str]:
    """The model with the least error of each region.

    The answers come by model, then region, as the list of a cross product does.
    """
    errors = [float(answer["mean_absolute_percent"]) for answer in answers]
    of_models = zip(*[iter(errors)] * len(regions), strict=True)
    return [MODELS[each.index(min(each))] for each in zip(*of_models, strict=True)]
