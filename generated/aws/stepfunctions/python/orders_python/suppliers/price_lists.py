"""What the suppliers' gateway has to offer."""

from __future__ import annotations


def extent_of_lists(connection: str, day: str) -> str:
    """`full`, `changes` or `nothing`: what the gateway has for a day."""
    from airflow.providers.http.hooks.http import HttpHook

    answer = HttpHook("GET", connection).run(f"/price-lists/{day}").json()
    if any(each["kind"] == "full" for each in answer["lists"]):
        return "full"
    return "changes" if answer["lists"] else "nothing"
