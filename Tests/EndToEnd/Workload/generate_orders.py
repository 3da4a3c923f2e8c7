"""Generate a day of order events, and the figures that every later step must report.

The raw files look like what an at-least-once stream leaves in a lake: orders delivered
twice, some of them corrected by the later delivery, rows that are broken in several
ways, and rows of the days before and after. The speed layer gets the same orders, but
lost a few of one hour. The expected figures are counted here, from the orders
themselves, and by none of the engines under test. The same seed gives the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

COUNTRIES = ("AT", "CH", "DE", "DK", "FR", "IT", "NL", "PL", "SE")
RAW_FILES = 8
OUTSIDE_PERCENT = 5
REDELIVERED_PERCENT = 3
BROKEN_PERCENT = 2
LOST_HOUR = 5
LOST_PERCENT = 4


@dataclass(frozen=True)
class Order:
    order_id: str
    customer_id: int
    country: str
    cents: int
    ordered_at: datetime
    ingested_at: datetime

    def raw(self) -> dict[str, str]:
        """The row as the stream writes it: every value is text."""
        return {
            "order_id": self.order_id,
            "customer_id": str(self.customer_id),
            "country": self.country,
            "amount": f"{self.cents // 100}.{self.cents % 100:02d}",
            "ordered_at": timestamp(self.ordered_at),
            "ingested_at": timestamp(self.ingested_at),
        }


def timestamp(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def order(number: int, start: datetime, end: datetime, chance: random.Random) -> Order:
    """An order in [start, end), or for a few per cent one day earlier or later."""
    length = int((end - start).total_seconds())
    ordered_at = start + timedelta(seconds=chance.randrange(length))
    if chance.randrange(100) < OUTSIDE_PERCENT:
        ordered_at += timedelta(seconds=chance.choice((-length, length)))
    return Order(
        order_id=f"o-{number:08d}",
        customer_id=chance.randrange(1, 20_000),
        country=chance.choice(COUNTRIES),
        cents=chance.randrange(100, 50_000),
        ordered_at=ordered_at,
        ingested_at=ordered_at + timedelta(seconds=chance.randrange(1, 90)),
    )


def redelivery(first: Order, chance: random.Random) -> Order:
    """The same order again, minutes later; every second one corrects the amount."""
    cents = first.cents + 250 if chance.randrange(2) else first.cents
    return replace(
        first,
        cents=cents,
        ingested_at=first.ingested_at + timedelta(minutes=chance.randrange(2, 30)),
    )


def broken(good: Order, chance: random.Random) -> dict[str, str | None]:
    """A row of its own that cannot be used, in one of the ways seen in practice."""
    row: dict[str, str | None] = {**good.raw(), "order_id": f"x-{good.order_id}"}
    fault = chance.choice(
        (
            {"amount": "n/a"},
            {"amount": "-1.00"},
            {"amount": None},
            {"ordered_at": "yesterday"},
            {"country": ""},
        )
    )
    return {**row, **fault}


def deliveries(
    total: int, start: datetime, end: datetime, chance: random.Random
) -> tuple[list[Order], list[dict]]:
    """Exactly `total` rows: the deliveries of usable orders, and the broken rows."""
    usable: list[Order] = []
    unusable: list[dict] = []
    number = 0
    while len(usable) + len(unusable) < total:
        number += 1
        new = order(number, start, end, chance)
        kind = chance.randrange(100)
        if kind < BROKEN_PERCENT:
            unusable.append(broken(new, chance))
            continue
        usable.append(new)
        if (
            kind < BROKEN_PERCENT + REDELIVERED_PERCENT
            and len(usable) + len(unusable) < total
        ):
            usable.append(redelivery(new, chance))
    return usable, unusable


def in_hour(one: Order, start: datetime, hour: int) -> bool:
    return (
        start + timedelta(hours=hour)
        <= one.ordered_at
        < start + timedelta(hours=hour + 1)
    )


def hourly(orders: list[Order]) -> dict[int, dict[str, object]]:
    """Per hour: orders, their value, XOR of the first 64 bits of each key's MD5."""
    hours: dict[int, list[Order]] = defaultdict(list)
    for one in orders:
        hours[int(one.ordered_at.replace(minute=0, second=0).timestamp())].append(one)
    figures: dict[int, dict[str, object]] = {}
    for hour in sorted(hours):
        fingerprint = 0
        for one in hours[hour]:
            fingerprint ^= int(hashlib.md5(one.order_id.encode()).hexdigest()[:16], 16)
        figures[hour] = {
            "orders": len(hours[hour]),
            "amount": decimal(hours[hour]),
            "keys": str(fingerprint),
        }
    return figures


def decimal(orders: list[Order]) -> str:
    return str(
        Decimal(sum(one.cents for one in orders)).scaleb(-2).quantize(Decimal("0.01"))
    )


def worst_percent(speed: dict, batch: dict) -> str:
    worst = Decimal(0)
    for hour, figures in batch.items():
        for measure in ("orders", "amount"):
            expected, seen = Decimal(figures[measure]), Decimal(speed[hour][measure])
            worst = max(
                worst, abs(seen - expected) / max(abs(expected), Decimal(1)) * 100
            )
    return str(worst.quantize(Decimal("0.001")))


def expected(
    raw_rows: int, broken_rows: int, batch: list[Order], speed: list[Order]
) -> dict[str, object]:
    batch_hours, speed_hours = hourly(batch), hourly(speed)
    return {
        "raw_rows": raw_rows,
        "broken_rows": broken_rows,
        "clean_orders": len(batch),
        "clean_amount": decimal(batch),
        "speed_orders": len(speed),
        "windows": len(batch_hours),
        "equal_windows": sum(
            batch_hours[hour] == speed_hours.get(hour) for hour in batch_hours
        ),
        "worst_percent": worst_percent(speed_hours, batch_hours),
        "batch_hours": {str(hour): figures for hour, figures in batch_hours.items()},
        "speed_hours": {str(hour): figures for hour, figures in speed_hours.items()},
    }


def write_raw(rows: list[dict], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    size = -(-len(rows) // RAW_FILES)
    for index in range(RAW_FILES):
        lines = (
            json.dumps(row, separators=(",", ":"))
            for row in rows[index * size : (index + 1) * size]
        )
        (folder / f"part-{index:03d}.jsonl").write_text(
            "".join(line + "\n" for line in lines)
        )


def load_speed_layer(orders: list[Order], folder: Path) -> None:
    """Fill `speed.orders`, which keeps the last delivery of an order, in ClickHouse."""
    from chdb import session

    folder.mkdir(parents=True, exist_ok=True)
    rows = folder / "orders.jsonl"
    rows.write_text("".join(json.dumps(one.raw()) + "\n" for one in orders))
    database = session.Session(str(folder))
    columns = (
        "order_id String, customer_id UInt32, country LowCardinality(String), "
        "amount Decimal(18, 2), ordered_at DateTime('UTC'), ingested_at DateTime('UTC')"
    )
    database.query("CREATE DATABASE speed")
    database.query(
        f"CREATE TABLE speed.orders ({columns}) "
        "ENGINE = ReplacingMergeTree(ingested_at) ORDER BY (ordered_at, order_id)"
    )
    database.query(
        "INSERT INTO speed.orders "
        f"SELECT * FROM file('{rows}', JSONEachRow, $${columns}$$) "
        "SETTINGS date_time_input_format = 'best_effort'"
    )
    database.close()
    rows.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=200_000, help="raw rows in total")
    parser.add_argument("--seed", type=int, default=20_261_118)
    parser.add_argument(
        "--from",
        dest="start",
        type=datetime.fromisoformat,
        required=True,
        help="ISO 8601 with offset",
    )
    parser.add_argument(
        "--to",
        dest="end",
        type=datetime.fromisoformat,
        required=True,
        help="ISO 8601 with offset",
    )
    parser.add_argument(
        "--lake",
        type=Path,
        required=True,
        help="raw/orders is written below this folder",
    )
    parser.add_argument(
        "--speed", type=Path, required=True, help="ClickHouse data directory, made here"
    )
    parser.add_argument(
        "--expected", type=Path, required=True, help="JSON file of the expected figures"
    )
    arguments = parser.parse_args()
    start, end = arguments.start.astimezone(UTC), arguments.end.astimezone(UTC)

    chance = random.Random(arguments.seed)
    usable, unusable = deliveries(arguments.events, start, end, chance)
    rows = [one.raw() for one in usable] + unusable
    chance.shuffle(rows)
    write_raw(rows, arguments.lake / "raw" / "orders")

    latest = {one.order_id: one for one in usable}
    batch = [one for one in latest.values() if start <= one.ordered_at < end]
    lost = {
        one.order_id
        for one in batch
        if in_hour(one, start, LOST_HOUR) and chance.randrange(100) < LOST_PERCENT
    }
    load_speed_layer(
        [one for one in usable if one.order_id not in lost], arguments.speed
    )

    figures = expected(
        len(rows),
        len(unusable),
        batch,
        [one for one in batch if one.order_id not in lost],
    )
    arguments.expected.parent.mkdir(parents=True, exist_ok=True)
    arguments.expected.write_text(json.dumps(figures, indent=2) + "\n")
    print(
        json.dumps(
            {
                name: value
                for name, value in figures.items()
                if not isinstance(value, dict)
            }
        )
    )


if __name__ == "__main__":
    main()
