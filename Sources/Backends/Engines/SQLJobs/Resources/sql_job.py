"""Run a SQL job that dagc compiled: checks, a reconciliation, statements, or a report.

    sql_job.py quality   SPEC --from TIME --to TIME
    sql_job.py reconcile SPEC --from TIME --to TIME
    sql_job.py run       SPEC
    sql_job.py report    [--title TEXT] [--states JSON] [--result NAME=VALUE]...

SPEC is a JSON file; its SQL is already in the dialect of its engine. TIME is ISO 8601
with a UTC offset. Lines for people come first, and the last line on stdout is one JSON
object, which a BashOperator pushes as its XCom value. Exit status: 0 done; 1 a check of
severity "error" failed or a discrepancy is critical; 2 the job could not be run; 71 it
could not for lack of memory or disk; 75 it could not reach its engine, and may later.

In SQL, :from and :to stand for the ends of the interval [from, to) as quoted UTC text,
'2026-01-31 02:00:00'; the SQL says the type: timestamp :from, toDateTime(:from, 'UTC').
Nothing else is substituted. SQL may also be a list of parts, which are joined and stay
as they are; the part {"environment": "NAME"} is the value of a variable. DuckDB,
PostgreSQL and Snowflake sessions run in UTC; ClickHouse SQL names its time zone.

A quality spec. Each SQL text returns one number, and "expect" holds one key:

    {"version": 1, "pipeline": "orders", "task": "data_quality_check", "engine": ENGINE,
     "checks": [{"name": "has rows", "sql": "select count(*) from raw_orders",
                 "expect": {"at_least": 1}, "severity": "error"}]}

    expect: {"equals": n} | {"at_least": n} | {"at_most": n} | {"between": [low, high]}
    severity: "error" (the default) | "warning"

A reconciliation spec. Each SQL text returns one row a window: its start in seconds
since 1970, the measures in the given order (the first is the row count), and the
fingerprint, a hash of the window's keys, when the spec names one:

    {"version": 1, "pipeline": "orders", "task": "lambda_reconciliation",
     "speed": {"engine": ENGINE, "sql": "..."},
     "batch": {"engine": ENGINE, "sql": "..."},
     "measures": ["orders", "amount"], "fingerprint": "keys",
     "warn_percent": 1, "critical_percent": 10}

A difference is |speed - batch| / max(|batch|, 1) * 100, in decimals. A window that
only one side has differs by 100 %. The status is "critical" or "warning" above the
respective percentage. Equal measures with unequal fingerprints, and no window on either
side, are a "warning".

A run spec is SQL for an engine inside the process, for its effect or for its rows,
which are the JSON on the last line. All is one transaction, unless each commits:

    {"version": 1, "pipeline": "orders", "task": "publish", "engine": ENGINE,
     "sql": ["delete from mart where day = $day"], "parameters": {"day": "2026-01-31"},
     "commit": "each", "returns_rows": true}

ENGINE is one of these; $NAME and ${NAME} in a path come from the environment:

    {"kind": "duckdb", "path": "$WAREHOUSE"}            read-only but for a run
    {"kind": "duckdb", "files": {"raw_orders": {        a view over files, in memory:
        "path": "$LAKE/orders/*.jsonl",                 .jsonl .json .csv .parquet
        "columns": {"order_id": "varchar"}}}}           optional, for JSON and CSV
    {"kind": "chdb", "path": "$SPEED"}                  ClickHouse inside the process
    {"kind": "fakesnow", "path": "$FOLDER", "database": "LAKE", "schema": "PUBLIC"}
    {"kind": "clickhouse" | "postgres" | "snowflake", "uri_environment": "NAME"}

The variable of "uri_environment" holds an Airflow connection, as a URI or as JSON.
Give it a user who may only read.

The report takes what the tasks before it left: --result is a task's XCom value, and
--states the states of tasks, {"spark_batch_job": "success"}. A task without a value is
shown with its state, or as "did not run". The exit status of a report is always 0.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

Rows = list[Sequence[Any]]
Query = Callable[[str], Rows]
Window = dict[str, Decimal]

PRINTED_DISCREPANCIES = 50

# What is open until the program ends.
RESOURCES = ExitStack()

# What no message may show.
SECRETS: set[str] = set()


class JobError(Exception):
    """The job cannot be run: what happened, where, and what to do."""

    def __init__(self, message: str, status: int = 2) -> None:
        super().__init__(message)
        self.status = status


# Errors of the engines by their classes' names, with the codes of sysexits.h: EX_OSERR
# for what lacks resources, EX_TEMPFAIL for what another try may not meet again.
LACKING = {"InsufficientResources", "MemoryError", "OutOfMemoryException"}
PASSING = {"ConnectionError", "InterfaceError", "OperationalError", "TimeoutError"}


def exit_status(error: Exception) -> int:
    names = {kind.__name__ for kind in type(error).__mro__}
    return 71 if names & LACKING else 75 if names & PASSING else 2


# Parameters


def instant(text: str) -> datetime:
    """The UTC time of an ISO 8601 text, which must carry its offset."""
    try:
        time = datetime.fromisoformat(text.strip())
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not an ISO 8601 time such as 2026-01-31T02:00:00+00:00"
        ) from None
    if time.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{text!r} has no UTC offset: append +00:00")
    return time.astimezone(UTC)


# Literals, quoted names and comments are matched first, so that they stay as they are.
PLACEHOLDER = re.compile(
    r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`|--[^\n]*|/\*.*?\*/"
    r"|(?<![:\w]):(?P<name>from|to)\b",
    re.DOTALL,
)


def bind(sql: str, start: datetime | None, end: datetime | None) -> str:
    times = {"from": start, "to": end}

    def literal(found: re.Match[str]) -> str:
        if not found["name"]:
            return found[0]
        time = times[found["name"]]
        if time is None:
            raise JobError(f"the SQL asks for :{found['name']}: give --from and --to")
        return f"'{time.replace(tzinfo=None).isoformat(sep=' ')}'"

    return PLACEHOLDER.sub(literal, sql)


def completed(
    sql: str | Sequence[Any], start: datetime | None, end: datetime | None
) -> str:
    """SQL with all that a run knows: the ends of its interval, or its values."""
    return bind(sql, start, end) if isinstance(sql, str) else joined(sql)


def joined(parts: Sequence[Any]) -> str:
    """The text that a spec left open in parts."""
    return "".join(
        part if isinstance(part, str) else variable(part["environment"])
        for part in parts
    )


def variable(name: str) -> str:
    if name not in os.environ:
        raise JobError(
            f"the environment variable {name} is not set where the task runs"
        )
    return os.environ[name]


def expanded(path: str) -> str:
    result = os.path.expandvars(path)
    missing = re.search(r"\$\{?(\w+)\}?", result)
    if missing:
        raise JobError(
            f"path {path}: the environment variable {missing[1]} is not set: "
            "set it where the task runs"
        )
    return result


# Engines


def module(name: str, package: str) -> Any:
    try:
        return __import__(name, fromlist=["_"])
    except ImportError as error:
        raise JobError(
            f"the Python package {package} cannot be imported ({error}): "
            "install it where the task runs"
        ) from None


def existing(path: str) -> str:
    result = expanded(path)
    if not Path(result).exists():
        raise JobError(f"{result} does not exist: has the task that writes it run?")
    return result


def open_duckdb(engine: Mapping[str, Any]) -> Query:
    duckdb = module("duckdb", "duckdb")
    if "path" in engine:
        database = duckdb.connect(existing(engine["path"]), read_only=True)
    else:
        database = duckdb.connect()
    prepare_duckdb(database, engine)
    return lambda sql: database.execute(sql).fetchall()


def prepare_duckdb(database: Any, engine: Mapping[str, Any]) -> None:
    RESOURCES.callback(database.close)
    database.execute("SET TimeZone = 'UTC'")
    for name, file in engine.get("files", {}).items():
        database.execute(file_view(name, file))


def file_view(name: str, file: Mapping[str, Any]) -> str:
    path = expanded(file["path"])
    readers = {"jsonl": "json", "json": "json", "csv": "csv", "parquet": "parquet"}
    reader = readers.get(path.rsplit(".", 1)[-1])
    if reader is None:
        raise JobError(f"{path}: files end in one of .{', .'.join(readers)}")
    columns = ", ".join(
        f"{quoted(column)}: {quoted(kind)}"
        for column, kind in file.get("columns", {}).items()
    )
    options = f", columns = {{{columns}}}" if columns else ""
    view = '"' + name.replace('"', '""') + '"'
    source = f"read_{reader}({quoted(path)}{options})"
    return f"CREATE VIEW {view} AS SELECT * FROM {source}"


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def open_chdb(engine: Mapping[str, Any]) -> Query:
    session = module("chdb.session", "chdb")
    database = session.Session(existing(engine["path"]))
    RESOURCES.callback(database.close)
    settings = (
        "SETTINGS output_format_json_quote_64bit_integers = 1, "
        "output_format_json_quote_decimals = 1"
    )

    def rows(sql: str) -> Rows:
        result = database.query(f"{sql}\n{settings}", "JSONCompact")
        return json.loads(result.bytes(), parse_float=Decimal)["data"]

    return rows


def open_fakesnow(engine: Mapping[str, Any]) -> Query:
    fakesnow = module("fakesnow", "fakesnow")
    connector = module("snowflake.connector", "snowflake-connector-python")
    RESOURCES.enter_context(fakesnow.patch(db_path=existing(engine["path"])))
    database = connector.connect(
        database=engine["database"], schema=engine.get("schema", "PUBLIC")
    )
    return cursor_rows(database)


def open_clickhouse(engine: Mapping[str, Any]) -> Query:
    clickhouse = module("clickhouse_connect", "clickhouse-connect")
    connection = Connection(engine)
    secure = str(connection.extra.get("secure", "")).lower() in ("1", "true")
    client = clickhouse.get_client(
        host=connection.host,
        port=connection.port or 0,
        username=connection.login,
        password=connection.password or "",
        database=connection.schema or "__default__",
        secure=secure,
    )
    return lambda sql: client.query(sql).result_rows


def open_postgres(engine: Mapping[str, Any]) -> Query:
    psycopg2 = module("psycopg2", "psycopg2-binary")
    connection = Connection(engine)
    database = psycopg2.connect(
        host=connection.host,
        port=connection.port or 5432,
        user=connection.login,
        password=connection.password,
        dbname=connection.schema,
        sslmode=connection.extra.get("sslmode", "prefer"),
        options="-c timezone=UTC -c default_transaction_read_only=on",
    )
    return cursor_rows(database)


def open_snowflake(engine: Mapping[str, Any]) -> Query:
    connector = module("snowflake.connector", "snowflake-connector-python")
    connection = Connection(engine)
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
    return cursor_rows(database)


def cursor_rows(database: Any) -> Query:
    RESOURCES.callback(database.close)

    def rows(sql: str) -> Rows:
        with database.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()

    return rows


class Connection:
    """An Airflow connection, from the environment variable that an engine names."""

    def __init__(self, engine: Mapping[str, Any]) -> None:
        variable = engine["uri_environment"]
        text = os.environ.get(variable, "").strip()
        if not text:
            raise JobError(
                f"the environment variable {variable} is not set: "
                f"give it the Airflow connection of the {engine['kind']} engine"
            )
        SECRETS.add(text)
        try:
            fields = json.loads(text) if text.startswith("{") else self.fields(text)
            extra = fields.get("extra") or {}
            extra = json.loads(extra) if isinstance(extra, str) else extra
        except ValueError:
            raise JobError(
                f"the environment variable {variable} is neither a URI nor JSON: "
                "write it as Airflow's AIRFLOW_CONN_ variables are written"
            ) from None
        self.host: str | None = fields.get("host")
        if not self.host and engine["kind"] != "snowflake":
            raise JobError(f"the connection in {variable} names no host")
        self.port: int | None = fields.get("port")
        self.login: str | None = fields.get("login")
        self.password: str | None = fields.get("password")
        self.schema: str | None = fields.get("schema")
        self.extra: Mapping[str, Any] = extra
        SECRETS.update(filter(None, [self.password]))

    @staticmethod
    def fields(uri: str) -> dict[str, Any]:
        parts = urlsplit(uri)
        extra: dict[str, Any] = dict(parse_qsl(parts.query))
        if "__extra__" in extra:
            extra = json.loads(extra["__extra__"])
        return {
            "host": unquote(parts.hostname or ""),
            "port": parts.port,
            "login": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "schema": unquote(parts.path.lstrip("/")),
            "extra": extra,
        }


ENGINES: dict[str, Callable[[Mapping[str, Any]], Query]] = {
    "chdb": open_chdb,
    "clickhouse": open_clickhouse,
    "duckdb": open_duckdb,
    "fakesnow": open_fakesnow,
    "postgres": open_postgres,
    "snowflake": open_snowflake,
}


def redacted(text: str) -> str:
    for secret in sorted(SECRETS, key=len, reverse=True):
        text = text.replace(secret, "***")
    return text


def opened(engine: Mapping[str, Any]) -> Query:
    kind = engine.get("kind")
    if kind not in ENGINES:
        raise JobError(f"unknown engine {kind!r}: one of {', '.join(ENGINES)}")
    try:
        query = ENGINES[kind](engine)
    except (JobError, KeyError):
        raise
    except Exception as error:
        message = f"cannot open the {kind} engine: {error}"
        raise JobError(message, exit_status(error)) from None
    return query


def answer(query: Query, sql: str, subject: str) -> Rows:
    try:
        return query(sql)
    except Exception as error:
        message = f"{subject}: the query failed: {error}\n{sql}"
        raise JobError(message, exit_status(error)) from None


def number(cell: Any, subject: str) -> Decimal:
    try:
        if cell is None:
            raise InvalidOperation
        return Decimal(int(cell) if isinstance(cell, bool) else str(cell))
    except InvalidOperation:
        raise JobError(
            f"{subject}: the query returned {cell!r}, not a number"
        ) from None


# Quality


def meets(value: Decimal, expect: Mapping[str, Any]) -> bool:
    ((relation, bound),) = expect.items()
    if relation == "between":
        low, high = (Decimal(str(limit)) for limit in bound)
        return low <= value <= high
    limit = Decimal(str(bound))
    relations = {
        "equals": value == limit,
        "at_least": value >= limit,
        "at_most": value <= limit,
    }
    if relation not in relations:
        raise JobError(f"unknown expectation {relation!r}: compile the job again")
    return relations[relation]


def wording(expect: Mapping[str, Any]) -> str:
    ((relation, bound),) = expect.items()
    limits = " and ".join(map(str, bound)) if relation == "between" else str(bound)
    return f"{relation.replace('_', ' ')} {limits}"


def quality(
    spec: Mapping[str, Any], start: datetime | None, end: datetime | None
) -> int:
    query = opened(spec["engine"])
    outcomes = []
    for check in spec["checks"]:
        name, severity = check["name"], check.get("severity", "error")
        rows = answer(query, completed(check["sql"], start, end), f"check {name!r}")
        if len(rows) != 1 or len(rows[0]) != 1:
            raise JobError(f"check {name!r}: the query must return one row, one column")
        value = number(rows[0][0], f"check {name!r}")
        passed = meets(value, check["expect"])
        status = "ok" if passed else "warning" if severity == "warning" else "failed"
        expectation = wording(check["expect"])
        print(f"{status:<8} {name}: {value:f}, expected {expectation}")
        outcomes.append(
            {
                "name": name,
                "status": status,
                "value": f"{value:f}",
                "expected": expectation,
            }
        )
    status = worst((outcome["status"] for outcome in outcomes), "ok")
    finish({"job": "quality", "status": status, "checks": outcomes}, spec, start, end)
    return 1 if status == "failed" else 0


# Reconciliation


def windows(
    spec: Mapping[str, Any], side: str, start: datetime, end: datetime
) -> dict[int, Window]:
    """The measures of every window of a side, by the window's start."""
    query = opened(spec[side]["engine"])
    names = [*spec["measures"], *filter(None, [spec.get("fingerprint")])]
    result: dict[int, Window] = {}
    for row in answer(query, bind(spec[side]["sql"], start, end), f"{side} layer"):
        if len(row) != len(names) + 1:
            raise JobError(
                f"{side} layer: {len(row)} columns where the spec says "
                f"{len(names) + 1}: window start, {', '.join(names)}"
            )
        window, *cells = (number(cell, f"{side} layer") for cell in row)
        if int(window) in result:
            raise JobError(f"{side} layer: two rows for the window at {window}")
        result[int(window)] = dict(zip(names, cells, strict=True))
    return result


def difference(speed: Decimal, batch: Decimal) -> Decimal:
    return abs(speed - batch) / max(abs(batch), Decimal(1)) * 100


def discrepancies(
    spec: Mapping[str, Any], speed: Window | None, batch: Window | None
) -> list[tuple[Decimal, str]]:
    """How a window differs: per cent and words."""
    if speed is None or batch is None:
        side = "speed" if speed is None else "batch"
        return [(Decimal(100), f"missing in the {side} layer")]
    found = [
        (difference(speed[name], batch[name]), name)
        for name in spec["measures"]
        if speed[name] != batch[name]
    ]
    result = [
        (percent, f"{name}: speed {speed[name]:f}, batch {batch[name]:f}")
        for percent, name in found
    ]
    fingerprint = spec.get("fingerprint")
    if not result and fingerprint and speed[fingerprint] != batch[fingerprint]:
        result = [(Decimal(0), f"{fingerprint}: same totals of different rows")]
    return result


def reconcile(spec: Mapping[str, Any], start: datetime, end: datetime) -> int:
    speed = windows(spec, "speed", start, end)
    batch = windows(spec, "batch", start, end)
    rows = spec["measures"][0]
    critical = Decimal(str(spec["critical_percent"]))
    warning = Decimal(str(spec.get("warn_percent", 0)))
    found = {
        window: discrepancies(spec, speed.get(window), batch.get(window))
        for window in sorted(speed.keys() | batch.keys())
    }
    unequal = [
        (percent, window, words)
        for window, reasons in found.items()
        for percent, words in reasons
    ]
    for percent, window, words in unequal[:PRINTED_DISCREPANCIES]:
        time = datetime.fromtimestamp(window, UTC).isoformat()
        print(f"{time}  {percent:.3f} %  {words}")
    if len(unequal) > PRINTED_DISCREPANCIES:
        print(f"and {len(unequal) - PRINTED_DISCREPANCIES} more")
    if not found:
        print("neither layer has a row in this interval")
    highest = max((percent for percent, _, _ in unequal), default=Decimal(0))
    same_totals = any(percent == 0 for percent, _, _ in unequal)
    if highest > critical:
        status = "critical"
    elif highest > warning or same_totals or not found:
        status = "warning"
    else:
        status = "ok"
    finish(
        {
            "job": "reconcile",
            "status": status,
            "windows": len(found),
            "equal": sum(not reasons for reasons in found.values()),
            "worst_percent": f"{highest:.3f}",
            "rows_speed": int(sum(window[rows] for window in speed.values())),
            "rows_batch": int(sum(window[rows] for window in batch.values())),
        },
        spec,
        start,
        end,
    )
    return 1 if status == "critical" else 0


# Statements


def run_duckdb(spec: Mapping[str, Any]) -> Rows:
    duckdb = module("duckdb", "duckdb")
    engine, sql = spec["engine"], joined(spec["sql"])
    values = {
        name: joined(value) if isinstance(value, list) else value
        for name, value in spec.get("parameters", {}).items()
    }
    database = duckdb.connect(expanded(engine.get("path", ":memory:")))
    prepare_duckdb(database, engine)
    together = spec.get("commit") != "each"
    if together:
        database.execute("BEGIN TRANSACTION")
    result = database.execute(sql, values or None)
    rows = result.fetchall() if spec.get("returns_rows") else []
    if together:
        database.execute("COMMIT")
    return rows


def run_chdb(spec: Mapping[str, Any]) -> Rows:
    session = module("chdb.session", "chdb")
    database = session.Session(expanded(spec["engine"]["path"]))
    RESOURCES.callback(database.close)
    sql = joined(spec["sql"])
    if not spec.get("returns_rows"):
        database.query(sql)
        return []
    result = database.query(sql, "JSONCompact")
    return json.loads(result.bytes(), parse_float=Decimal)["data"]


def run(spec: Mapping[str, Any]) -> int:
    kind = spec["engine"]["kind"]
    runners = {"duckdb": run_duckdb, "chdb": run_chdb}
    if kind not in runners:
        raise JobError(f"{kind} is a server: Airflow runs SQL there by itself")
    try:
        rows = runners[kind](spec)
    except JobError:
        raise
    except Exception as error:
        message = f"the statement failed: {error}\n{joined(spec['sql'])}"
        raise JobError(message, exit_status(error)) from None
    if spec.get("returns_rows"):
        print(json.dumps(rows, default=str))
    return 0


# Report


def named(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name, value


def task_states(text: str) -> Mapping[str, str]:
    try:
        states = json.loads(text)
    except ValueError:
        states = None
    if not isinstance(states, dict):
        raise argparse.ArgumentTypeError(f"{text!r} is not a JSON object of states")
    return states


def outcome(value: str, state: str | None) -> tuple[str, str]:
    """The status of a task and the words that explain it."""
    result: Any = value.strip()
    # A value that went through Jinja's tojson filter is a JSON text of a JSON text.
    for _ in range(2):
        try:
            result = json.loads(result) if isinstance(result, str) else result
        except ValueError:
            break
    if result in ("", "None", None):
        if state == "success":
            return "ok", "succeeded"
        return state or "did not run", "no result"
    if not isinstance(result, dict):
        return "ok", str(result)
    return str(result.get("status", "ok")), summary(result)


def summary(result: Mapping[str, Any]) -> str:
    if "checks" in result:
        checks = result["checks"]
        bad = [check for check in checks if check["status"] != "ok"]
        words = [f"{len(checks) - len(bad)} of {len(checks)} checks passed"]
        words += [
            f"{check['name']}: {check['value']}, expected {check['expected']}"
            for check in bad
        ]
        return "; ".join(words)
    if "windows" in result:
        return (
            f"{result['equal']} of {result['windows']} windows equal, "
            f"worst {result['worst_percent']} %, "
            f"{result['rows_speed']} speed rows, {result['rows_batch']} batch rows"
        )
    return ", ".join(
        f"{name} {value}" for name, value in result.items() if name != "status"
    )


def report(arguments: argparse.Namespace) -> int:
    states = arguments.states
    outcomes = {
        name: outcome(value, states.get(name)) for name, value in arguments.result
    }
    print(f"# {arguments.title}\n")
    print("| task | status | result |")
    print("| --- | --- | --- |")
    for name, (status, words) in outcomes.items():
        print(f"| {name} | {status} | {words.replace('|', ' ')} |")
    statuses = {name: status for name, (status, _) in outcomes.items()}
    overall = worst(statuses.values(), "ok")
    print(f"\nOverall: **{overall}**\n")
    print(json.dumps({"job": "report", "status": overall, "tasks": statuses}))
    return 0


# Program


def worst(statuses: Iterable[str], best: str) -> str:
    """The overall status: what is not known to be harmless is a failure."""
    seen = set(statuses)
    if seen - {"ok", "skipped", "warning"}:
        return "failed"
    return "warning" if "warning" in seen else best


def finish(
    result: Mapping[str, Any],
    spec: Mapping[str, Any],
    start: datetime | None,
    end: datetime | None,
) -> None:
    origin = {name: spec[name] for name in ("pipeline", "task") if name in spec}
    ends = (("from", start), ("to", end))
    interval = {name: time.isoformat() for name, time in ends if time is not None}
    print(json.dumps({**result, **origin, **interval}))


def loaded(path: str) -> Mapping[str, Any]:
    try:
        spec = json.loads(Path(path).read_text(encoding="utf-8"), parse_float=Decimal)
    except OSError as error:
        raise JobError(f"cannot read the spec: {error}") from None
    except ValueError as error:
        raise JobError(f"{path} is not JSON: {error}: compile it again") from None
    version = spec.get("version") if isinstance(spec, dict) else None
    if version != 1:
        raise JobError(f"{path} has version {version!r}, this runner reads version 1")
    return spec


def parser() -> argparse.ArgumentParser:
    result = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    jobs = result.add_subparsers(dest="job", required=True)
    for name, job in (("quality", quality), ("reconcile", reconcile)):
        command = jobs.add_parser(name)
        command.add_argument("spec")
        # Checks of all rows need no interval, and runs about a partition have none.
        required = job is reconcile
        command.add_argument("--from", dest="start", type=instant, required=required)
        command.add_argument("--to", dest="end", type=instant, required=required)
        command.set_defaults(
            run=lambda given, job=job: job(loaded(given.spec), given.start, given.end)
        )
    command = jobs.add_parser("run")
    command.add_argument("spec")
    command.set_defaults(run=lambda given: run(loaded(given.spec)))
    command = jobs.add_parser("report")
    command.add_argument("--title", default="Quality report")
    command.add_argument("--result", type=named, action="append", default=[])
    command.add_argument("--states", type=task_states, default={})
    command.set_defaults(run=report)
    return result


def main() -> int:
    arguments = parser().parse_args()
    try:
        with RESOURCES:
            return arguments.run(arguments)
    except JobError as error:
        message, status = str(error), error.status
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        message, status = f"the spec is malformed ({error!r}): compile it again", 2
    sys.stdout.flush()
    print(f"sql_job.py {arguments.job}: {redacted(message)}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
