"""The job runner on real engines: DuckDB, ClickHouse (chdb), Snowflake (fakesnow)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import unittest
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import chdb.session
import duckdb
import fakesnow
import snowflake.connector

ROOT = Path(__file__).resolve().parents[3]
RUNNER = ROOT / "Sources/Backends/Engines/SQLJobs/Resources/sql_job.py"
INTERVAL = ("--from", "2026-01-31T00:00:00Z", "--to", "2026-01-31T02:00:00Z")
FIRST_HOUR = int(datetime(2026, 1, 31, tzinfo=UTC).timestamp())
DUCKDB_WINDOWS = (
    "select epoch(date_trunc('hour', t))::bigint, count(*), sum(amount), "
    "bit_xor(('0x' || substr(md5(id), 1, 16))::ubigint) from orders "
    "where t >= timestamp :from and t < timestamp :to group by 1 order by 1"
)
CHDB_WINDOWS = (
    "select toUnixTimestamp(toStartOfHour(t)) as w, count(), sum(amount), "
    "groupBitXor(reinterpretAsUInt64(reverse(unhex(substring(hex(MD5(id)), 1, 16))))) "
    "from shop.orders "
    "where t >= toDateTime(:from, 'UTC') and t < toDateTime(:to, 'UTC') "
    "group by w order by w"
)
# A cent that binary floating point would lose beside the large amount.
ORDERS = [
    ("a", "90071992547409.93", "2026-01-31 00:10:00"),
    ("b", "0.10", "2026-01-31 00:59:59"),
    ("c", "0.20", "2026-01-31 01:00:00"),
    ("outside", "5.00", "2026-01-31 02:00:00"),
]


def values(orders: list[tuple[str, str, str]]) -> str:
    return ", ".join(str(order) for order in orders)


class SQLJob(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.environment = {**os.environ, "PLACE": str(self.folder)}

    def run_job(self, *arguments: str, status: int = 0) -> subprocess.CompletedProcess:
        done = subprocess.run(
            [sys.executable, str(RUNNER), *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done

    def result(self, *arguments: str, status: int = 0) -> dict[str, Any]:
        return json.loads(
            self.run_job(*arguments, status=status).stdout.splitlines()[-1]
        )

    def spec(self, **fields: Any) -> str:
        path = self.folder / "spec.json"
        path.write_text(
            json.dumps({"version": 1, "pipeline": "p", "task": "t", **fields})
        )
        return str(path)

    def fill_duckdb(self, orders: list[tuple[str, str, str]]) -> dict[str, str]:
        (self.folder / "batch.duckdb").unlink(missing_ok=True)
        with duckdb.connect(str(self.folder / "batch.duckdb")) as database:
            database.execute(
                "create table orders (id varchar, amount decimal(18, 2), t timestamp)"
            )
            if orders:
                database.execute(f"insert into orders values {values(orders)}")
        return {"kind": "duckdb", "path": "$PLACE/batch.duckdb"}

    def fill_chdb(self, orders: list[tuple[str, str, str]]) -> dict[str, str]:
        (self.folder / "speed").mkdir()
        database = chdb.session.Session(str(self.folder / "speed"))
        database.query("create database shop")
        database.query(
            "create table shop.orders "
            "(id String, amount Decimal(18, 2), t DateTime('UTC')) "
            "engine = MergeTree order by id"
        )
        if orders:
            # Amounts stay text: a ClickHouse number literal is a float.
            database.query(f"insert into shop.orders values {values(orders)}")
        database.close()
        return {"kind": "chdb", "path": "${PLACE}/speed"}

    def reconciliation(
        self,
        speed: list[tuple[str, str, str]],
        batch: list[tuple[str, str, str]],
        **fields: Any,
    ) -> str:
        return self.spec(
            speed={"engine": self.fill_chdb(speed), "sql": CHDB_WINDOWS},
            batch={"engine": self.fill_duckdb(batch), "sql": DUCKDB_WINDOWS},
            **{
                "measures": ["orders", "amount"],
                "fingerprint": "keys",
                "warn_percent": 1,
                "critical_percent": 10,
                **fields,
            },
        )

    def check(self, sql: str, expect: dict[str, Any], **fields: Any) -> str:
        check = {"name": "the check", "sql": sql, "expect": expect, **fields}
        return self.spec(engine={"kind": "duckdb"}, checks=[check])


class Statements(SQLJob):
    def statement(self, engine: dict[str, Any], *sql: Any, **fields: Any) -> str:
        return self.spec(engine=engine, sql=sql, **fields)

    def amounts(self) -> list[Any]:
        with duckdb.connect(str(self.folder / "batch.duckdb"), read_only=True) as done:
            return [
                str(row[0]) for row in done.sql("select amount from orders").fetchall()
            ]

    def test_changes_a_database_with_the_values_of_the_run(self) -> None:
        engine = self.fill_duckdb(ORDERS)
        self.environment["VALUE_1"] = "b"
        self.environment["VALUE_2"] = "it's; drop table orders"
        spec = self.statement(
            engine,
            "delete from orders where id <> '",
            {"environment": "VALUE_1"},
            "' or id = $word",
            parameters={"word": [{"environment": "VALUE_2"}]},
        )
        self.assertEqual(self.run_job("run", spec).stdout, "")
        self.assertEqual(self.amounts(), ["0.10"])

    def test_makes_a_database_that_is_not_there_yet(self) -> None:
        engine = {"kind": "duckdb", "path": "$PLACE/new.duckdb"}
        spec = self.statement(
            engine, "create table a (b int); insert into a values (7)"
        )
        self.run_job("run", spec)
        rows = self.result("run", self.statement(engine, "from a", returns_rows=True))
        self.assertEqual(rows, [[7]])

    def test_changes_all_or_nothing(self) -> None:
        engine = self.fill_duckdb(ORDERS)
        sql = "delete from orders; insert into nowhere values (1)"
        failed = self.run_job("run", self.statement(engine, sql), status=2)
        self.assertIn("nowhere", failed.stderr)
        self.assertEqual(len(self.amounts()), len(ORDERS))
        self.run_job("run", self.statement(engine, sql, commit="each"), status=2)
        self.assertEqual(self.amounts(), [])

    def test_returns_the_rows_of_a_query(self) -> None:
        engine = self.fill_duckdb(ORDERS[1:3])
        sql = "select id, amount, t from orders order by id"
        rows = self.result("run", self.statement(engine, sql, returns_rows=True))
        expected = [
            ["b", "0.10", "2026-01-31 00:59:59"],
            ["c", "0.20", "2026-01-31 01:00:00"],
        ]
        self.assertEqual(rows, expected)

    def test_runs_in_a_clickhouse_inside_the_process(self) -> None:
        engine = self.fill_chdb(ORDERS[:1])
        self.run_job(
            "run", self.statement(engine, "insert into shop.orders values ('n', 1, 0)")
        )
        sql = "select id from shop.orders order by id"
        rows = self.result("run", self.statement(engine, sql, returns_rows=True))
        self.assertEqual(rows, [["a"], ["n"]])

    def test_leaves_servers_to_airflow(self) -> None:
        failed = self.run_job(
            "run", self.statement({"kind": "postgres"}, "select 1"), status=2
        )
        self.assertIn("postgres is a server", failed.stderr)


class Reconciliation(SQLJob):
    def reconcile(self, spec: str, status: int = 0) -> dict[str, Any]:
        return self.result("reconcile", spec, *INTERVAL, status=status)

    def test_layers_with_the_same_rows_agree_in_decimals_and_fingerprints(self) -> None:
        result = self.reconcile(self.reconciliation(ORDERS, ORDERS))
        expected = {
            "job": "reconcile",
            "status": "ok",
            "windows": 2,
            "equal": 2,
            "worst_percent": "0.000",
            "rows_speed": 3,
            "rows_batch": 3,
            "pipeline": "p",
            "task": "t",
            "from": "2026-01-31T00:00:00+00:00",
            "to": "2026-01-31T02:00:00+00:00",
        }
        self.assertEqual(result, expected)

    def test_one_cent_beside_a_large_amount_is_a_difference(self) -> None:
        other = [("a", "90071992547409.92", ORDERS[0][2]), *ORDERS[1:]]
        result = self.reconcile(self.reconciliation(ORDERS, other, warn_percent=0))
        self.assertEqual((result["status"], result["equal"]), ("warning", 1))

    def test_a_window_that_one_side_lacks_is_a_whole_difference(self) -> None:
        result = self.reconcile(self.reconciliation(ORDERS[:2], ORDERS), status=1)
        self.assertEqual(result["status"], "critical")
        self.assertEqual((result["worst_percent"], result["equal"]), ("100.000", 1))

    def test_a_difference_at_the_critical_percentage_is_only_a_warning(self) -> None:
        result = self.reconcile(
            self.reconciliation(ORDERS[:2], ORDERS, critical_percent=100)
        )
        self.assertEqual(result["status"], "warning")

    def test_other_rows_with_the_same_totals_are_a_warning(self) -> None:
        other = [*ORDERS[:2], ("z", *ORDERS[2][1:])]
        result = self.reconcile(self.reconciliation(ORDERS, other))
        self.assertEqual((result["status"], result["equal"]), ("warning", 1))

    def test_nothing_on_either_side_is_a_warning(self) -> None:
        result = self.reconcile(self.reconciliation([], []))
        self.assertEqual((result["status"], result["windows"]), ("warning", 0))

    def test_snowflake_stands_as_the_batch_layer_in_fakesnow(self) -> None:
        (self.folder / "lake").mkdir()
        with fakesnow.patch(db_path=str(self.folder / "lake")):
            database = snowflake.connector.connect(database="LAKE", schema="PUBLIC")
            with database.cursor() as cursor:
                cursor.execute(
                    "create table orders "
                    "(id varchar, amount number(18, 2), t timestamp)"
                )
                cursor.execute(f"insert into orders values {values(ORDERS)}")
            database.close()
        spec = self.reconciliation(ORDERS, [])
        fields = json.loads(Path(spec).read_text())
        fields["speed"]["sql"] = fields["speed"]["sql"].replace(
            ", groupBitXor(reinterpretAsUInt64(reverse(unhex("
            "substring(hex(MD5(id)), 1, 16)))))",
            "",
        )
        fields["batch"] = {
            "engine": {
                "kind": "fakesnow",
                "path": "$PLACE/lake",
                "database": "LAKE",
                "schema": "PUBLIC",
            },
            "sql": "select date_part(epoch_second, date_trunc('hour', t)), count(*), "
            "sum(amount) from orders where t >= :from::timestamp and "
            "t < :to::timestamp group by 1",
        }
        del fields["fingerprint"]
        result = self.reconcile(self.spec(**fields))
        self.assertEqual((result["status"], result["equal"]), ("ok", 2))


class Quality(SQLJob):
    def quality(self, spec: str, status: int = 0) -> dict[str, Any]:
        return self.result("quality", spec, *INTERVAL, status=status)

    def test_every_expectation_has_both_of_its_answers(self) -> None:
        for expect, passes, fails in (
            ({"equals": 3}, 3, 4),
            ({"at_least": 3}, 3, 2),
            ({"at_most": 3}, 3, 4),
            ({"between": [0.1, 0.3]}, 0.3, 0.31),
        ):
            with self.subTest(expect=expect):
                self.quality(self.check(f"select {passes}", expect))
                self.quality(self.check(f"select {fails}", expect), status=1)

    def test_a_failed_warning_lets_the_task_succeed(self) -> None:
        result = self.quality(self.check("select 1", {"equals": 0}, severity="warning"))
        self.assertEqual(result["status"], "warning")

    def test_the_interval_is_bound_and_literals_stay_as_they_are(self) -> None:
        sql = (
            "select date_diff('hour', timestamp :from, :to::timestamp) "
            "+ (':from' = concat(':', 'from'))::int -- of :to\n"
        )
        result = self.quality(self.check(sql, {"equals": 3}))
        self.assertEqual(result["checks"][0]["value"], "3")

    def test_files_are_read_as_a_table(self) -> None:
        (self.folder / "raw.jsonl").write_text('{"id": "1"}\n{"id": "x"}\n')
        file = {"path": "$PLACE/raw.jsonl", "columns": {"id": "varchar"}}
        spec = self.spec(
            engine={"kind": "duckdb", "files": {"raw": file}},
            checks=[
                {
                    "name": "numbers",
                    "sql": "select count(try_cast(id as int)) from raw",
                    "expect": {"equals": 1},
                }
            ],
        )
        self.assertEqual(self.quality(spec)["status"], "ok")

    def test_a_query_without_a_number_is_an_error_not_a_failed_check(self) -> None:
        done = self.run_job(
            "quality", self.check("select null", {"equals": 0}), *INTERVAL, status=2
        )
        self.assertIn("check 'the check': the query returned None", done.stderr)

    def test_a_time_without_an_offset_is_refused(self) -> None:
        spec = self.check("select 1", {"equals": 1})
        arguments = ("--from", "2026-01-31T00:00:00", "--to", "2026-01-31T01:00:00Z")
        done = self.run_job("quality", spec, *arguments, status=2)
        self.assertIn("has no UTC offset", done.stderr)

    def test_text_that_is_no_time_never_reaches_the_query(self) -> None:
        spec = self.check("select 1", {"equals": 1})
        arguments = ("--from", "'; drop table orders; --", "--to", INTERVAL[3])
        done = self.run_job("quality", spec, *arguments, status=2)
        self.assertIn("is not an ISO 8601 time", done.stderr)


class Connections(SQLJob):
    def failure(self, kind: str, status: int = 2) -> str:
        engine = {"kind": kind, "uri_environment": "AIRFLOW_CONN_WAREHOUSE"}
        spec = self.spec(engine=engine, checks=[])
        return self.run_job("quality", spec, *INTERVAL, status=status).stderr

    def test_a_missing_variable_is_named(self) -> None:
        self.assertIn(
            "variable AIRFLOW_CONN_WAREHOUSE is not set", self.failure("postgres")
        )

    def test_no_message_shows_the_password_and_a_server_that_is_away_is_transient(
        self,
    ) -> None:
        fields = '{"host": "127.0.0.1", "port": 1, "login": "u", "password": "s3cr/t"}'
        for kind in ("clickhouse", "postgres"):
            for connection, status in (
                (f"{kind}://user:s3cr%2Ft@127.0.0.1:1/database", 75),
                (fields, 75),
                ("s3cr/t://[", 2),
            ):
                with self.subTest(kind=kind, connection=connection):
                    self.environment["AIRFLOW_CONN_WAREHOUSE"] = connection
                    message = self.failure(kind, status)
                    self.assertNotIn("s3cr", message)
                    self.assertIn("sql_job.py quality: ", message)


class Report(SQLJob):
    def test_a_report_shows_results_states_and_what_did_not_run(self) -> None:
        quality = {
            "status": "warning",
            "checks": [
                {
                    "name": "rows",
                    "status": "ok",
                    "value": "3",
                    "expected": "at least 1",
                },
                {
                    "name": "age",
                    "status": "warning",
                    "value": "9",
                    "expected": "at most 8",
                },
            ],
        }
        done = self.run_job(
            "report",
            *("--states", '{"spark": "success", "dbt": "upstream_failed"}'),
            *("--result", f"quality={json.dumps(quality)}"),
            *("--result", "spark=None"),
            *("--result", "dbt="),
            *("--result", "other=None"),
        )
        self.assertIn(
            "| quality | warning | 1 of 2 checks passed; age: 9, expected at most 8 |",
            done.stdout,
        )
        expected = {
            "job": "report",
            "status": "failed",
            "tasks": {
                "quality": "warning",
                "spark": "ok",
                "dbt": "upstream_failed",
                "other": "did not run",
            },
        }
        self.assertEqual(json.loads(done.stdout.splitlines()[-1]), expected)


if __name__ == "__main__":
    unittest.main()
