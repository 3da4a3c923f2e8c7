#!/usr/bin/env python3
"""Compare the view over both layers with the truth, while batches are published and changes arrive.

serving_view.py FOLDER    has the statements that dagc emits: `speed.sql`, `clickhouse.sql`, `duckdb.sql`

A log of changes of orders is the truth. A quarter of the changes correct or delete old orders, a tenth of what the
speed layer is given are repetitions, and it is given them in any order. Every so often the batch layer publishes what
it has seen: its rows first, then its marks. The view is asked in between, too. Prints a line for each engine.
"""

from __future__ import annotations

import random
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import chdb.session
import duckdb

COMPARISONS = 50
EVENTS_BETWEEN = 96
# Not so long ago that the speed layer has forgotten it.
START = datetime.now(timezone.utc).replace(microsecond=0) - timedelta(days=1)


@dataclass(frozen=True)
class Change:
    version: int
    key: int
    amount: Decimal
    ordered_at: datetime
    deleted: bool


class Source:
    """The shop's database: its log, and how its rows stand."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.log: list[Change] = []
        self.now = START

    def change(self) -> Change:
        self.now += timedelta(seconds=self.random.randint(1, 20))
        version = len(self.log) + 1
        amount = Decimal(self.random.randint(1, 99_999)).scaleb(-2)
        old = self.random.choice(self.log) if self.log and self.random.random() < 0.25 else None
        if old is None:
            change = Change(version, version, amount, self.now, False)
        else:
            # A correction may also move the order to another time, over a mark if it so happens.
            moved = old.ordered_at + timedelta(seconds=self.random.choice([0, 0, 0, -4000, 4000]))
            change = Change(version, old.key, amount, moved, self.random.random() < 0.4)
        self.log.append(change)
        return change

    def rows(self, upto: int | None = None) -> dict[int, Change]:
        last: dict[int, Change] = {}
        for change in self.log if upto is None else self.log[:upto]:
            last[change.key] = change
        return {key: change for key, change in last.items() if not change.deleted}


class Engine:
    """Both layers and the view over them in one engine."""

    def execute(self, statement: str) -> None:
        raise NotImplementedError

    def table(self) -> dict[int, tuple[Decimal, datetime]]:
        raise NotImplementedError

    def write(self, changes: list[Change]) -> None:
        rows = ", ".join(
            f"({c.key}, {c.key % 7}, {c.amount}, null, '{stamp(c.ordered_at)}', {c.version}, "
            f"'{stamp(c.ordered_at)}', {self.truth(c.deleted)})"
            for c in changes
        )
        self.execute(f"insert into speed.orders values {rows}")

    def publish_rows(self, number: int, rows: dict[int, Change]) -> None:
        if not rows:
            return
        values = ", ".join(
            f"({c.key}, {c.key % 7}, {c.amount}, null, '{stamp(c.ordered_at)}', {number})" for c in rows.values()
        )
        self.execute(f"insert into analytics.orders values {values}")

    def publish_marks(self, number: int, closed_before: datetime, cut: int) -> None:
        self.execute(f"insert into serving.marks values ('shop_orders', {number}, '{stamp(closed_before)}', {cut})")

    @staticmethod
    def truth(value: bool) -> str:
        return str(value).lower()


class ClickHouse(Engine):
    name = "ClickHouse"

    def __init__(self, folder: Path, path: str) -> None:
        self.session = chdb.session.Session(path)
        for statement in statements(folder / "speed.sql"):
            self.execute(statement)
        self.execute("create database analytics")
        self.execute(
            "create table analytics.orders (order_id Int64, customer_id Int64, amount Decimal(12, 2),"
            " note Nullable(String), ordered_at DateTime64(6, 'UTC'), _batch UInt64)"
            " engine = MergeTree order by (_batch, order_id)"
        )
        for statement in statements(folder / "clickhouse.sql"):
            self.execute(statement)

    def execute(self, statement: str) -> None:
        self.session.query(statement)

    @staticmethod
    def truth(value: bool) -> str:
        return str(int(value))

    def table(self) -> dict[int, tuple[Decimal, datetime]]:
        text = self.session.query(
            "select order_id, amount, ordered_at from serving.shop_orders", "TabSeparated"
        ).bytes()
        return read([line.split("\t") for line in text.decode().splitlines()])


class DuckDB(Engine):
    name = "DuckDB"

    def __init__(self, folder: Path, path: str) -> None:
        self.connection = duckdb.connect(path)
        self.execute("create schema speed; create schema analytics")
        columns = "order_id bigint, customer_id bigint, amount decimal(12, 2), note varchar, ordered_at timestamp"
        self.execute(f"create table speed.orders ({columns}, _version bigint, _changed_at timestamp, _removed boolean)")
        self.execute(f"create table analytics.orders ({columns}, _batch bigint)")
        for statement in statements(folder / "duckdb.sql"):
            self.execute(statement)

    def execute(self, statement: str) -> None:
        self.connection.execute(statement)

    def table(self) -> dict[int, tuple[Decimal, datetime]]:
        rows = self.connection.execute("select order_id, amount, ordered_at from serving.shop_orders").fetchall()
        return read(rows)


def read(rows: list[Any]) -> dict[int, tuple[Decimal, datetime]]:
    """By key; a key that is there twice is an error of the view."""
    found: dict[int, tuple[Decimal, datetime]] = {}
    for key, amount, time in rows:
        if isinstance(time, str):
            time = datetime.fromisoformat(time)
        if int(key) in found:
            raise SystemExit(f"order {key} is there twice")
        found[int(key)] = (Decimal(str(amount)).quantize(Decimal("0.01")), time.replace(tzinfo=timezone.utc))
    return found


def stamp(time: datetime) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S.%f")


def statements(file: Path) -> list[str]:
    lines = [line for line in file.read_text().splitlines() if not line.startswith("--")]
    return [part.strip() for part in "\n".join(lines).split(";\n") if part.strip(" ;\n")]


def compare(engine: Engine, seed: int) -> tuple[int, int]:
    """How many comparisons failed, and how many batches were published."""
    source, choice = Source(seed), random.Random(seed + 1)
    wrong, batches = 0, 0
    for _ in range(COMPARISONS):
        changes = [source.change() for _ in range(EVENTS_BETWEEN)]
        choice.shuffle(changes)
        again = choice.sample(source.log, len(source.log) // 100 + EVENTS_BETWEEN // 10)
        engine.write(changes + again)
        if choice.random() < 0.5:
            batches += 1
            # The batch may be behind, and is complete only before a time that lies further back.
            cut = len(source.log) - choice.choice([0, 0, 40])
            closed_before = source.now - timedelta(seconds=choice.choice([600, 3600]))
            engine.publish_rows(batches, source.rows(cut))
            wrong += is_wrong(engine, source)
            engine.publish_marks(batches, closed_before, cut)
        wrong += is_wrong(engine, source)
    return wrong, batches


def is_wrong(engine: Engine, source: Source) -> bool:
    truth = {key: (change.amount, change.ordered_at) for key, change in source.rows().items()}
    return engine.table() != truth


def main() -> None:
    folder = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as scratch:
        for kind in (ClickHouse, DuckDB):
            engine = kind(folder, f"{scratch}/{kind.name}")
            wrong, batches = compare(engine, seed=17)
            asked = COMPARISONS + batches
            print(
                f"{kind.name}: {asked} comparisons, {wrong} wrong, {batches} batches, "
                f"{COMPARISONS * EVENTS_BETWEEN} changes"
            )
            if wrong:
                sys.exit(1)


if __name__ == "__main__":
    main()
