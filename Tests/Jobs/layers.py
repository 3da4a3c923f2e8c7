"""A speed layer in ClickHouse and a batch layer in DuckDB, filled with the same orders."""

from __future__ import annotations

import contextlib
import io
import json
import random
import shutil
import tempfile
import unittest
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import chdb.session
import duckdb
from dagc_jobs import command

START = datetime(2026, 1, 31, tzinfo=timezone.utc)
END = START + timedelta(days=1)
INTERVAL = ("--from", START.isoformat(), "--to", END.isoformat())

COLUMNS = [
    {"name": "order_id", "type": "text"},
    {"name": "country", "type": "text"},
    {"name": "amount", "type": "decimal"},
    {"name": "ordered_at", "type": "timestamp"},
]


@dataclass(frozen=True)
class Order:
    order_id: str
    country: str | None
    amount: Decimal | None
    ordered_at: datetime

    @property
    def cells(self) -> tuple[str, ...]:
        """As literals that DuckDB and ClickHouse read alike."""
        time = self.ordered_at.strftime("%Y-%m-%d %H:%M:%S")
        amount = "NULL" if self.amount is None else f"'{self.amount}'"
        country = "NULL" if self.country is None else f"'{self.country}'"
        return (f"'{self.order_id}'", country, amount, f"'{time}'")


def orders(seed: int = 1, count: int = 2_400) -> list[Order]:
    """Orders over a day, a hundred an hour, in the order of their time."""
    chance = random.Random(seed)
    seconds = sorted(chance.randrange(86_400) for _ in range(count))
    return [
        Order(
            f"o-{seed}-{index:06}",
            chance.choice(["DE", "FR", "PL", None]),
            Decimal(chance.randrange(100, 100_000)) / 100,
            START + timedelta(seconds=second),
        )
        for index, second in enumerate(seconds)
    ]


def values(rows: Sequence[Order]) -> str:
    return ", ".join(f"({', '.join(row.cells)})" for row in rows)


class Layers(unittest.TestCase):
    """Runs jobs of the package in this process, on layers of its own."""

    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.results = self.folder / "results"
        self.errors = ""
        self.output = ""

    def run_job(self, *arguments: str, status: int | None = None) -> dict[str, Any]:
        """Runs a job; its result document, read from where it was written."""
        output, errors = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
            done = command.main([*arguments, "--results", str(self.results)])
        self.output, self.errors = output.getvalue(), errors.getvalue()
        if status is not None:
            self.assertEqual(done, status, self.output + self.errors)
        last = json.loads(self.output.splitlines()[-1])
        page = Path(last["page"])
        return json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))

    def spec(self, name: str = "spec", **fields: Any) -> str:
        path = self.folder / f"{name}.json"
        content = {"version": 2, "pipeline": "p", "task": "t", **fields}
        path.write_text(json.dumps(content, default=str), encoding="utf-8")
        return str(path)

    def fill_speed(
        self,
        *parts: Sequence[Order],
        engine: str = "MergeTree",
        amount: str = "Decimal(18, 2)",
    ) -> dict[str, Any]:
        """ClickHouse, each part written by itself."""
        folder = self.folder / "speed"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        database = chdb.session.Session(str(folder))
        database.query("create database shop")
        database.query(
            "create table shop.orders (order_id String, country Nullable(String), "
            f"amount Nullable({amount}), ordered_at DateTime('UTC')) "
            f"engine = {engine} order by order_id"
        )
        database.query("system stop merges shop.orders")
        for part in parts:
            if part:
                database.query(f"insert into shop.orders values {values(part)}")
        database.close()
        return {"kind": "chdb", "path": str(folder)}

    def fill_batch(
        self,
        rows: Sequence[Order],
        amount: str = "decimal(18, 2)",
        time: str = "timestamp",
    ) -> dict[str, Any]:
        path = self.folder / "batch.duckdb"
        path.unlink(missing_ok=True)
        with duckdb.connect(str(path)) as database:
            database.execute(
                f"create table orders (order_id varchar, country varchar, amount {amount}, ordered_at {time})"
            )
            if rows:
                database.execute(f"insert into orders values {values(rows)}")
        return {"kind": "duckdb", "path": str(path)}

    def reconcile(
        self,
        speed: dict[str, Any],
        batch: dict[str, Any],
        status: int | None = None,
        final: bool = False,
        **fields: Any,
    ) -> dict[str, Any]:
        table = {"name": "orders", "columns": COLUMNS}
        spec = self.spec(
            **{
                "speed": {
                    "engine": speed,
                    "table": {**table, "name": "shop.orders"},
                    "final": final,
                },
                "batch": {"engine": batch, "table": table},
                "time": "ordered_at",
                "grain": "hour",
                "keys": ["order_id"],
                "columns": ["country", "amount"],
                "measures": [
                    {"measure": "rows"},
                    {"measure": "sum", "column": "amount"},
                ],
                "warn_percent": 1,
                "critical_percent": 10,
                **fields,
            }
        )
        return self.run_job("reconcile", spec, *INTERVAL, status=status)

    def compare(self, speed: Sequence[Order], batch: Sequence[Order], **fields: Any) -> dict[str, Any]:
        return self.reconcile(self.fill_speed(speed), self.fill_batch(batch), **fields)


def kinds(result: dict[str, Any]) -> list[str]:
    """What was found, by name."""
    return sorted(finding["kind"] for finding in result["findings"] if finding["kind"] != "types")


def changed(rows: Sequence[Order], index: int, **fields: Any) -> list[Order]:
    """The same rows, one of them with other values."""
    result = list(rows)
    result[index] = replace(result[index], **fields)
    return result
