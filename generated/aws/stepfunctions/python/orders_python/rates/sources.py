"""The day's exchange rates, from whoever has them."""

from __future__ import annotations


def has_published(day: str) -> bool:
    """Whether the central bank has published the rates of a day."""
    from airflow.providers.http.hooks.http import HttpHook

    answer = HttpHook("HEAD", "serving_api").run(
        f"/rates/{day}", extra_options={"check_response": False}
    )
    return answer.status_code == 200


def extent(day: str, pairs: int, full: bool) -> str:
    """`every_pair` on the first of a month and on request, `main_pairs` otherwise."""
    return "every_pair" if full or day.endswith("-01") or pairs == 0 else "main_pairs"


def deviations(path: str, limit: float) -> list[dict[str, float]]:
    """The pairs that moved by more than `limit`. Workers have no pandas."""
    import pandas

    rates = pandas.read_parquet(path)
    moved = rates[(rates["rate"] / rates["before"] - 1).abs() > limit]
    return moved[["pair", "rate"]].to_dict("records")
