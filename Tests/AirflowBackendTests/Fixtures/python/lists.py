"""Lists that the fixture pipelines map over, and what they must add up to."""

from __future__ import annotations


def regions() -> list[str]:
    return ["eu", "us", "ap"]


def days() -> list[int]:
    return [1, 2]


def collect(results: list[str]) -> str:
    found = sorted(str(result) for result in results)
    if found != ["ap", "eu", "us"]:
        raise ValueError(f"the mapped task has left {found}")
    return ",".join(found)
