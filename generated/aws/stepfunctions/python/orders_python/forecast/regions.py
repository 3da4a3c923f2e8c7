"""Regions for which demand is forecast."""

from __future__ import annotations


def regions_with_stock(connection: str) -> list[str]:
    """The regions with a warehouse that holds anything, the largest first."""
    from airflow.providers.postgres.hooks.postgres import PostgresHook

    rows = PostgresHook(connection).get_records(
        "select region from stock group by region having sum(pieces) > 0 "
        "order by sum(pieces) desc, region"
    )
    return [region for (region,) in rows]


def largest(regions: list[str], share: float) -> list[str]:
    """The first of the regions: as many as are this share of them, and one at least."""
    return list(regions)[: max(1, round(len(regions) * share))]
