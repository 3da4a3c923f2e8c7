"""Faults that touch many rows: named as what they are, judged by how many they touch, though not all are fetched."""

from __future__ import annotations

import os
import time
import unittest
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from unittest import mock

from layers import END, INTERVAL, START, Layers, Order, changed, kinds, orders

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
COUNT = 24_000


def moved(rows: list[Order], by: timedelta) -> list[Order]:
    return [replace(row, ordered_at=row.ordered_at + by) for row in rows]


class Large(Layers):
    """A day of 24,000 orders, as speed has them, and as batch should."""

    def setUp(self) -> None:
        super().setUp()
        self.rows = orders(count=COUNT)

    def named(self, speed: list[Order], batch: list[Order], *expected: str, status: str = "failed") -> dict[str, Any]:
        result = self.compare(speed, batch)
        found = {kind for kind in kinds(result) if not kind.startswith("critical")}
        self.assertEqual((found, result["status"]), (set(expected), status), result["message"])
        return result

    def rows_of(self, result: dict[str, Any], kind: str) -> int:
        return sum(finding["rows"] for finding in result["findings"] if finding["kind"] == kind)


class Everything(Large):
    def test_every_key_renamed(self) -> None:
        for rename in (lambda key: "x" + key, str.upper, lambda key: key[:-1]):
            with self.subTest(key=rename("o-1-000001")):
                batch = [replace(row, order_id=rename(row.order_id)) for row in self.rows]
                self.named(self.rows, batch, "missing")

    def test_a_column_changed_in_every_row_is_critical_though_no_sum_shows_it(self) -> None:
        result = self.named(self.rows, [replace(row, country="XX") for row in self.rows], "changed")
        self.assertAlmostEqual(self.rows_of(result, "changed"), COUNT, delta=COUNT / 20)
        self.assertIn("estimated from", result["message"])
        self.assertLess(result["rows_moved"], COUNT / 5)

    def test_every_amount_a_cent_more(self) -> None:
        batch = [replace(row, amount=(row.amount or 0) + Decimal("0.01")) for row in self.rows]
        result = self.named(self.rows, batch, "changed")
        self.assertAlmostEqual(self.rows_of(result, "changed"), COUNT, delta=COUNT / 20)

    def test_amounts_in_cents_in_one_layer(self) -> None:
        self.named(self.rows, [replace(row, amount=(row.amount or 0) * 100) for row in self.rows], "changed")

    def test_every_row_twice(self) -> None:
        result = self.named([*self.rows, *self.rows], self.rows, "duplicated")
        self.assertAlmostEqual(self.rows_of(result, "duplicated"), COUNT, delta=COUNT / 20)


class Some(Large):
    def test_one_row_in_fifty_is_a_warning_and_its_count_is_near_the_truth(self) -> None:
        result = self.named(self.rows, [r for i, r in enumerate(self.rows) if i % 50], "missing", status="warning")
        self.assertAlmostEqual(self.rows_of(result, "missing"), COUNT // 50, delta=COUNT / 100)

    def test_late_rows_of_which_some_have_come_are_late(self) -> None:
        last = END - 20 * MINUTE
        batch = [row for i, row in enumerate(self.rows) if row.ordered_at < last or i % 10 == 0]
        result = self.named(self.rows, batch, "late", status="warning")
        self.assertEqual(result["equal_windows"], 24)
        self.assertIn("few of the rows of the last 19 min", result["message"])

    def test_three_faults_at_a_time_are_three_findings(self) -> None:
        batch = changed([row for row in self.rows if row.ordered_at < END - 20 * MINUTE], 1_000, country="IT")
        self.named([*self.rows, *self.rows[100:103]], batch, "changed", "duplicated", "late", status="warning")

    def test_an_hour_of_nulls_in_one_layer(self) -> None:
        batch = [replace(row, amount=None) if row.ordered_at.hour == 7 else row for row in self.rows]
        self.named(self.rows, batch, "changed")


class Shifts(Large):
    def test_shifts_by_no_whole_hours_are_shifts_and_nothing_is_missing(self) -> None:
        for by, words in (
            (timedelta(seconds=90), "1 min 30 s later"),
            (timedelta(hours=5, minutes=45), "5 h 45 min later"),
            (-24 * HOUR, "1 d earlier"),
        ):
            with self.subTest(by=by):
                result = self.named(moved(self.rows, by), self.rows, "shifted")
                self.assertIn(words, result["message"])

    def test_the_half_of_a_day_after_clocks_were_changed(self) -> None:
        noon = START + 12 * HOUR
        batch = [row if row.ordered_at < noon else moved([row], HOUR)[0] for row in self.rows]
        result = self.named(self.rows, batch, "shifted")
        self.assertIn("1 h earlier", result["message"])


class Nothing(Layers):
    def test_days_on_which_clocks_are_changed_where_the_worker_stands(self) -> None:
        for day in (57, 267):  # 29 March and 25 October 2026
            by = timedelta(days=day)
            rows = moved(orders(), by)
            interval = ("--from", (START + by).isoformat(), "--to", (END + by).isoformat())
            zone = mock.patch.dict(os.environ, {"TZ": "Europe/Berlin"})
            with self.subTest(day=START + by), mock.patch("layers.INTERVAL", interval), zone:
                time.tzset()
                result = self.reconcile(self.fill_speed(rows), self.fill_batch(rows))
                self.assertEqual((result["status"], kinds(result)), ("ok", []), result["message"])
                self.assertGreater(result["rows_batch"], 2_000)
            time.tzset()
        self.assertEqual(INTERVAL[1], START.isoformat())

    def test_rows_delivered_in_another_order_and_again(self) -> None:
        rows = orders()
        speed = self.fill_speed(rows[::2], rows[1::2], rows[::7], rows[::200], engine="ReplacingMergeTree")
        result = self.reconcile(speed, self.fill_batch(rows[::-1]), final=True)
        self.assertEqual((result["status"], kinds(result)), ("ok", []), result["message"])

    def test_sums_of_floats_in_another_order(self) -> None:
        rows = [replace(row, amount=(row.amount or 0) / 3) for row in orders()]
        rows = [replace(row, amount=row.amount and row.amount.quantize(Decimal("0.01"))) for row in rows]
        speed = self.fill_speed(rows[::3], rows[1::3], rows[2::3], amount="Float64")
        result = self.reconcile(speed, self.fill_batch(rows[::-1], amount="double"))
        self.assertEqual((result["status"], kinds(result)), ("ok", []), result["message"])


if __name__ == "__main__":
    unittest.main()
