"""Quality rules on real engines: what each finds, and what none of them hides."""

from __future__ import annotations

import json
import unittest
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import duckdb
from layers import COLUMNS, END, INTERVAL, START, Layers, Order, changed, orders


class Rules(Layers):
    """A check of orders in DuckDB, and of the same orders as files."""

    def check(
        self,
        engine: dict[str, Any],
        *rules: dict[str, Any],
        status: int | None = None,
        **fields: Any,
    ) -> dict[str, dict[str, Any]]:
        spec = self.spec(
            **{
                "engine": engine,
                "table": {"name": "orders", "columns": COLUMNS},
                "time": "ordered_at",
                "keys": ["order_id"],
                "rules": list(rules),
                **fields,
            }
        )
        self.result = self.run_job("quality", spec, *INTERVAL, status=status)
        return {rule["name"]: rule for rule in self.result["rules"]}

    def only(self, engine: dict[str, Any], rule: dict[str, Any], status: int) -> dict[str, Any]:
        return list(self.check(engine, rule, status=status).values())[-1]

    def files(self, rows: Iterable[Order], ending: str = "jsonl", **renamed: str) -> dict[str, Any]:
        folder = self.folder / "lake"
        folder.mkdir(exist_ok=True)
        path = folder / f"orders.{ending}"
        dictionaries = [
            {renamed.get(name, name): None if cell is None else str(cell) for name, cell in vars(row).items()}
            for row in rows
        ]
        if ending == "jsonl":
            path.write_text("".join(f"{json.dumps(row)}\n" for row in dictionaries))
        else:
            lines = [",".join(dictionaries[0])]
            lines += [",".join(cell or "" for cell in row.values()) for row in dictionaries]
            path.write_text("\n".join(lines) + "\n")
        return {"kind": "duckdb", "files": {"orders": {"path": f"{folder}/*.{ending}"}}}


class Values(Rules):
    def test_null(self) -> None:
        rule = {"rule": "not_null", "columns": ["amount"]}
        rows = changed(orders(), 7, amount=None)
        found = self.only(self.fill_batch(rows), rule, status=1)
        self.assertEqual(
            (found["failed_rows"], found["rows"], found["sample"]),
            (1, 2_400, ["o-1-000007"]),
        )
        self.only(self.fill_batch(orders()), rule, status=0)

    def test_a_value_that_stands_twice(self) -> None:
        rule = {"rule": "unique", "columns": ["order_id"]}
        rows = orders()
        found = self.only(self.fill_batch([*rows, rows[3], rows[3]]), rule, status=1)
        self.assertEqual((found["failed_rows"], found["sample"]), (2, ["o-1-000003 (3 times)"]))

    def test_columns_that_are_unique_only_together(self) -> None:
        rule = {"rule": "unique", "columns": ["order_id", "country"]}
        rows = [replace(row, country="DE") for row in orders()]
        self.only(self.fill_batch([*rows, replace(rows[3], country="FR")]), rule, status=0)
        found = self.only(self.fill_batch([*rows, rows[3]]), rule, status=1)
        self.assertEqual(found["failed_rows"], 1)

    def test_a_value_that_is_none_of_the_accepted_ones(self) -> None:
        rule = {
            "rule": "accepted",
            "columns": ["country"],
            "values": ["DE", "FR", "PL", "it's"],
        }
        self.only(self.fill_batch(changed(orders(), 7, country="it''s")), rule, status=0)
        found = self.only(self.fill_batch(changed(orders(), 7, country="de")), rule, status=1)
        self.assertEqual(found["failed_rows"], 1)

    def test_ranges_of_every_type(self) -> None:
        for rule, fine in (
            (
                {
                    "columns": ["amount"],
                    "low": {"number": "1"},
                    "high": {"number": "999.99"},
                },
                True,
            ),
            (
                {
                    "columns": ["amount"],
                    "low": {"number": "1"},
                    "high": {"number": "500"},
                },
                False,
            ),
            ({"columns": ["ordered_at"], "low": {"time": START.isoformat()}}, True),
            (
                {"columns": ["ordered_at"], "high": {"time": "2026-01-31T12:00:00Z"}},
                False,
            ),
            (
                {
                    "columns": ["order_id"],
                    "low": {"text": "o-"},
                    "high": {"text": "o-2"},
                },
                True,
            ),
            ({"columns": ["order_id"], "low": {"text": "o-1-000001"}}, False),
        ):
            for engine in (self.fill_batch(orders()), self.files(orders())):
                with self.subTest(rule=rule, kind="files" in engine):
                    self.only(engine, {"rule": "range", **rule}, status=0 if fine else 1)

    def test_the_count_of_rows_has_both_ends(self) -> None:
        engine = self.fill_batch(orders())
        for rule, status in (
            ({"at_least": 2_400}, 0),
            ({"at_least": 2_401}, 1),
            ({"at_most": 2_400}, 0),
            ({"at_most": 2_399}, 1),
        ):
            with self.subTest(rule=rule):
                self.only(engine, {"rule": "row_count", **rule}, status=status)

    def test_a_share_of_bad_rows_may_be_allowed(self) -> None:
        engine = self.fill_batch(changed(orders(), 7, amount=None))
        rule = {"rule": "not_null", "columns": ["amount"]}
        self.only(engine, {**rule, "allowed_rows": 1}, status=0)
        self.only(engine, {**rule, "allowed_percent": "0.05"}, status=0)
        self.only(engine, {**rule, "allowed_percent": "0.01"}, status=1)

    def test_a_warning_lets_the_task_succeed(self) -> None:
        rule = {"rule": "not_null", "columns": ["amount"], "severity": "warning"}
        found = self.only(self.fill_batch(changed(orders(), 7, amount=None)), rule, status=0)
        self.assertEqual((found["status"], self.result["status"]), ("warning", "warning"))

    def test_a_reference_to_nothing(self) -> None:
        engine = self.fill_batch(changed(orders(), 7, country="XX"))
        with duckdb.connect(engine["path"]) as database:
            database.execute("create table countries as select unnest(['DE', 'FR', 'PL', 'PL']) as code")
        table = {"name": "countries", "columns": [{"name": "code", "type": "text"}]}
        rule = {
            "rule": "referential",
            "columns": ["country"],
            "refers_to": ["code"],
            "table": table,
        }
        found = self.only(engine, rule, status=1)
        self.assertEqual(found["failed_rows"], 1)

    def test_fewer_rows_than_the_source_has(self) -> None:
        rows = orders()
        source = {
            "engine": self.fill_speed(rows),
            "table": {"name": "shop.orders", "columns": COLUMNS},
            "time": "ordered_at",
        }
        rule = {"rule": "completeness", "at_least_percent": "99.9", **source}
        self.only(self.fill_batch(rows), rule, status=0)
        found = self.only(self.fill_batch(rows[:-24]), rule, status=1)
        self.assertIn("2,376 rows of 2,400 in shop.orders (99.000 %)", found["message"])

    def test_a_query_of_the_author(self) -> None:
        sql = "select count(*) from orders where amount > 500 and country = 'DE'"
        found = self.only(
            self.fill_batch(orders()),
            {"rule": "custom", "name": "dear", "sql": [sql]},
            status=1,
        )
        self.assertGreater(found["failed_rows"], 0)

    def test_text_that_is_no_number_is_not_taken_for_null(self) -> None:
        engine = self.files(orders())
        (self.folder / "lake/more.jsonl").write_text(
            '{"order_id": "x", "country": "DE", "amount": "12,50", "ordered_at": "2026-01-31 05:00:00"}\n'
        )
        found = self.check(
            engine,
            {"rule": "range", "columns": ["amount"], "low": {"number": "0"}},
            status=1,
        )
        self.assertEqual(found["amount is a decimal"]["failed_rows"], 1)


class Freshness(Rules):
    rule = {"rule": "freshness", "columns": ["ordered_at"], "seconds": 26 * 3_600}

    def aged(self, age: timedelta) -> dict[str, Any]:
        return self.fill_batch([Order("a", "DE", None, END - age)])

    def test_a_table_five_days_old_is_stale_by_so_much(self) -> None:
        found = self.only(self.aged(timedelta(days=5)), self.rule, status=1)
        self.assertIn(
            "the newest row is 5 d old, 3 d 22 h more than the allowed 1 d 2 h",
            found["message"],
        )

    def test_the_newest_row_may_lie_before_the_rows_of_the_run(self) -> None:
        self.only(self.aged(timedelta(hours=25)), self.rule, status=0)
        self.only(self.aged(timedelta(hours=27)), self.rule, status=1)

    def test_a_row_dated_in_the_future_hides_nothing(self) -> None:
        future = Order("f", "DE", None, END.replace(year=2099))
        found = self.only(
            self.fill_batch([Order("a", "DE", None, END - timedelta(days=5)), future]),
            self.rule,
            status=1,
        )
        self.assertIn("1 row dated in the future not counted", found["message"])

    def test_an_empty_table_is_not_fresh(self) -> None:
        found = self.only(self.fill_batch([]), self.rule, status=1)
        self.assertIn("there is no row", found["message"])


class Schemas(Rules):
    def test_a_column_renamed_in_files_is_named(self) -> None:
        for ending in ("jsonl", "csv"):
            with self.subTest(ending=ending):
                engine = self.files(orders(), ending, amount="total")
                rules = self.check(
                    engine,
                    {"rule": "range", "columns": ["amount"], "low": {"number": "0"}},
                    {"rule": "unique", "columns": ["order_id"]},
                    status=1,
                )
                self.assertIn(
                    "orders is without amount, and with total that nobody declared",
                    rules["declared columns are there"]["message"],
                )
                self.assertEqual(rules["amount is at least 0"]["status"], "error")
                self.assertEqual(rules["order_id is unique"]["status"], "ok")

    def test_a_column_of_another_type_is_named(self) -> None:
        engine = self.fill_batch(orders())
        with duckdb.connect(engine["path"]) as database:
            database.execute("alter table orders alter amount type date using date '2026-01-01'")
        rules = self.check(engine, status=1)
        self.assertIn(
            "amount is DATE and not decimal",
            rules["declared columns are there"]["message"],
        )

    def test_a_column_that_nobody_declared_is_told_where_that_matters(self) -> None:
        engine = self.fill_batch(orders())
        with duckdb.connect(engine["path"]) as database:
            database.execute("alter table orders add column extra int")
        self.check(engine, {"rule": "schema"}, status=0)
        self.check(engine, {"rule": "schema", "exact": True}, status=1)

    def test_times_with_an_offset_are_the_same_rows_in_every_engine(self) -> None:
        times = [
            "2026-01-31T00:30:00+01:00",
            "2026-01-31T00:30:00",
            "2026-01-31T23:30:00-01:00",
            "2026-01-31T23:30:00Z",
        ]
        folder = self.folder / "lake"
        folder.mkdir()
        (folder / "orders.jsonl").write_text(
            "".join(f"{json.dumps({'order_id': t, 'country': 'DE', 'amount': '1', 'ordered_at': t})}\n" for t in times)
        )
        for kind in ("duckdb", "spark"):
            with self.subTest(kind=kind):
                engine = {
                    "kind": kind,
                    "files": {"orders": {"path": f"{folder}/orders.jsonl"}},
                }
                self.only(engine, {"rule": "row_count", "at_least": 2, "at_most": 2}, status=0)


class Together(Rules):
    def test_a_rule_that_cannot_be_asked_hides_no_other(self) -> None:
        engine = self.fill_batch(changed(orders(), 7, amount=None))
        rules = self.check(
            engine,
            {
                "rule": "custom",
                "name": "broken",
                "sql": "select no_such_column from orders",
            },
            {
                "rule": "accepted",
                "columns": ["ordered_at"],
                "values": ["no time"],
                "name": "wrong type",
            },
            {"rule": "not_null", "columns": ["amount"]},
            status=1,
        )
        self.assertEqual(
            [rules[name]["status"] for name in ("broken", "wrong type", "amount is never null")],
            ["error", "error", "failed"],
        )
        self.assertEqual(self.result["status"], "failed")

    def test_thirty_rules_are_one_scan(self) -> None:
        from dagc_jobs import engines

        asked: list[str] = []
        rows = engines.Engine.rows

        def counting(engine: engines.Engine, sql: Any, subject: str) -> Any:
            asked.append(sql)
            return rows(engine, sql, subject)

        engines.Engine.rows = counting
        self.addCleanup(setattr, engines.Engine, "rows", rows)
        rules = [
            {
                "rule": "range",
                "columns": ["amount"],
                "low": {"number": "0"},
                "high": {"number": str(1_000 + i)},
            }
            for i in range(30)
        ]
        self.check(self.fill_batch(orders()), *rules, status=0)
        self.assertEqual(len([sql for sql in asked if not sql.startswith("describe")]), 1)

    def test_the_score_is_the_mean_share_of_good_rows(self) -> None:
        rows = [replace(row, amount=None if index < 1_200 else row.amount) for index, row in enumerate(orders())]
        self.check(
            self.fill_batch(rows),
            {"rule": "not_null", "columns": ["amount"]},
            {"rule": "unique", "columns": ["order_id"]},
            {"rule": "row_count", "at_least": 1},
        )
        # With the schema, three rules hold, and one for half of the rows.
        self.assertEqual(self.result["score"], "0.875")

    def test_a_score_below_the_least_fails(self) -> None:
        rule = {"rule": "not_null", "columns": ["amount"], "severity": "warning"}
        engine = self.fill_batch([replace(row, amount=None) for row in orders()])
        self.check(engine, rule, status=1, least_score="0.9")

    def test_bad_rows_are_put_aside_once(self) -> None:
        rows = changed(changed(orders(), 7, amount=None), 8, country="XX")
        engine = self.fill_batch(rows)
        rules = [
            {"rule": "not_null", "columns": ["amount"]},
            {"rule": "accepted", "columns": ["country"], "values": ["DE", "FR", "PL"]},
        ]
        for _ in range(2):
            self.check(engine, *rules, status=1, quarantine={"table": "bad orders"})
        with duckdb.connect(engine["path"]) as database:
            kept = database.execute('select order_id from "bad orders" order by 1').fetchall()
        self.assertEqual(kept, [("o-1-000007",), ("o-1-000008",)])
        self.check(engine, *rules, status=1, quarantine={"path": str(self.folder / "aside")})
        lines = (self.folder / "aside/manual.jsonl").read_text().splitlines()
        self.assertEqual(
            {json.loads(line)["order_id"] for line in lines},
            {"o-1-000007", "o-1-000008"},
        )


class Unharmed(Rules):
    """What one rule, one value or one place does must not take the others from the report."""

    def numbers(self, value: str) -> dict[str, Any]:
        path = self.folder / "numbers.duckdb"
        path.unlink(missing_ok=True)
        with duckdb.connect(str(path)) as database:
            database.execute(f"create table orders as select 1 as id, cast({value} as double) as x")
        columns = [{"name": "id", "type": "integer"}, {"name": "x", "type": "float"}]
        return {"engine": {"kind": "duckdb", "path": str(path)}, "table": {"name": "orders", "columns": columns}}

    def numbered(self, value: str, *rules: dict[str, Any]) -> dict[str, dict[str, Any]]:
        numbers = self.numbers(value)
        return self.check(numbers["engine"], *rules, table=numbers["table"], time=None, keys=["id"])

    def test_rules_of_one_generated_name_are_two_rules(self) -> None:
        fresh = {"rule": "freshness", "columns": ["ordered_at"]}
        engine = self.fill_batch([Order("a", "DE", None, END - timedelta(days=5))])
        rules = self.check(
            engine,
            {**fresh, "seconds": 86_400},
            {**fresh, "seconds": 86_400 * 10_000, "severity": "warning"},
            status=1,
        )
        self.assertEqual(rules["ordered_at is fresh to 1 d"]["status"], "failed")
        self.assertEqual(rules["ordered_at is fresh to 10000 d"]["status"], "ok")
        null = {"rule": "not_null", "columns": ["amount"]}
        engine = self.fill_batch([Order("a", "DE", None, START)])
        rules = self.check(engine, {**null, "allowed_rows": 1}, {**null, "severity": "warning"}, status=0)
        self.assertEqual(rules["amount is never null"]["status"], "ok")
        self.assertEqual(rules["amount is never null (2)"]["status"], "warning")

    def test_rows_without_a_time_are_looked_at_and_told(self) -> None:
        engine = self.fill_batch(orders())
        with duckdb.connect(engine["path"]) as database:
            database.execute("insert into orders select 'x', null, null, null from range(100)")
        counted = {"rule": "row_count", "at_least": 2_400, "at_most": 2_400}
        empty = {"rule": "anomaly", "measure": "null_percent", "columns": ["amount"]}
        rules = self.check(engine, {"rule": "not_null", "columns": ["ordered_at"]}, counted, empty, status=1)
        self.assertEqual(rules["ordered_at is never null"]["failed_rows"], 100)
        self.assertEqual(rules["there are 2400 to 2400 rows"]["status"], "ok")
        self.assertEqual(rules["null percent of amount is as usual"]["value"], "0")
        rules = self.check(engine, counted, status=0)
        self.assertEqual(rules["ordered_at is never null"]["status"], "warning")
        self.assertNotIn("ordered_at is never null", self.check(self.fill_batch(orders()), counted, status=0))

    def test_a_number_that_is_none_is_out_of_range_and_hides_no_other_rule(self) -> None:
        mean = {"rule": "anomaly", "measure": "mean", "columns": ["x"]}
        within = {"rule": "range", "columns": ["x"], "low": {"number": "0"}}
        for value in ("'nan'", "'inf'"):
            with self.subTest(value=value):
                rules = self.numbered(value, {"rule": "not_null", "columns": ["id"]}, within, mean)
                self.assertEqual(rules["id is never null"]["status"], "ok")
                self.assertEqual(rules["x is at least 0"]["status"], "failed" if "nan" in value else "ok")
                self.assertEqual(rules["mean of x is as usual"]["status"], "error")

    def test_a_query_that_counts_no_rows_is_an_error(self) -> None:
        for sql in ("select 0.9", "select -1", "select cast('nan' as double)"):
            with self.subTest(sql=sql):
                rules = self.numbered("1", {"rule": "custom", "name": "c", "sql": sql})
                self.assertEqual(rules["c"]["status"], "error")

    def test_rows_that_cannot_be_put_aside_hide_no_rule(self) -> None:
        engine = self.files(changed(orders(), 7, amount=None))
        place = self.folder / "taken"
        place.write_text("no folder")
        rules = self.check(
            engine, {"rule": "not_null", "columns": ["amount"]}, status=1, quarantine={"path": str(place)}
        )
        self.assertEqual(rules["amount is never null"]["status"], "failed")
        self.assertEqual(rules["bad rows are put aside"]["status"], "error")

    def test_checks_put_rows_aside_beside_each_other_and_columns_may_come(self) -> None:
        engine = self.fill_batch(changed(changed(orders(), 7, amount=None), 8, country="XX"))
        place = {"quarantine": {"table": "bad"}}
        self.check(engine, {"rule": "not_null", "columns": ["amount"]}, status=1, task="a", **place)
        with duckdb.connect(engine["path"]) as database:
            database.execute("alter table orders add column extra integer")
        accepted = {"rule": "accepted", "columns": ["country"], "values": ["DE", "FR", "PL"]}
        self.check(engine, accepted, status=1, task="b", **place)
        with duckdb.connect(engine["path"]) as database:
            kept = database.execute("select quarantined_by_task, order_id from bad order by 1").fetchall()
        self.assertEqual(kept, [("p/a", "o-1-000007"), ("p/b", "o-1-000008")])

    def test_texts_that_cannot_be_read_are_put_aside(self) -> None:
        engine = self.files(orders())
        (self.folder / "lake/more.jsonl").write_text(
            '{"order_id": "x", "country": "DE", "amount": "12,50", "ordered_at": "2026-01-31 05:00:00"}\n'
        )
        aside = {"path": str(self.folder / "aside")}
        self.check(engine, {"rule": "range", "columns": ["amount"], "low": {"number": "0"}}, status=1, quarantine=aside)
        (line,) = (self.folder / "aside/manual.jsonl").read_text().splitlines()
        self.assertEqual(json.loads(line)["order_id"], "x")

    def test_rows_delivered_twice_stand_for_none_that_is_missing(self) -> None:
        rows = orders()
        source = {
            "engine": self.fill_speed(rows),
            "table": {"name": "shop.orders", "columns": COLUMNS},
            "time": "ordered_at",
        }
        rule = {"rule": "completeness", "at_least_percent": "100", **source}
        found = self.only(self.fill_batch([*rows[:-24], *rows[:24]]), rule, status=1)
        self.assertIn("2,376 rows of 2,400", found["message"])
        self.assertIn("24 rows of keys that stand there already", found["message"])
        more = Order("more", "DE", None, START)
        found = self.only(self.fill_batch([*rows, more]), rule, status=0)
        self.assertIn("1 more than there", found["message"])

    def test_a_source_without_rows_is_no_proof(self) -> None:
        table = {"name": "shop.orders", "columns": COLUMNS}
        rule = {"rule": "completeness", "at_least_percent": "100", "table": table, "time": "ordered_at"}
        rule["engine"] = self.fill_speed([])
        self.only(self.fill_batch(orders()), rule, status=1)
        self.only(self.fill_batch([]), rule, status=0)


class Anomalies(Rules):
    def days(self, counts: list[int], rule: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for day, count in enumerate(counts):
            start = START + timedelta(days=day)
            rows = [replace(row, ordered_at=row.ordered_at + timedelta(days=day)) for row in orders(day, count)]
            spec = self.spec(
                engine=self.fill_batch(rows),
                table={"name": "orders", "columns": COLUMNS},
                time="ordered_at",
                rules=[rule],
            )
            interval = (
                "--from",
                start.isoformat(),
                "--to",
                (start + timedelta(days=1)).isoformat(),
            )
            found = self.run_job("quality", spec, *interval, "--run", f"day {day}")["rules"][-1]
        return found

    def test_half_of_the_usual_rows_is_told(self) -> None:
        rule = {"rule": "anomaly"}
        usual = [1_000, 1_020, 980, 1_010, 990, 1_005]
        self.assertEqual(self.days([*usual, 1_030], rule)["status"], "ok")
        self.assertEqual(self.days([*usual, 500], rule)["status"], "failed")

    def test_another_mean_is_told(self) -> None:
        rule = {
            "rule": "anomaly",
            "measure": "mean",
            "columns": ["amount"],
            "least_percent": 20,
        }
        self.assertEqual(self.days([200] * 8, rule)["status"], "ok")

    def test_the_first_runs_are_not_judged(self) -> None:
        found = self.days([1_000, 10], {"rule": "anomaly"})
        self.assertEqual(found["status"], "ok")
        self.assertIn("judged from 5 on", found["message"])


if __name__ == "__main__":
    unittest.main()
