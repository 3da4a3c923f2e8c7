"""Faults planted in one of two layers: each is found and given its name, and nothing else is."""

from __future__ import annotations

import unittest
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import duckdb
from layers import COLUMNS, END, INTERVAL, START, Layers, Order, changed, kinds, orders

HOUR = timedelta(hours=1)


class OneRow(Layers):
    """Rows that are in both layers, and are not the same."""

    def changes(self, *columns: str, keys: int = 1, **fields: object) -> None:
        rows = orders()
        self.told(rows, changed(rows, 1_000, **fields), *columns, keys=keys)

    def told(self, speed: list[Order], batch: list[Order], *columns: str, keys: int = 1) -> None:
        result = self.compare(speed, batch, status=0)
        self.assertEqual((kinds(result), result["status"]), (["changed"], "warning"))
        (finding,) = (f for f in result["findings"] if f["kind"] == "changed")
        self.assertEqual(finding["rows"], keys)
        differing = {row["column"] for row in result["differences"]}
        self.assertEqual(differing, set(columns))
        self.assertTrue(all(row["key"].startswith("o-1-") for row in result["differences"]))

    def test_one_amount_changed_by_one(self) -> None:
        rows = orders()
        other = changed(rows, 1_000, amount=(rows[1_000].amount or 0) + 1)
        self.told(rows, other, "amount")

    def test_two_amounts_of_one_hour_changed_against_each_other(self) -> None:
        rows = orders()
        other = changed(rows, 1_000, amount=(rows[1_000].amount or 0) + 100)
        other = changed(other, 1_001, amount=(rows[1_001].amount or 0) - 100)
        self.told(rows, other, "amount", keys=2)

    def test_two_amounts_swapped(self) -> None:
        rows = orders()
        other = changed(rows, 1_000, amount=rows[1_001].amount)
        other = changed(other, 1_001, amount=rows[1_000].amount)
        self.told(rows, other, "amount", keys=2)

    def test_another_column_than_those_that_are_summed(self) -> None:
        self.changes("country", country="IT")

    def test_null_that_became_a_text_that_looks_like_it(self) -> None:
        rows = changed(orders(), 1_000, country=None)
        for text in ("n", "null", ""):
            with self.subTest(text=text):
                self.told(rows, changed(rows, 1_000, country=text), "country")

    def test_null_that_became_zero(self) -> None:
        rows = changed(orders(), 1_000, amount=None)
        self.told(rows, changed(rows, 1_000, amount=Decimal(0)), "amount")

    def test_case_and_spaces(self) -> None:
        rows = changed(orders(), 1_000, country="de")
        for text in ("DE", "de ", "dé", "de\u0301"):
            with self.subTest(text=text):
                self.told(rows, changed(rows, 1_000, country=text), "country")

    def test_a_cent_that_binary_floating_point_would_lose(self) -> None:
        rows = changed(orders(), 1_000, amount=Decimal("90071992547409.93"))
        self.told(rows, changed(rows, 1_000, amount=Decimal("90071992547409.92")), "amount")

    def test_another_time_within_the_hour(self) -> None:
        rows = orders()
        time = rows[1_000].ordered_at.replace(minute=0, second=0)
        self.told(rows, changed(rows, 1_000, ordered_at=time), "ordered_at")

    def test_another_time_in_another_hour(self) -> None:
        rows = orders()
        self.told(
            rows,
            changed(rows, 1_000, ordered_at=rows[1_000].ordered_at - 3 * HOUR),
            "ordered_at",
        )


class Rows(Layers):
    """Rows that one layer lacks, or has too often."""

    def finding(self, result: dict, kind: str) -> dict:
        (found,) = (finding for finding in result["findings"] if finding["kind"] == kind)
        return found

    def test_a_row_that_batch_lacks(self) -> None:
        rows = orders()
        result = self.compare(rows, rows[:1_000] + rows[1_001:], warn_percent=0)
        self.assertEqual((kinds(result), result["status"]), (["missing"], "warning"))
        self.assertIn(
            "1 row missing in the batch layer: o-1-001000",
            self.finding(result, "missing")["message"],
        )

    def test_a_row_that_speed_lacks(self) -> None:
        rows = orders()
        result = self.compare(rows[:1_000] + rows[1_001:], rows, warn_percent=0)
        self.assertIn(
            "1 row missing in the speed layer: o-1-001000",
            self.finding(result, "missing")["message"],
        )

    def test_a_key_with_a_space_at_its_end_is_another_key(self) -> None:
        rows = orders()
        result = self.compare(rows, changed(rows, 1_000, order_id="o-1-001000 "), warn_percent=0)
        self.assertEqual(kinds(result), ["missing", "missing"])

    def test_two_keys_twice_and_two_others_twice(self) -> None:
        rows = orders()
        result = self.compare([*rows, rows[5], rows[6]], [*rows, rows[7], rows[8]])
        self.assertEqual((kinds(result), result["status"]), (["duplicated", "duplicated"], "warning"))
        words = " ".join(finding["message"] for finding in result["findings"])
        self.assertIn("2 rows too many in the speed layer", words)
        self.assertIn("o-1-000007, o-1-000008", words)

    def test_a_row_twice_in_batch(self) -> None:
        rows = orders()
        result = self.compare(rows, [*rows, rows[1_000]])
        found = self.finding(result, "duplicated")
        self.assertEqual((found["rows"], found["keys"]), (1, ["o-1-001000"]))
        self.assertIn("in the batch layer", found["message"])

    def test_an_hour_twice_in_speed_is_critical(self) -> None:
        rows = orders()
        hour = [row for row in rows if START + 5 * HOUR <= row.ordered_at < START + 6 * HOUR]
        result = self.compare([*rows, *hour], rows, status=1)
        self.assertEqual(kinds(result), ["critical windows", "duplicated"])
        self.assertEqual(self.finding(result, "duplicated")["rows"], len(hour))
        self.assertEqual(len(result["repair"]["windows"]), 1)

    def test_an_hour_that_batch_lacks_is_critical(self) -> None:
        rows = orders()
        rest = [row for row in rows if not START + 5 * HOUR <= row.ordered_at < START + 6 * HOUR]
        result = self.compare(rows, rest, status=1)
        self.assertEqual(kinds(result), ["critical windows", "missing"])
        (window,) = result["windows"]
        self.assertEqual(window["start"], "2026-01-31T05:00:00+00:00")
        self.assertEqual(result["repair"]["windows"][0]["from"], "2026-01-31T05:00:00+00:00")

    def test_one_late_order_in_a_quiet_hour_fails_nothing(self) -> None:
        quiet = [row for row in orders() if not START + 3 * HOUR <= row.ordered_at < START + 4 * HOUR]
        late = Order("o-1-late", "DE", Decimal("9.99"), START + 3 * HOUR)
        result = self.compare([*quiet, late], quiet, status=0)
        self.assertEqual(kinds(result), ["missing"])
        (window,) = result["windows"]
        self.assertEqual(window["percent"], "100.000")
        rows = next(total for total in result["totals"] if total["measure"] == "rows")
        self.assertLess(Decimal(rows["percent"]), Decimal("0.1"))

    def test_nothing_on_either_side_is_a_warning(self) -> None:
        result = self.compare([], [])
        self.assertEqual((kinds(result), result["status"]), (["empty"], "warning"))

    def test_nothing_on_one_side_is_critical(self) -> None:
        for speed, batch, side in ((orders(), [], "batch"), ([], orders(), "speed")):
            with self.subTest(side=side):
                result = self.compare(speed, batch, status=1)
                self.assertIn("critical total", kinds(result))

    def test_redelivery_without_the_last_version_is_named_with_its_cure(self) -> None:
        rows = orders()
        speed = self.fill_speed(rows, rows[::200], engine="ReplacingMergeTree")
        result = self.reconcile(speed, self.fill_batch(rows))
        self.assertEqual(kinds(result), ["duplicated"])
        self.assertIn("read the last one", self.finding(result, "duplicated")["message"])


class Times(Layers):
    def test_the_last_twenty_minutes_are_late_in_batch(self) -> None:
        rows = orders()
        early = [row for row in rows if row.ordered_at < END - timedelta(minutes=20)]
        result = self.compare(rows, early, status=0)
        self.assertEqual((kinds(result), result["equal_windows"]), (["late"], 24))
        self.assertIn("the batch layer ends 2", result["message"])

    def test_the_last_hours_are_late_in_speed(self) -> None:
        rows = orders()
        early = [row for row in rows if row.ordered_at < END - 5 * HOUR]
        result = self.compare(early, rows, status=1)
        self.assertEqual(kinds(result), ["late"])
        self.assertIn("the speed layer ends 5 h", result["message"])

    def test_a_change_is_seen_beside_lateness(self) -> None:
        rows = orders()
        early = [row for row in rows if row.ordered_at < END - timedelta(minutes=20)]
        result = self.compare(rows, changed(early, 1_000, country="IT"))
        self.assertEqual(kinds(result), ["changed", "late"])

    def test_speed_is_shifted(self) -> None:
        rows = orders()
        for delta, words in (
            (HOUR, "1 h later"),
            (-2 * HOUR, "2 h earlier"),
            (timedelta(minutes=30), "30 min later"),
        ):
            with self.subTest(delta=delta):
                other = [replace(row, ordered_at=row.ordered_at + delta) for row in rows]
                result = self.compare(other, rows, status=1)
                self.assertEqual(
                    [kind for kind in kinds(result) if "critical" not in kind],
                    ["shifted"],
                )
                self.assertIn(words, result["message"])

    def test_a_fault_that_touches_everything_is_told_in_a_few_lines(self) -> None:
        rows = orders()
        other = [replace(row, ordered_at=row.ordered_at + HOUR) for row in rows]
        self.compare(other, rows)
        self.assertLess(len(self.output.splitlines()), 8)


class Nothing(Layers):
    """What is as it should be, or differs only as it may."""

    def nothing(self, result: dict, windows: int = 24) -> None:
        self.assertEqual((result["status"], kinds(result)), ("ok", []), result["message"])
        self.assertEqual(result["equal_windows"], windows)
        self.assertNotIn("repair", result)

    def test_twenty_clean_days(self) -> None:
        for seed in range(20):
            with self.subTest(seed=seed):
                rows = orders(seed)
                self.nothing(self.compare(rows, sorted(rows, key=lambda row: row.order_id, reverse=True)))

    def test_late_arrivals_within_the_allowed_lateness(self) -> None:
        rows = orders()
        early = [row for row in rows if row.ordered_at < END - timedelta(minutes=20)]
        self.nothing(self.compare(rows, early, lateness_seconds=1_800))

    def test_redelivery_of_which_the_last_version_is_read(self) -> None:
        rows = orders()
        speed = self.fill_speed(rows, rows[::200], engine="ReplacingMergeTree")
        self.nothing(self.reconcile(speed, self.fill_batch(rows), final=True))

    def test_times_with_a_zone_in_batch(self) -> None:
        rows = orders()
        batch = self.fill_batch(rows, time="timestamptz")
        self.nothing(self.reconcile(self.fill_speed(rows), batch))

    def test_an_hour_whose_amounts_are_all_null(self) -> None:
        rows = [replace(row, amount=None) if row.ordered_at.hour == 7 else row for row in orders()]
        self.nothing(self.compare(rows, rows))

    def test_amounts_as_binary_floating_point_in_one_layer(self) -> None:
        rows = orders()
        result = self.reconcile(self.fill_speed(rows, amount="Float64"), self.fill_batch(rows))
        self.nothing(result)
        self.assertIn(
            "amount is Nullable(Float64) in the speed layer",
            result["findings"][0]["message"],
        )

    def test_more_digits_in_one_layer(self) -> None:
        rows = orders()
        self.nothing(self.reconcile(self.fill_speed(rows), self.fill_batch(rows, amount="decimal(20, 4)")))

    def test_amounts_within_their_tolerance(self) -> None:
        rows = orders()
        other = [replace(row, amount=(row.amount or 0) + Decimal("0.01")) for row in rows[:5]] + rows[5:]
        measures = [
            {"measure": "rows"},
            {"measure": "sum", "column": "amount", "tolerance": "0.01"},
        ]
        self.nothing(self.compare(rows, other, measures=measures))


class Sums(Layers):
    """Columns of which only sums are compared, and rows that are few in each window."""

    def layer(self, name: str, *changes: str, step: int = 1, amount: str = "10.00") -> dict[str, Any]:
        path = self.folder / f"{name}.duckdb"
        path.unlink(missing_ok=True)
        with duckdb.connect(str(path)) as database:
            database.execute(
                f"create table orders as select 'o' || i as order_id, 'DE' as country, {amount} as amount, "
                f"timestamp '2026-01-31' + to_minutes(i * {step}) as ordered_at from range({1_440 // step}) r(i)"
            )
            for change in changes:
                database.execute(change)
        return {"kind": "duckdb", "path": str(path)}

    def held(
        self, speed: dict[str, Any], batch: dict[str, Any], status: int | None = None, **fields: Any
    ) -> dict[str, Any]:
        table = {"name": "orders", "columns": fields.pop("declared", COLUMNS)}
        content = {
            **{"speed": {"engine": speed, "table": table}, "batch": {"engine": batch, "table": table}},
            **{"time": "ordered_at", "grain": "hour", "critical_percent": 10},
            **{"keys": ["order_id"], "columns": ["country", "amount"]},
            "measures": [{"measure": "rows"}, {"measure": "sum", "column": "amount"}],
            **fields,
        }
        return self.run_job("reconcile", self.spec(**content), *INTERVAL, status=status)

    def test_a_column_that_is_only_summed_is_told(self) -> None:
        speed = self.layer("speed", "update orders set amount = 15 where ordered_at < '2026-01-31 03:00'")
        result = self.held(speed, self.layer("batch"), columns=["country"], status=1)
        self.assertEqual(result["equal_windows"], 21)
        self.assertIn("critical windows", kinds(result))

    def test_sums_without_keys_are_told_where_counts_agree(self) -> None:
        speed = self.layer("speed", "update orders set amount = 1 where ordered_at < '2026-01-31 01:00'")
        result = self.held(speed, self.layer("batch"), keys=[], columns=[], status=1)
        self.assertIn("critical windows", kinds(result))

    def test_rows_that_are_few_in_each_hour_are_many_in_a_day(self) -> None:
        speed = self.layer("speed", "update orders set country = 'XX'", step=7)
        result = self.held(speed, self.layer("batch", step=7), status=1)
        self.assertIn("critical rows", kinds(result))

    def test_sums_that_are_no_number_are_equal_to_the_same_alone(self) -> None:
        for value in ("nan", "inf"):
            odd = f"case when i = 5 then cast('{value}' as double) else 10 end"
            with self.subTest(value=value):
                result = self.held(
                    self.layer("speed", amount=odd), self.layer("batch", amount=odd), columns=["country"]
                )
                self.assertEqual(result["status"], "ok")
                plain = self.layer("batch", amount="cast(10 as double)")
                result = self.held(self.layer("speed", amount=odd), plain, columns=["country"], status=1)
                self.assertEqual(result["equal_windows"], 23)

    def test_rows_delivered_again_with_another_time_are_too_many_and_not_moved(self) -> None:
        again = "insert into orders select order_id, country, amount, ordered_at + interval 5 hour from orders limit 60"
        result = self.held(self.layer("speed"), self.layer("batch", again))
        self.assertIn("duplicated", kinds(result))
        self.assertNotIn("shifted", kinds(result))

    def test_an_integer_that_has_a_fraction_in_one_layer_differs(self) -> None:
        columns = [{**column, "type": "integer"} if column["name"] == "amount" else column for column in COLUMNS]
        speed, batch = self.layer("speed", amount="10.4"), self.layer("batch", amount="10")
        result = self.held(speed, batch, declared=columns, measures=[{"measure": "rows"}])
        self.assertIn("changed", kinds(result))


if __name__ == "__main__":
    unittest.main()
