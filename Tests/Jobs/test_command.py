"""The command line of the runner: what it is called with, what it prints, how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import dagc_jobs
import duckdb
from layers import COLUMNS, INTERVAL, Layers, orders

PACKAGE = Path(dagc_jobs.__file__).parent


class Program(Layers):
    """Runs the package as a tree has it: the folder, by Python."""

    def setUp(self) -> None:
        super().setUp()
        self.environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        self.environment |= {"PLACE": str(self.folder), "AIRFLOW_HOME": str(self.folder / "home")}

    def program(self, *arguments: str, status: int = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, str(PACKAGE), *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            cwd=self.folder,
        )
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done

    def last(self, *arguments: str, status: int = 0) -> Any:
        return json.loads(self.program(*arguments, status=status).stdout.splitlines()[-1])


class Statements(Program):
    def statement(self, engine: dict[str, Any], *sql: Any, **fields: Any) -> str:
        return self.spec(engine=engine, sql=sql, **fields)

    def engine(self) -> dict[str, Any]:
        self.fill_batch(orders(count=3))
        return {"kind": "duckdb", "path": "$PLACE/batch.duckdb"}

    def ids(self) -> list[str]:
        with duckdb.connect(str(self.folder / "batch.duckdb"), read_only=True) as done:
            return [row[0] for row in done.sql("select order_id from orders order by 1").fetchall()]

    def test_changes_a_database_with_the_values_of_the_run(self) -> None:
        engine = self.engine()
        self.environment["VALUE_1"] = "o-1-000001"
        self.environment["VALUE_2"] = "it's; drop table orders"
        spec = self.statement(
            engine,
            "delete from orders where order_id <> '",
            {"environment": "VALUE_1"},
            "' or order_id = $word",
            parameters={"word": [{"environment": "VALUE_2"}]},
        )
        self.assertEqual(self.program("run", spec).stdout, "")
        self.assertEqual(self.ids(), ["o-1-000001"])

    def test_makes_a_database_that_is_not_there_yet(self) -> None:
        engine = {"kind": "duckdb", "path": "$PLACE/new.duckdb"}
        self.program("run", self.statement(engine, "create table a (b int); insert into a values (7)"))
        self.assertEqual(self.last("run", self.statement(engine, "from a", returns_rows=True)), [[7]])

    def test_changes_all_or_nothing(self) -> None:
        engine = self.engine()
        sql = "delete from orders; insert into nowhere values (1)"
        failed = self.program("run", self.statement(engine, sql), status=2)
        self.assertIn("nowhere", failed.stderr)
        self.assertEqual(len(self.ids()), 3)
        self.program("run", self.statement(engine, sql, commit="each"), status=2)
        self.assertEqual(self.ids(), [])

    def test_runs_in_a_clickhouse_inside_the_process(self) -> None:
        engine = self.fill_speed(orders(count=1))
        self.program("run", self.statement(engine, "insert into shop.orders values ('n', 'DE', 1, 0)"))
        sql = "select order_id from shop.orders order by order_id"
        rows = self.last("run", self.statement(engine, sql, returns_rows=True))
        self.assertEqual(rows, [["n"], ["o-1-000000"]])

    def test_leaves_servers_to_airflow(self) -> None:
        failed = self.program("run", self.statement({"kind": "postgres"}, "select 1"), status=2)
        self.assertIn("postgres is a server", failed.stderr)


class Ends(Program):
    def quality(self, **fields: Any) -> str:
        content = {
            "engine": self.fill_batch(orders(count=3)),
            "table": {"name": "orders", "columns": COLUMNS},
            "time": "ordered_at",
            "rules": [{"rule": "row_count", "at_least": 1}],
        }
        return self.spec(**{**content, **fields})

    def test_the_last_line_is_the_value_of_the_task(self) -> None:
        value = self.last("quality", self.quality(), *INTERVAL, "--run", "r", "--try", "2")
        self.assertEqual((value["status"], value["run_id"], value["score"]), ("ok", "r", "1"))
        self.assertEqual(value["page"], str(self.folder / "home/results/p/t/r.html"))

    def test_a_query_for_truth_is_a_check(self) -> None:
        for sql, status in (("select true", 0), ("select 1, false", 1), ("select null", 1)):
            with self.subTest(sql=sql):
                rule = {"rule": "custom", "name": "answers true", "sql": [sql], "expects": "truth"}
                spec = self.spec(engine={"kind": "duckdb"}, rules=[rule])
                self.program("quality", spec, status=status)

    def test_a_time_without_an_offset_is_refused(self) -> None:
        arguments = ("--from", "2026-01-31T00:00:00", "--to", "2026-01-31T01:00:00Z")
        done = self.program("quality", self.quality(), *arguments, status=2)
        self.assertIn("has no UTC offset", done.stderr)

    def test_text_that_is_no_time_never_reaches_a_query(self) -> None:
        arguments = ("--from", "'; drop table orders; --", "--to", INTERVAL[3])
        done = self.program("quality", self.quality(), *arguments, status=2)
        self.assertIn("is not an ISO 8601 time", done.stderr)

    def test_a_spec_of_another_version_is_refused(self) -> None:
        done = self.program("quality", self.quality(version=1), *INTERVAL, status=2)
        self.assertIn("has version 1, this runner reads version 2", done.stderr)


class Connections(Program):
    def failure(self, kind: str, status: int = 2) -> str:
        engine = {"kind": kind, "uri_environment": "SECRET_WAREHOUSE"}
        spec = self.spec(engine=engine, table={"name": "orders", "columns": COLUMNS}, rules=[])
        done = self.program("quality", spec, *INTERVAL, status=status)
        return done.stdout + done.stderr

    def test_a_missing_variable_is_named(self) -> None:
        self.assertIn("variable SECRET_WAREHOUSE is not set", self.failure("postgres"))

    def test_no_message_shows_the_password_and_a_server_that_is_away_is_transient(self) -> None:
        fields = '{"host": "127.0.0.1", "port": 1, "login": "u", "password": "s3cr/t"}'
        for kind in ("clickhouse", "postgres"):
            for connection, status in (
                (f"{kind}://user:s3cr%2Ft@127.0.0.1:1/database", 75),
                (fields, 75),
                ("s3cr/t://[", 2),
            ):
                with self.subTest(kind=kind, connection=connection):
                    self.environment["SECRET_WAREHOUSE"] = connection
                    message = self.failure(kind, status)
                    self.assertNotIn("s3cr", message)
                    self.assertIn("dagc_jobs quality: ", message)
