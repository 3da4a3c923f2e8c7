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
    rules = [rule for rule in check.rules if rule.is_of_rows and rule.name in broken]
    dialect = check.table.dialect
    where = [
        *check.where(),
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
    try:
        replace_file(
            folder / f"{quoted(check.origin.run)}.jsonl",
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
    columns = [dialect.name_of(column) for column in check.table.actual]
    this_run = dialect.text(check.origin.run)

    def query(conditions: Sequence[SQL]) -> SQL:
        return dialect.select(
            [
                dialect.named(dialect.cast(this_run, dialect.text_type), run_column),
                *columns,
            ],
            check.table.source,
            where=conditions,
        )

    subject = "the quarantine"
    check.engine.change(dialect.create_like(name, query(()), run_column), subject)
    own = SQL(f"{dialect.name_of(run_column)} = {this_run}")
    check.engine.change(dialect.delete(name, [own]), subject)
    if not is_any:
        return 0
    names = ", ".join([dialect.name_of(run_column), *columns])
    check.engine.change(SQL(f"insert into {name} ({names}) {query(where)}"), subject)
    counted = dialect.select([SQL("count(*)")], name, where=[own])
    ((count,),) = check.engine.rows(counted, subject)
    return int(number(count, subject))
