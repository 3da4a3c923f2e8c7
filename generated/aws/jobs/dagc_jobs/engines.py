"""The engines that jobs ask: how each is opened, asked and described."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import Any

from dagc_jobs.connections import Connection
from dagc_jobs.dialects import DIALECTS, SQL, ColumnType, Dialect
from dagc_jobs.errors import JobError, exit_status, first_line
from dagc_jobs.values import expanded

Rows = list[Sequence[Any]]
Specification = Mapping[str, Any]

# What is open until the program ends.
RESOURCES = ExitStack()

READERS = {"jsonl": "json", "json": "json", "csv": "csv", "parquet": "parquet"}


class Engine:
    """An open engine. `moved` counts the rows that came over from it."""

    def __init__(
        self,
        kind: str,
        ask: Callable[[str], Rows],
        change: Callable[[str], object] | None = None,
        is_files: bool = False,
    ) -> None:
        self.kind = kind
        self.dialect: Dialect = DIALECTS[kind]
        self.is_files = is_files
        self.moved = 0
        self.statements: list[str] = []
        self._ask = ask
        self._change = change or ask

    def rows(self, sql: SQL, subject: str) -> Rows:
        """The rows that answer a query; `subject` is whom an error is about."""
        self.statements.append(sql)
        try:
            found = self._ask(sql)
        except Exception as error:
            message = f"{subject}: the query failed: {first_line(error)}"
            raise QueryFailed(message, sql, exit_status(error)) from None
        self.moved += len(found)
        return found

    def change(self, sql: SQL, subject: str) -> None:
        """Runs a statement for its effect."""
        self.statements.append(sql)
        try:
            self._change(sql)
        except Exception as error:
            message = f"{subject}: the statement failed: {first_line(error)}"
            raise QueryFailed(message, sql, exit_status(error)) from None

    def columns(self, table: str) -> dict[str, ColumnType]:
        """What a table's columns are, in their order."""
        dialect = self.dialect
        described = self.rows(dialect.describe(dialect.path(table)), f"table {table}")
        result: dict[str, ColumnType] = {}
        for row in described:
            name, words = str(row[0]), str(row[1])
            # Spark lists partitions after an empty name.
            if not name or name.startswith("#"):
                break
            result[name] = dialect.column_type(words)
        return result


class QueryFailed(JobError):
    """An engine refused a query, which is kept for the log."""

    def __init__(self, message: str, sql: str, status: int) -> None:
        super().__init__(message, status)
        self.sql = sql


def module(name: str, package: str) -> Any:
    try:
        return __import__(name, fromlist=["_"])
    except ImportError as error:
        raise JobError(
            f"the Python package {package} cannot be imported ({error}): install it where the task runs"
        ) from None


def existing(path: str) -> str:
    result = expanded(path)
    if not Path(result).exists():
        raise JobError(f"{result} does not exist: has the task that writes it run?")
    return result


def open_duckdb(engine: Specification, writes: bool) -> Engine:
    duckdb = module("duckdb", "duckdb")
    files = engine.get("files", {})
    if "path" not in engine:
        database = duckdb.connect()
    elif writes:
        database = duckdb.connect(expanded(engine["path"]))
    else:
        database = duckdb.connect(existing(engine["path"]), read_only=True)
    prepare_duckdb(database, files)
    return Engine("duckdb", lambda sql: fetched(database.execute(sql)), is_files=bool(files))


def fetched(result: Any) -> Rows:
    rows: Rows = result.fetchall() if result.description else []
    return rows


def prepare_duckdb(database: Any, files: Mapping[str, Any]) -> None:
    RESOURCES.callback(database.close)
    database.execute("set TimeZone = 'UTC'")
    for name, file in files.items():
        database.execute(file_view(database, name, expanded(file["path"])))


def file_view(database: Any, name: str, path: str) -> SQL:
    """A view over files. Formats without types are read as text, column by column.

    The columns are those that the files have, found in all of their rows: a column that
    was renamed in one of many files is there under both names.
    """
    dialect = DIALECTS["duckdb"]
    reader = READERS.get(path.rsplit(".", 1)[-1])
    if reader is None:
        raise JobError(f"{path}: files end in one of .{', .'.join(READERS)}")
    literal = dialect.text(path)
    source = f"read_parquet({literal}, union_by_name = true)"
    if reader == "csv":
        source = f"read_csv({literal}, header = true, all_varchar = true, union_by_name = true)"
    elif reader == "json":
        looked = f"read_json({literal}, sample_size = -1, maximum_depth = 1)"
        try:
            names = [str(row[0]) for row in database.execute(f"describe select * from {looked}").fetchall()]
        except Exception as error:
            raise JobError(f"{path}: {first_line(error)}") from None
        columns = ", ".join(f"{dialect.name_of(column)}: 'varchar'" for column in names)
        source = f"read_json({literal}, columns = {{{columns}}})"
    return SQL(f"create view {dialect.path(name)} as select * from {source}")


def open_chdb(engine: Specification, writes: bool) -> Engine:
    session = module("chdb.session", "chdb")
    path = expanded(engine["path"]) if writes else existing(engine["path"])
    database = session.Session(path)
    RESOURCES.callback(database.close)
    settings = (
        "SETTINGS output_format_json_quote_64bit_integers = 1, "
        "output_format_json_quote_decimals = 1, "
        "output_format_json_quote_denormals = 1"
    )

    def rows(sql: str) -> Rows:
        result = database.query(f"{sql}\n{settings}", "JSONCompact")
        found: Rows = json.loads(result.bytes(), parse_float=Decimal)["data"]
        return found

    return Engine("chdb", rows, database.query)


def open_fakesnow(engine: Specification, writes: bool) -> Engine:
    fakesnow = module("fakesnow", "fakesnow")
    connector = module("snowflake.connector", "snowflake-connector-python")
    RESOURCES.enter_context(fakesnow.patch(db_path=existing(engine["path"])))
    database = connector.connect(database=engine["database"], schema=engine.get("schema", "PUBLIC"))
    return Engine("fakesnow", cursor_rows(database))


def open_clickhouse(engine: Specification, writes: bool) -> Engine:
    clickhouse = module("clickhouse_connect", "clickhouse-connect")
    connection = Connection(engine["uri_environment"], "the clickhouse engine")
    secure = str(connection.extra.get("secure", "")).lower() in ("1", "true")
    client = clickhouse.get_client(
        host=connection.host,
        port=connection.port or 0,
        username=connection.login,
        password=connection.password or "",
        database=connection.schema or "__default__",
        secure=secure,
    )

    def rows(sql: str) -> Rows:
        found: Rows = client.query(sql).result_rows
        return found

    return Engine("clickhouse", rows, client.command)


def open_postgres(engine: Specification, writes: bool) -> Engine:
    psycopg2 = module("psycopg2", "psycopg2-binary")
    connection = Connection(engine["uri_environment"], "the postgres engine")
    access = "" if writes else " -c default_transaction_read_only=on"
    database = psycopg2.connect(
        host=connection.host,
        port=connection.port or 5432,
        user=connection.login,
        password=connection.password,
        dbname=connection.schema,
        sslmode=connection.extra.get("sslmode", "prefer"),
        options=f"-c timezone=UTC{access}",
    )
    # A statement that fails must not spoil those after it.
    database.autocommit = True
    return Engine("postgres", cursor_rows(database))


def open_snowflake(engine: Specification, writes: bool) -> Engine:
    connector = module("snowflake.connector", "snowflake-connector-python")
    connection = Connection(engine["uri_environment"], "the snowflake engine", needs_host=False)
    names = ("account", "warehouse", "database", "role", "region", "private_key_file")
    options = {name: connection.extra.get(name) for name in names}
    options = {name: value for name, value in options.items() if value}
    if connection.password and "private_key_file" in options:
        options["private_key_file_pwd"] = connection.password
    elif connection.password:
        options["password"] = connection.password
    database = connector.connect(
        user=connection.login,
        schema=connection.schema,
        session_parameters={"TIMEZONE": "UTC"},
        **options,
    )
    return Engine("snowflake", cursor_rows(database))


def open_spark(engine: Specification, writes: bool) -> Engine:
    """Spark inside the process, over the files of tables."""
    sql = module("pyspark.sql", "pyspark")
    builder = sql.SparkSession.builder.master(engine.get("master", "local[*]"))
    for key, value in {
        "spark.sql.session.timeZone": "UTC",
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "8",
    }.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    RESOURCES.callback(session.stop)
    dialect = DIALECTS["spark"]
    for name, file in engine.get("files", {}).items():
        path = expanded(file["path"])
        reader = READERS[path.rsplit(".", 1)[-1]]
        frame = session.read
        if reader == "csv":
            frame = frame.option("header", "true")
        if reader == "json":
            frame = frame.option("primitivesAsString", "true")
        frame.format(reader).load(path).createOrReplaceTempView(dialect.name_of(name))

    def rows(text: str) -> Rows:
        return [tuple(row) for row in session.sql(text).collect()]

    return Engine("spark", rows, is_files=True)


def cursor_rows(database: Any) -> Callable[[str], Rows]:
    RESOURCES.callback(database.close)

    def rows(sql: str) -> Rows:
        with database.cursor() as cursor:
            cursor.execute(sql)
            found: Rows = cursor.fetchall() if cursor.description else []
            return found

    return rows


ENGINES: dict[str, Callable[[Specification, bool], Engine]] = {
    "chdb": open_chdb,
    "clickhouse": open_clickhouse,
    "duckdb": open_duckdb,
    "fakesnow": open_fakesnow,
    "postgres": open_postgres,
    "snowflake": open_snowflake,
    "spark": open_spark,
}


def opened(engine: Specification, writes: bool = False) -> Engine:
    """The engine of a spec, read-only unless the job changes something there."""
    kind = engine.get("kind")
    if kind not in ENGINES:
        raise JobError(f"unknown engine {kind!r}: one of {', '.join(ENGINES)}")
    try:
        return ENGINES[kind](engine, writes)
    except (JobError, KeyError):
        raise
    except Exception as error:
        message = f"cannot open the {kind} engine: {first_line(error)}"
        raise JobError(message, exit_status(error)) from None
