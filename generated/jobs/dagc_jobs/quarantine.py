"""Bad rows put aside: into a table beside the dataset's, or into a file of lines of JSON.

A run that is repeated replaces what it has put aside before.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dagc_jobs.dialects import SQL, Aliases
from dagc_jobs.errors import JobError
from dagc_jobs.results import quoted, replace_file
from dagc_jobs.rules import Outcome
from dagc_jobs.values import joined, number

if TYPE_CHECKING:
    from dagc_jobs.quality import Check

from pathlib import Path


def put_aside(check: Check, outcomes: Sequence[Outcome]) -> int:
    """Puts rows aside that a rule of rows does not hold for; how many they are."""
    if check.quarantine is None:
        return 0
    broken = {outcome.name for outcome in outcomes if outcome.failed_rows and outcome.rows}
    rules = [rule for rule in check.asked if rule.is_of_rows and rule.name in broken]
    dialect = check.table.dialect
    where = [
        *check.where(timeless=True),
        dialect.any_of([rule.violation(check.table) for rule in rules]),
    ]
    if "path" in check.quarantine:
        return into_file(check, where, bool(rules))
    return into_table(check, where, bool(rules))


def into_file(check: Check, where: Sequence[SQL], is_any: bool) -> int:
    assert check.quarantine is not None
    dialect = check.table.dialect
    rows = []
    if is_any:
        names = list(check.table.actual)
        columns = [dialect.name_of(name) for name in names]
        query = dialect.select(columns, check.table.source, where=where)
        rows = [
            json.dumps(dict(zip(names, row, strict=True)), default=str, ensure_ascii=False)
            for row in check.engine.rows(query, "the quarantine")
        ]
    folder = Path(joined(check.quarantine["path"]))
    instance = "" if check.origin.instance is None else f".{check.origin.instance}"
    try:
        replace_file(
            folder / f"{quoted(check.origin.run)}{instance}.jsonl",
            "".join(f"{row}\n" for row in rows),
        )
    except OSError as error:
        raise JobError(f"the quarantine {folder} cannot be written: {error}") from None
    return len(rows)


def into_table(check: Check, where: Sequence[SQL], is_any: bool) -> int:
    assert check.quarantine is not None
    dialect = check.table.dialect
    name = dialect.path(check.quarantine["table"])
    run = Aliases(check.table.actual)
    run_column = "quarantined_by_run" if "quarantined_by_run" not in check.table.actual else run.next("run")
    task_column = "quarantined_by_task" if "quarantined_by_task" not in check.table.actual else run.next("task")
    columns = [dialect.name_of(column) for column in check.table.actual]
    this_run, this_task = dialect.text(check.origin.run), dialect.text(owner(check))

    def query(conditions: Sequence[SQL]) -> SQL:
        return dialect.select(
            [
                dialect.named(dialect.cast(this_run, dialect.text_type), run_column),
                *columns,
                dialect.named(dialect.cast(this_task, dialect.text_type), task_column),
            ],
            check.table.source,
            where=conditions,
        )

    subject = "the quarantine"
    check.engine.change(dialect.create_like(name, query(()), run_column), subject)
    add_new_columns(check, check.quarantine["table"], task_column)
    own = [
        SQL(f"{dialect.name_of(run_column)} = {this_run}"),
        SQL(f"{dialect.name_of(task_column)} = {this_task}"),
    ]
    check.engine.change(dialect.delete(name, own), subject)
    if not is_any:
        return 0
    names = ", ".join([dialect.name_of(run_column), *columns, dialect.name_of(task_column)])
    check.engine.change(SQL(f"insert into {name} ({names}) {query(where)}"), subject)
    counted = dialect.select([SQL("count(*)")], name, where=own)
    ((count,),) = check.engine.rows(counted, subject)
    return int(number(count, subject))


def owner(check: Check) -> str:
    """Which check has put rows aside: other checks and other instances may use the same table in the same run."""
    origin = check.origin
    instance = "" if origin.instance is None else f"/{origin.instance}"
    return f"{origin.dag}/{origin.task}{instance}"


def add_new_columns(check: Check, table: str, task_column: str) -> None:
    """Gives a table that was made by an earlier run the columns that the dataset has since got."""
    dialect = check.table.dialect
    known = {column.lower() for column in check.engine.columns(table)}
    wanted = {name: kind.words for name, kind in check.table.actual.items()}
    wanted[task_column] = dialect.nullable(dialect.text_type)
    for name, kind in wanted.items():
        if name.lower() not in known:
            check.engine.change(dialect.add_column(dialect.path(table), name, kind), "the quarantine")
