"""Prices that the shop might ask for next week."""

from __future__ import annotations

PROPOSAL = """
insert into pricing.proposals (run_id, article, price)
select %(run)s, article, price
from pricing.candidates
where abs(price / current_price - 1) * 100 <= %(most_percent)s
order by expected_gain desc
limit %(most_articles)s
returning article
"""


def propose(run: str, most_percent: str, most_articles: str, connection: str) -> str:
    """Write the proposal of a run within its limits, and say in short what it is."""
    from airflow.providers.postgres.hooks.postgres import PostgresHook

    rows = PostgresHook(connection).get_records(
        PROPOSAL,
        {
            "run": run,
            "most_percent": float(most_percent),
            "most_articles": int(most_articles),
        },
    )
    return f"{len(rows)} prices within {most_percent} %"
