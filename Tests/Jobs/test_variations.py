"""Faults of the same kinds as those that were once missed, in other places and shapes."""

from __future__ import annotations

import json
import unittest
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import duckdb
from layers import COLUMNS, END, INTERVAL, START, Layers, Order, changed, kinds, orders
from test_quality import Rules

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


class Layered(Layers):
    """Two layers, of which one is wrong."""

    def test_a_change_is_found_wherever_it_stands(self) -> None:
        rows = orders()
        for index in (0, len(rows) - 1):
            for amount in (Decimal("-0.01"), Decimal("99999999999.99"), None):
                with self.subTest(index=index, amount=amount):
                    result = self.compare(rows, changed(rows, index, amount=amount))
                    self.assertIn("changed", kinds(result))
                    self.assertEqual(result["differences"][0]["key"], rows[index].order_id)

    def test_amounts_that_differ_in_each_hour_and_cancel_out_over_the_day(self) -> None:
        rows = orders()
        other = list(rows)
        for hour in range(24):
            index = next(i for i, row in enumerate(rows) if row.ordered_at.hour == hour)
            amount = (rows[index].amount or 0) + (1 if hour % 2 else -1)
            other[index] = replace(rows[index], amount=amount)
        result = self.compare(rows, other)
        self.assertEqual(kinds(result), ["changed"])
        self.assertEqual(result["findings"][0]["rows"], 24)

    def test_a_key_three_times_in_one_layer_and_once_in_the_other(self) -> None:
        rows = orders()
        result = self.compare(rows, [*rows, rows[5], rows[5]])
        self.assertEqual(kinds(result), ["duplicated"])

    def test_one_row_replaced_by_another_one_keeps_counts_and_sums(self) -> None:
        rows = orders()
        result = self.compare(rows, changed(rows, 1_000, order_id="o-1-other"))
        self.assertEqual(kinds(result), ["missing", "missing"])

    def test_two_rows_that_exchanged_their_keys(self) -> None:
        rows = orders()
        other = changed(rows, 1_000, order_id=rows[1_001].order_id)
        other = changed(other, 1_001, order_id=rows[1_000].order_id)
        result = self.compare(rows, other)
        self.assertIn("changed", kinds(result))

    def test_the_first_minutes_are_missing_and_not_late(self) -> None:
        rows = orders()
        later = [row for row in rows if row.ordered_at >= START + 20 * MINUTE]
        result = self.compare(rows, later)
        self.assertEqual([kind for kind in kinds(result) if kind != "critical windows"], ["missing"])

    def test_a_gap_in_the_middle_is_missing_and_not_late(self) -> None:
        rows = orders()
        gap = [row for row in rows if not 5 * HOUR <= row.ordered_at - START < 5 * HOUR + 20 * MINUTE]
        result = self.compare(rows, gap)
        self.assertEqual([kind for kind in kinds(result) if kind != "critical windows"], ["missing"])

    def test_stragglers_do_not_hide_that_a_layer_is_late(self) -> None:
        rows = orders()
        last = END - 20 * MINUTE
        early = [row for row in rows if row.ordered_at < last]
        late = [row for row in rows if row.ordered_at >= last]
        result = self.compare(rows, [*early, late[-1]])
        self.assertTrue({"late", "missing"} & set(kinds(result)), result["message"])
        self.assertNotIn("changed", kinds(result))

    def test_a_shift_of_other_lengths_is_named(self) -> None:
        rows = orders()
        for delta, words in ((-HOUR, "1 h earlier"), (5.5 * HOUR, "5 h 30 min later"), (MINUTE, "1 min later")):
            with self.subTest(delta=delta):
                other = [replace(row, ordered_at=row.ordered_at + delta) for row in rows]
                result = self.compare(other, rows)
                self.assertIn("shifted", kinds(result))
                self.assertIn(words, result["message"])

    def test_a_shift_of_a_part_of_the_rows_is_a_change_of_their_times(self) -> None:
        rows = orders()
        other = [replace(row, ordered_at=row.ordered_at + HOUR) if row.country == "DE" else row for row in rows]
        result = self.compare(rows, other)
        self.assertTrue({"changed", "shifted"} & set(kinds(result)), result["message"])
        self.assertNotIn("missing", kinds(result))

    def test_one_late_order_of_a_layer_with_one_row(self) -> None:
        rows = orders(count=1)
        result = self.compare(rows, [])
        self.assertNotEqual(result["status"], "ok")

    def test_amounts_as_single_floats_are_compared_within_what_they_hold(self) -> None:
        rows = [replace(row, amount=(row.amount or 0) % 100) for row in orders()]
        result = self.reconcile(self.fill_speed(rows, amount="Float32"), self.fill_batch(rows))
        self.assertEqual(kinds(result), [], result["message"])
        other = changed(rows, 1_000, amount=(rows[1_000].amount or 0) + 1)
        result = self.reconcile(self.fill_speed(other, amount="Float32"), self.fill_batch(rows))
        self.assertEqual(kinds(result), ["changed"], result["message"])

    def test_amounts_as_text_in_one_layer(self) -> None:
        rows = orders()
        result = self.reconcile(self.fill_speed(rows), self.fill_batch(rows, amount="varchar"))
        self.assertEqual(kinds(result), [], result["message"])
        other = changed(rows, 1_000, amount=(rows[1_000].amount or 0) + 1)
        result = self.reconcile(self.fill_speed(rows), self.fill_batch(other, amount="varchar"))
        self.assertEqual(kinds(result), ["changed"], result["message"])

    def test_all_amounts_null_in_one_layer(self) -> None:
        rows = orders()
        result = self.compare(rows, [replace(row, amount=None) for row in rows], status=1)
        self.assertIn("changed", kinds(result))

    def test_a_day_of_nulls_in_both_layers_is_nothing(self) -> None:
        rows = [replace(row, amount=None, country=None) for row in orders()]
        self.assertEqual(self.compare(rows, rows)["status"], "ok")

    def test_a_redelivery_that_changes_the_time_is_read_by_its_last_version(self) -> None:
        rows = orders()
        moved = [replace(row, ordered_at=row.ordered_at + HOUR) for row in rows[:5]]
        speed = self.fill_speed(rows, moved, engine="ReplacingMergeTree")
        result = self.reconcile(speed, self.fill_batch([*moved, *rows[5:]]), final=True)
        self.assertEqual((result["status"], kinds(result)), ("ok", []), result["message"])


class Checked(Rules):
    """One table, and rules that must see what is wrong with it."""

    def test_a_table_is_stale_by_its_newest_row_though_some_have_no_time(self) -> None:
        engine = self.fill_batch([Order("a", "DE", None, END - timedelta(hours=30))])
        with duckdb.connect(engine["path"]) as database:
            database.execute("insert into orders values ('b', 'DE', null, null)")
        rule = {"rule": "freshness", "columns": ["ordered_at"], "seconds": 26 * 3_600}
        found = self.only(engine, rule, status=1)
        self.assertIn("1 d 6 h old", found["message"])

    def test_freshness_of_files_with_times_as_text_and_offsets(self) -> None:
        rule = {"rule": "freshness", "columns": ["ordered_at"], "seconds": 3_600}
        for text, status in (
            ("2026-02-01T00:30:00+01:00", 0),
            ("2026-01-31T23:30:00Z", 0),
            ("2026-01-31T23:30:00+01:00", 1),
            ("2026-01-31 23:30:00", 0),
        ):
            for kind in ("duckdb", "spark"):
                with self.subTest(text=text, kind=kind):
                    self.only(self.lines(kind, text), rule, status=status)

    def lines(self, kind: str, *times: str) -> dict[str, Any]:
        folder = self.folder / "times"
        folder.mkdir(exist_ok=True)
        rows = [{"order_id": time, "country": "DE", "amount": "1", "ordered_at": time} for time in times]
        (folder / "orders.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
        return {"kind": kind, "files": {"orders": {"path": f"{folder}/orders.jsonl"}}}

    def test_times_with_fractions_and_other_offsets_are_the_same_rows(self) -> None:
        inside = ["2026-01-31T00:00:00.000+00:00", "2026-01-31T05:29:59.999+05:30", "2026-01-31T23:59:59.999999Z"]
        outside = ["2026-01-31T05:29:59+05:30", "2026-02-01T00:00:00Z", "2026-01-30T23:59:59.999Z"]
        times = [inside[0], inside[2], *outside, "2026-01-31T05:30:00+05:30"]
        for kind in ("duckdb", "spark"):
            with self.subTest(kind=kind):
                engine = self.lines(kind, *times)
                self.only(engine, {"rule": "row_count", "at_least": 3, "at_most": 3}, status=0)

    def test_a_column_renamed_in_some_files_only(self) -> None:
        folder = self.folder / "mixed"
        folder.mkdir()
        for name, column in (("a", "amount"), ("b", "total")):
            rows = [
                {"order_id": f"{name}{i}", "country": "DE", column: "5", "ordered_at": "2026-01-31T10:00:00Z"}
                for i in range(10)
            ]
            (folder / f"{name}.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
        for kind in ("duckdb", "spark"):
            with self.subTest(kind=kind):
                engine = {"kind": kind, "files": {"orders": {"path": f"{folder}/*.jsonl"}}}
                rules = self.check(engine, {"rule": "not_null", "columns": ["amount"]}, status=1)
                self.assertEqual(rules["amount is never null"]["failed_rows"], 10)

    def test_text_where_a_number_is_declared_is_told_in_every_engine(self) -> None:
        folder = self.folder / "words"
        folder.mkdir()
        rows = [
            {
                "order_id": str(i),
                "country": "DE",
                "amount": "n/a" if i == 3 else "5",
                "ordered_at": "2026-01-31T10:00:00Z",
            }
            for i in range(10)
        ]
        (folder / "a.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
        for kind in ("duckdb", "spark"):
            with self.subTest(kind=kind):
                engine = {"kind": kind, "files": {"orders": {"path": f"{folder}/*.jsonl"}}}
                self.check(engine, {"rule": "range", "columns": ["amount"], "low": {"number": "0"}}, status=1)
                self.assertNotEqual(self.result["status"], "ok")

    def test_rows_without_a_time_that_can_be_read_fill_no_interval(self) -> None:
        count = {"rule": "row_count", "at_least": 3}
        for kind in ("duckdb", "spark"):
            with self.subTest(kind=kind):
                rules = self.check(self.lines(kind, *["yesterday"] * 5, "2026-01-31T10:00:00Z"), count, status=1)
                self.assertIn("1 row,", rules["there are at least 3 rows"]["message"])
                self.assertEqual(rules["ordered_at is a timestamp"]["failed_rows"], 5)

    def test_an_empty_file_is_no_row_and_says_so(self) -> None:
        folder = self.folder / "none"
        folder.mkdir()
        (folder / "a.jsonl").write_text("")
        engine = {"kind": "duckdb", "files": {"orders": {"path": f"{folder}/*.jsonl"}}}
        self.check(engine, {"rule": "row_count", "at_least": 1})
        self.assertNotEqual(self.result["status"], "ok")

    def test_no_file_at_all_is_an_error_with_a_result(self) -> None:
        engine = {"kind": "duckdb", "files": {"orders": {"path": f"{self.folder}/nowhere/*.jsonl"}}}
        spec = self.spec(engine=engine, table={"name": "orders", "columns": COLUMNS}, rules=[])
        result = self.run_job("quality", spec, *INTERVAL, status=2)
        self.assertEqual(result["status"], "error")
        self.assertIn("nowhere", result["message"])

    def test_names_that_are_words_of_sql_are_columns_all_the_same(self) -> None:
        words = ("user", "order", "rows", "select", "current_date", 'a"b', "a b", "--")
        for word in words:
            with self.subTest(word=word):
                path = self.folder / "words.duckdb"
                path.unlink(missing_ok=True)
                quoted = '"' + word.replace('"', '""') + '"'
                with duckdb.connect(str(path)) as database:
                    database.execute(f"create table orders ({quoted} varchar)")
                    database.execute("insert into orders values (null), ('x')")
                table = {"name": "orders", "columns": [{"name": word, "type": "text"}]}
                rule = {"rule": "not_null", "columns": [word]}
                spec = {"table": table, "time": None, "keys": []}
                rules = self.check({"kind": "duckdb", "path": str(path)}, rule, status=1, **spec)
                self.assertEqual(rules[f"{word} is never null"]["failed_rows"], 1)


if __name__ == "__main__":
    unittest.main()
