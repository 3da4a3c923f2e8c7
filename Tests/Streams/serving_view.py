#!/usr/bin/env python3
"""Compare the view over both layers with the truth, while batches are published and changes arrive.

serving_view.py FOLDER    has the statements that dagc emits: `speed.sql`, `serving.sql`, `publish.sql`

A log of changes of orders is the truth. A quarter of the changes correct or delete old orders, a tenth of what the
speed layer is given are repetitions, and it is given them in any order. Every so often the batch layer publishes what
it has seen: its rows first, then its marks. The view is asked in between, too. Prints a line for each engine.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import chdb.session

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


class ClickHouse:
    """Both layers and the view over them, in an engine within this process."""

    def __init__(self, folder: Path, path: str) -> None:
        self.session = chdb.session.Session(path)
        for statement in statements(folder / "speed.sql") + statements(folder / "serving.sql"):
            self.execute(statement)
        self.publication = statements(folder / "publish.sql")

    def execute(self, statement: str) -> None:
        self.session.query(statement)

    def write(self, changes: list[Change]) -> None:
        rows = ", ".join(
            f"({c.key}, {c.key % 7}, {c.amount}, null, '{stamp(c.ordered_at)}', {c.version}, "
            f"'{stamp(c.ordered_at)}', {int(c.deleted)})"
            for c in changes
        )
        self.execute(f"insert into speed.orders values {rows}")

    def make(self, rows: dict[int, Change]) -> None:
        self.execute("truncate table analytics.orders_next")
        if rows:
            values = ", ".join(
                f"({c.key}, {c.key % 7}, {c.amount}, null, '{stamp(c.ordered_at)}')" for c in rows.values()
            )
            self.execute(f"insert into analytics.orders_next values {values}")

    def publish(self, number: int, closed_before: datetime, cut: int) -> Iterator[None]:
        """One statement after the other."""
        given = {"batch": number, "closed_before": stamp(closed_before), "cut": cut}
        for name, value in given.items():
            self.execute(f"set param_{name} = '{value}'")
        for statement in self.publication:
            self.execute(statement)
            yield

    def table(self) -> dict[int, tuple[Decimal, datetime]]:
        text = self.session.query(
            "select order_id, amount, ordered_at from serving.shop_orders", "TabSeparated"
        ).bytes()
        return read([line.split("\t") for line in text.decode().splitlines()])


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


def compare(engine: ClickHouse, seed: int) -> tuple[int, int]:
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
            engine.make(source.rows(cut))
            for _ in engine.publish(batches, closed_before, cut):
                wrong += is_wrong(engine, source)
        wrong += is_wrong(engine, source)
    return wrong, batches


def is_wrong(engine: ClickHouse, source: Source) -> bool:
    truth = {key: (change.amount, change.ordered_at) for key, change in source.rows().items()}
    return engine.table() != truth


def main() -> None:
    folder = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as scratch:
        wrong, batches = compare(ClickHouse(folder, f"{scratch}/clickhouse"), seed=17)
    asked = COMPARISONS + 3 * batches
    print(f"{asked} comparisons, {wrong} wrong, {batches} batches, {COMPARISONS * EVENTS_BETWEEN} changes")
    if wrong:
        sys.exit(1)


if __name__ == "__main__":
    main()
