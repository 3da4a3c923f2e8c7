"""The same statements on every engine, with names and values that look like SQL, give the same answers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import sqlglot
from dagc_jobs.dialects import DIALECTS, SQL, Aliases, Dialect
from dagc_jobs.differences import digest
from dagc_jobs.engines import Engine
from dagc_jobs.sides import Side, common_forms
from dagc_jobs.tables import Declared, Table
from dagc_jobs.values import UTC, Interval

# Names that no author should have to avoid.
TABLE = 'fct; drop table "x" --'
KEY, TEXT, AMOUNT, FLAG, DAY, TIME = (
    "order",
    "us'er",
    "rows",
    'se"lect',
    "da`y",
    "v_0 \\ t",
)
TYPES = {
    KEY: "text",
    TEXT: "text",
    AMOUNT: "decimal",
    FLAG: "boolean",
    DAY: "date",
    TIME: "timestamp",
}
HOSTILE = [
    "it's",
    'say "x"',
    "back\\slash",
    "`tick`",
    "-- no comment",
    "/* */",
    "line\nbreak",
    "tab\t",
    "null",
    "n",
    "",
    " ",
    "é",
    "e\u0301",
    "日本",
    "%s %(x)s :from ? $1 {{ x }}",
    "\x1fs",
    "a\x1fe",
    "'; drop table x; --",
    "\\'",
    "\\\\",
]
START, END = datetime(2026, 1, 31, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)


def rows() -> list[tuple[Any, ...]]:
    """A row of every hostile text, as key and as value, and rows of nulls."""
    result: list[tuple[Any, ...]] = []
    for index, text in enumerate(HOSTILE):
        time = datetime(2026, 1, 31, index, 59, 59, 123456)
        result.append(
            (
                f"{index}{text}",
                text,
                f"{index - 5}.{index:02}",
                index % 2 == 0,
                f"2026-01-{index + 1:02}",
                time,
            )
        )
    result.append(("nothing", None, None, None, None, datetime(2026, 1, 31, 23)))
    result.append(("outside", "x", "1.00", True, "2026-01-01", datetime(2026, 2, 1)))
    result.append(
        (
            "large",
            "x",
            "90071992547409.93",
            True,
            "1969-12-31",
            datetime(2026, 1, 31, 23, 59, 59, 999999),
        )
    )
    return result


def literal(dialect: Dialect, column: str, value: Any) -> SQL:
    """A value in the words of a dialect, as its quoting has it."""
    if value is None:
        return SQL("null")
    kind = TYPES[column]
    if kind == "text":
        return dialect.text(value)
    if kind == "boolean":
        return SQL("true" if value else "false")
    if kind == "date":
        return dialect.cast(dialect.text(value), "date") if dialect.name != "clickhouse" else dialect.text(value)
    if kind == "timestamp":
        return dialect.instant(value.replace(tzinfo=timezone.utc))
    return SQL(f"cast('{value}' as decimal(18, 2))") if dialect.name != "clickhouse" else dialect.text(value)


def fill(
    dialect: Dialect,
    execute: Callable[[str], Any],
    types: dict[str, str],
    suffix: str = "",
) -> None:
    fields = ", ".join(f"{dialect.name_of(name)} {types[kind]}" for name, kind in TYPES.items())
    table = dialect.path(TABLE)
    execute(f"create table {table} ({fields}) {suffix}")
    values = ", ".join(
        f"({', '.join(literal(dialect, column, cell) for column, cell in zip(TYPES, row, strict=True))})"
        for row in rows()
    )
    execute(f"insert into {table} values {values}")


def nullable(kind: str) -> str:
    return f"Nullable({kind})"


class PostgreSQL:
    """A server of Debian's package, in a folder of its own, on a socket."""

    programs = Path("/usr/lib/postgresql/15/bin")

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        self.run(
            "initdb",
            "-D",
            str(self.data),
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-A",
            "trust",
            "-U",
            "postgres",
            "-N",
        )
        self.run(
            "pg_ctl",
            "-D",
            str(self.data),
            "-w",
            "-l",
            str(folder / "log"),
            "-o",
            f"-k {folder} -c listen_addresses= -F",
            "start",
        )

    def run(self, program: str, *arguments: str) -> None:
        # The server refuses to run as root.
        user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
        subprocess.run(
            [*user, self.programs / program, *arguments],
            check=True,
            capture_output=True,
            cwd="/",
        )

    def stop(self) -> None:
        self.run("pg_ctl", "-D", str(self.data), "-m", "immediate", "stop")


class Engines:
    """Every engine, open and filled with the same rows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.closing: list[Callable[[], Any]] = []
        self.engines = {
            "duckdb": self.duckdb(),
            "chdb": self.chdb(),
            "fakesnow": self.fakesnow(),
            "spark": self.spark(),
        }
        if PostgreSQL.programs.exists():
            self.engines["postgres"] = self.postgres()

    def duckdb(self) -> Engine:
        import duckdb

        database = duckdb.connect()
        database.execute("set TimeZone = 'UTC'")
        types = {
            "text": "varchar",
            "decimal": "decimal(18, 2)",
            "boolean": "boolean",
            "date": "date",
            "timestamp": "timestamp",
        }
        fill(DIALECTS["duckdb"], database.execute, types)
        return Engine("duckdb", lambda sql: database.execute(sql).fetchall())

    def chdb(self) -> Engine:
        from dagc_jobs.engines import open_chdb

        (self.folder / "chdb").mkdir()
        engine = open_chdb({"kind": "chdb", "path": str(self.folder / "chdb")}, True)
        types = {
            "text": nullable("String"),
            "decimal": nullable("Decimal(18, 2)"),
            "boolean": nullable("Bool"),
            "date": nullable("Date32"),
            "timestamp": "DateTime64(6, 'UTC')",
        }
        fill(
            engine.dialect,
            lambda sql: engine.change(SQL(sql), "fill"),
            types,
            "engine = MergeTree order by tuple()",
        )
        return engine

    def fakesnow(self) -> Engine:
        import fakesnow
        import snowflake.connector

        patch = fakesnow.patch(create_database_on_connect=True, create_schema_on_connect=True)
        patch.__enter__()
        self.closing.append(lambda: patch.__exit__(None, None, None))
        database = snowflake.connector.connect(database="LAKE", schema="PUBLIC")
        types = {
            "text": "varchar",
            "decimal": "decimal(18, 2)",
            "boolean": "boolean",
            "date": "date",
            "timestamp": "timestamp",
        }
        # Its own bookkeeping of texts does not quote names, so the table is made behind its back.
        with database.cursor() as cursor:
            inner = cursor._duck_conn
            fill(DIALECTS["duckdb"], inner.execute, types)
        # What it lacks of Snowflake, and under the name that it makes of the first.
        for macro in (
            "m_d5_number_upper64(t) as cast('0x' || substr(md5(t), 1, 16) as ubigint)::decimal(38, 0)",
            "try_to_timestamp_tz(t) as try_cast(t as timestamptz)",
        ):
            inner.execute(f"create macro lake.public.{macro}")

        def ask(sql: str) -> list[Any]:
            with database.cursor() as cursor:
                return cursor.execute(sql).fetchall()

        return Engine("fakesnow", ask)

    def spark(self) -> Engine:
        from dagc_jobs.engines import open_spark

        os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
        engine = open_spark({"kind": "spark", "master": "local[2]"}, True)
        dialect = engine.dialect
        columns = ", ".join(dialect.name_of(name) for name in TYPES)
        values = ", ".join(
            f"({', '.join(literal(dialect, column, cell) for column, cell in zip(TYPES, row, strict=True))})"
            for row in rows()
        )
        engine.change(
            SQL(f"create temporary view {dialect.path(TABLE)} as select * from values {values} as t ({columns})"),
            "fill",
        )
        return engine

    def postgres(self) -> Engine:
        import psycopg2

        folder = Path(tempfile.mkdtemp(prefix="pg"))
        folder.chmod(0o755)
        server = PostgreSQL(folder)
        database = psycopg2.connect(
            host=str(folder),
            user="postgres",
            dbname="postgres",
            options="-c timezone=UTC",
        )
        database.autocommit = True
        types = {
            "text": "text",
            "decimal": "numeric(18, 2)",
            "boolean": "boolean",
            "date": "date",
            "timestamp": "timestamptz",
        }
        with database.cursor() as cursor:
            fill(DIALECTS["postgres"], cursor.execute, types)

        def ask(sql: str) -> list[Any]:
            with database.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchall()

        def close() -> None:
            database.close()
            server.stop()
            shutil.rmtree(folder)

        self.closing.append(close)
        return Engine("postgres", ask)

    def close(self) -> None:
        for close in reversed(self.closing):
            close()


def side(engine: Engine, name: str = "speed") -> Side:
    """A layer of a reconciliation on an engine that is open already."""
    columns = [{"name": column, "type": kind} for column, kind in TYPES.items()]
    result = Side.__new__(Side)
    result.name, result.engine, result.dialect = name, engine, engine.dialect
    result.table = Table(engine, Declared.of({"name": TABLE, "columns": columns}))
    result.time, result.keys, result.columns = TIME, [KEY, TEXT], [AMOUNT, FLAG, DAY]
    result.sums, result.grain, result.forms = [AMOUNT], "hour", {}
    return result


class SameAnswers(unittest.TestCase):
    engines: Engines

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        cls.engines = Engines(Path(cls.folder.name))
        cls.sides = {name: side(engine) for name, engine in cls.engines.engines.items()}
        cls.forms = common_forms(cls.sides["duckdb"], cls.sides["chdb"])
        for one in cls.sides.values():
            one.forms = cls.forms

    @classmethod
    def tearDownClass(cls) -> None:
        cls.engines.close()
        cls.folder.cleanup()

    def same(self, ask: Callable[[Side], Any]) -> Any:
        answers = {name: ask(one) for name, one in self.sides.items()}
        expected = answers["duckdb"]
        for name, answer in answers.items():
            with self.subTest(engine=name):
                self.assertEqual(answer, expected)
        return expected

    def test_columns_are_known_with_their_types(self) -> None:
        self.same(lambda one: [(name, one.table.type_of(name).kind) for name in TYPES if name != AMOUNT])

    def test_windows_agree_in_counts_sums_times_and_hashes(self) -> None:
        windows = self.same(lambda one: one.windows(Interval(START, END)))
        self.assertEqual(sum(window.digest.rows for window in windows.values()), len(rows()) - 1)

    def test_rows_agree_to_the_last_character(self) -> None:
        found = self.same(lambda one: sorted(one.rows([Interval(START, END)], []), key=lambda row: row.key))
        self.assertEqual(
            {row.key[0] for row in found},
            {"v" + row[0].replace("\x1f", "\x1fe") for row in rows()} - {"voutside"},
        )

    def test_buckets_agree(self) -> None:
        span = [Interval(START, END)]
        buckets = self.same(lambda one: one.buckets(span, [], 2))
        self.same(lambda one: one.buckets(span, sorted(buckets)[:3], 4))

    def test_a_key_is_found_by_the_hash_that_python_makes_of_it(self) -> None:
        (row,) = (row for row in self.sides["duckdb"].rows([Interval(START, END)], []) if "日本" in row.key[0])
        found = self.same(lambda one: one.elsewhere([digest(row.key)], Interval(START, END)))
        self.assertEqual(found, [row])

    def test_the_newest_row_and_counts_agree(self) -> None:
        self.same(
            lambda one: (
                one.newest(Interval(START, END)),
                one.count(Interval(START, END)),
            )
        )

    def test_texts_are_read_alike(self) -> None:
        texts = {
            "timestamp": [
                "2026-01-31T00:30:00+01:00",
                "2026-01-31 00:30:00",
                "2026-01-31T00:30:00.25Z",
                "2026-01-31T00:30",
                "2026-01-31",
                "yesterday",
                "",
            ],
            "decimal": ["1.50", "-2", " 7 ", "12,50", "n/a", ""],
            "integer": ["15", "-2", "+5", "1700000000000000000", "9223372036854775808", "x", ""],
            "boolean": ["true", "False", "1", "maybe"],
            "date": ["2026-01-31", "2024-02-29", "2026-13-31", "x"],
        }
        for kind, values in texts.items():
            for text in values:
                with self.subTest(kind=kind, text=text):
                    self.same(lambda one, kind=kind, text=text: self.read(one, kind, text))

    def test_texts_that_some_engine_would_take_for_a_value_are_none_on_all(self) -> None:
        texts = {
            "timestamp": ["10:00", "2026", "25:00:00", "1700000000", "2026-01-31 25:00:00", "2026-02-30 10:00:00"],
            "decimal": ["1e3", "NaN", "1_000"],
            "float": ["NaN", "inf"],
            "integer": ["1.5", "0x10", "1_000", "1e3"],
            "boolean": ["yes", "on"],
            "date": ["2026-02-30", "2025-02-29", "1900-02-29", "20260131", "2026-1-3"],
        }
        for kind, values in texts.items():
            for text in values:
                with self.subTest(kind=kind, text=text):
                    self.assertEqual(self.same(lambda one, kind=kind, text=text: self.read(one, kind, text)), "n")

    def read(self, one: Side, kind: Any, text: str) -> str:
        dialect = one.dialect
        source = dialect.derived(SQL(f"select {dialect.named(dialect.text(text), 'raw')}"), "t")
        parsed = dialect.parsed(dialect.name_of("raw"), kind)
        value = dialect.select([dialect.canonical(parsed, kind, 6)], source)
        ((cell,),) = one.engine.rows(value, "text")
        return cell

    def test_every_literal_comes_back_as_it_was(self) -> None:
        for text in HOSTILE:
            with self.subTest(text=text):
                self.same(lambda one, text=text: one.engine.rows(SQL(f"select {one.dialect.text(text)}"), "text")[0][0])

    def test_every_statement_is_one_statement_to_another_reader(self) -> None:
        readers = {"chdb": "clickhouse", "fakesnow": "snowflake"}
        for name, engine in self.engines.engines.items():
            for sql in engine.statements:
                if sql.startswith("select"):
                    with self.subTest(engine=name, sql=sql[:60]):
                        self.assertEqual(len(sqlglot.parse(sql, read=readers.get(name, name))), 1)


class Names(unittest.TestCase):
    def test_an_alias_is_never_that_of_a_column(self) -> None:
        aliases = Aliases(["V_0", "v_1", "rows"])
        self.assertEqual([aliases.next("v") for _ in range(2)], ["v_2", "v_3"])

    def test_names_that_snowflake_keeps_in_capitals_are_found(self) -> None:
        self.assertEqual(DIALECTS["snowflake"].path("marts.fct_orders"), '"MARTS"."FCT_ORDERS"')
        self.assertEqual(DIALECTS["snowflake"].path("Fct Orders"), '"Fct Orders"')


if __name__ == "__main__":
    sys.exit(unittest.main())
