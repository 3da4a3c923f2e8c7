"""SQL for an engine inside the process, for its effect or for its rows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dagc_jobs.engines import RESOURCES, Rows, fetched, module, prepare_duckdb
from dagc_jobs.errors import JobError, exit_status, first_line
from dagc_jobs.values import expanded, joined


def run_duckdb(specification: Mapping[str, Any]) -> Rows:
    duckdb = module("duckdb", "duckdb")
    engine, sql = specification["engine"], joined(specification["sql"])
    values = {
        name: joined(value) if isinstance(value, list) else value
        for name, value in specification.get("parameters", {}).items()
    }
    database = duckdb.connect(expanded(engine.get("path", ":memory:")))
    prepare_duckdb(database, engine.get("files", {}))
    together = specification.get("commit") != "each"
    if together:
        database.execute("begin transaction")
    result = database.execute(sql, values or None)
    rows = fetched(result) if specification.get("returns_rows") else []
    if together:
        database.execute("commit")
    return rows


def run_chdb(specification: Mapping[str, Any]) -> Rows:
    session = module("chdb.session", "chdb")
    database = session.Session(expanded(specification["engine"]["path"]))
    RESOURCES.callback(database.close)
    sql = joined(specification["sql"])
    if not specification.get("returns_rows"):
        database.query(sql)
        return []
    result = database.query(sql, "JSONCompact")
    rows: Rows = json.loads(result.bytes(), parse_float=Decimal)["data"]
    return rows


RUNNERS = {"chdb": run_chdb, "duckdb": run_duckdb}


def run(specification: Mapping[str, Any]) -> int:
    """Runs the SQL of a spec and prints the rows that it asks for."""
    kind = specification["engine"]["kind"]
    if kind not in RUNNERS:
        raise JobError(f"{kind} is a server: Airflow runs SQL there by itself")
    try:
        rows = RUNNERS[kind](specification)
    except JobError:
        raise
    except Exception as error:
        message = f"the statement failed: {first_line(error)}\n{joined(specification['sql'])}"
        raise JobError(message, exit_status(error)) from None
    if specification.get("returns_rows"):
        print(json.dumps(rows, default=str))
    return 0
