"""The rules of a quality check: what each asks, and what its answer means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from dagc_jobs.dialects import SQL, Dialect
from dagc_jobs.errors import JobError
from dagc_jobs.tables import Table
from dagc_jobs.values import UTC, duration, listed, percent, plain, plural

Severity = Literal["error", "warning"]


@dataclass
class Outcome:
    """What a rule found."""

    name: str
    kind: str
    severity: Severity
    status: str = "ok"
    message: str = ""
    # Rows that the rule does not hold for, of so many; None for rules of a whole table.
    failed_rows: int | None = None
    rows: int | None = None
    value: Decimal | None = None
    sample: list[str] = field(default_factory=list)

    def document(self) -> dict[str, Any]:
        result: dict[str, Any] = {
            "name": self.name,
            "kind": self.kind,
            "severity": self.severity,
            "status": self.status,
            "message": self.message,
        }
        if self.failed_rows is not None:
            result["failed_rows"] = self.failed_rows
        if self.rows is not None:
            result["rows"] = self.rows
        if self.value is not None:
            result["value"] = plain(self.value)
        if self.sample:
            result["sample"] = self.sample
        return result

    def share(self) -> Decimal:
        """The share of good rows, 1 or 0 for a rule of a whole table."""
        if self.status == "error":
            return Decimal(0)
        if self.failed_rows is None or self.rows is None:
            return Decimal(1 if self.status == "ok" else 0)
        if not self.rows:
            return Decimal(1)
        return Decimal(1) - Decimal(min(self.failed_rows, self.rows)) / self.rows

    def fail(self, message: str) -> None:
        self.status = "failed" if self.severity == "error" else "warning"
        self.message = message

    def error(self, message: str) -> None:
        self.status, self.message = "error", message


@dataclass(frozen=True)
class Rule:
    """A rule of a spec."""

    kind: str
    name: str
    severity: Severity
    columns: tuple[str, ...]
    fields: Mapping[str, Any]

    @staticmethod
    def of(specification: Mapping[str, Any]) -> Rule:
        columns = tuple(specification.get("columns", ()))
        kind = specification["rule"]
        name = specification.get("name") or default_name(kind, columns, specification)
        severity = specification.get("severity", "error")
        return Rule(kind, name, severity, columns, specification)

    def outcome(self) -> Outcome:
        return Outcome(self.name, self.kind, self.severity)

    @property
    def is_of_rows(self) -> bool:
        """Whether each row by itself shows if the rule holds for it."""
        return self.kind in ("not_null", "accepted", "range", "readable", "condition")

    def violation(self, table: Table) -> SQL:
        """The condition of the rows that a rule of rows does not hold for."""
        dialect = table.dialect
        if self.kind == "not_null":
            read = table.raw if self.fields.get("as_stored") else table.value
            return dialect.any_of([SQL(f"{read(c)} is null") for c in self.columns])
        column = self.columns[0]
        value = table.value(column)
        present = SQL(f"{value} is not null")
        if self.kind == "readable":
            lost = [SQL(f"{table.raw(column)} is not null"), SQL(f"{value} is null")]
            return dialect.all_of(lost)
        if self.kind == "accepted":
            members = [literal(dialect, v) for v in self.fields["values"]]
            among = dialect.one_of(value, members)
            return dialect.all_of([present, SQL(f"not ({among})")])
        outside: list[SQL] = []
        if table.is_floating(column):
            outside.append(dialect.is_nan(value))
        if (low := self.fields.get("low")) is not None:
            outside.append(SQL(f"{value} < {bound(dialect, low)}"))
        if (high := self.fields.get("high")) is not None:
            outside.append(SQL(f"{value} > {bound(dialect, high)}"))
        return dialect.all_of([present, dialect.any_of(outside)])

    def judge(self, outcome: Outcome, failed: int, rows: int) -> None:
        """Holds the rows that a rule does not hold for against its threshold."""
        outcome.failed_rows, outcome.rows = failed, rows
        outcome.value = Decimal(failed)
        share = percent(failed, rows)
        allowed_rows = self.fields.get("allowed_rows")
        allowed_percent = self.fields.get("allowed_percent")
        words = f"{failed:,} of {plural(rows, 'row')}"
        if failed and rows:
            words += f" ({share.quantize(Decimal('0.001'))} %)"
        within = failed == 0
        if allowed_rows is not None:
            within = within or failed <= int(allowed_rows)
        if allowed_percent is not None:
            within = within or share <= Decimal(str(allowed_percent))
        message = f"{words}: {reasons(self)}" if failed else f"holds for {plural(rows, 'row')}"
        if within:
            outcome.message = message + (", which is allowed" if failed else "")
        else:
            outcome.fail(message)


def reasons(rule: Rule) -> str:
    columns = " or ".join(rule.columns)
    return {
        "not_null": f"{columns} is null",
        "unique": f"{' and '.join(rule.columns)} stand in several rows",
        "accepted": f"{columns} is none of the accepted values",
        "range": f"{columns} is out of range",
        "readable": f"{columns} is no {rule.fields.get('type')}",
        "referential": f"{columns} is not in {rule.fields.get('table', {}).get('name')}",
        "custom": "found by its query",
    }.get(rule.kind, "bad")


def default_name(kind: str, columns: Sequence[str], fields: Mapping[str, Any]) -> str:
    these = " and ".join(columns)
    if kind == "range":
        low, high = fields.get("low"), fields.get("high")
        if low is None:
            return f"{these} is at most {bound_words(high)}"
        if high is None:
            return f"{these} is at least {bound_words(low)}"
        return f"{these} is from {bound_words(low)} to {bound_words(high)}"
    if kind == "row_count":
        least, most = fields.get("at_least"), fields.get("at_most")
        if most is None:
            return f"there are at least {least} rows"
        return f"there are at most {most} rows" if least is None else f"there are {least} to {most} rows"
    return {
        "not_null": f"{these} is never null",
        "unique": f"{these} is unique" if len(columns) == 1 else f"{these} are unique together",
        "accepted": f"{these} is one of {listed(map(str, fields.get('values', ())))}",
        "freshness": f"{these} is fresh",
        "schema": "columns are as declared",
        "readable": f"{these} is a {fields.get('type')}",
        "referential": f"{these} refers to rows of {fields.get('table', {}).get('name')}",
        "completeness": f"all rows of {fields.get('table', {}).get('name')} are there",
        "anomaly": f"{fields.get('measure', 'rows').replace('_', ' ')}{' of ' + these if these else ''} is as usual",
    }.get(kind, kind)


def distinct(rules: Sequence[Rule], taken: Sequence[str] = ()) -> list[Rule]:
    """The rules with names of which none stands for two; what is told of a rule is found by its name."""
    counts = Counter(rule.name for rule in rules)
    seen = set(taken)
    result: list[Rule] = []
    for rule in rules:
        name = rule.name
        if counts[name] > 1 and not rule.fields.get("name"):
            name += limit_words(rule)
        number, unique = 1, name
        while unique in seen:
            number += 1
            unique = f"{name} ({number})"
        seen.add(unique)
        result.append(rule if unique == rule.name else replace(rule, name=unique))
    return result


def limit_words(rule: Rule) -> str:
    """What tells a rule from others of its kind on the same rows."""
    if rule.kind == "freshness":
        return f" to {duration(float(rule.fields['seconds']))}"
    if rule.kind == "completeness":
        return f" to {rule.fields['at_least_percent']} %"
    return ""


def literal(dialect: Dialect, value: object) -> SQL:
    if isinstance(value, bool):
        return SQL("true" if value else "false")
    if isinstance(value, (int, Decimal)):
        return dialect.number(value)
    return dialect.text(str(value))


def bound(dialect: Dialect, value: Mapping[str, Any]) -> SQL:
    """A limit with its type: {"number": …}, {"time": …}, {"day": …} or {"text": …}."""
    ((kind, content),) = value.items()
    if kind == "number":
        return dialect.number(Decimal(str(content)))
    if kind == "time":
        return dialect.instant(datetime.fromisoformat(content.replace("Z", "+00:00")).astimezone(UTC))
    if kind == "day":
        return dialect.day(date.fromisoformat(content))
    if kind == "text":
        return dialect.text(content)
    raise JobError(f"a bound of unknown kind {kind!r}: compile the job again")


def bound_words(value: Mapping[str, Any] | None) -> str:
    return str(next(iter(value.values()))) if value else ""
