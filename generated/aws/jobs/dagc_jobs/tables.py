"""A table of a spec as its engine has it: declared columns found, read and canonical."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dagc_jobs.dialects import SQL, ColumnType, Dialect, Kind
from dagc_jobs.engines import Engine
from dagc_jobs.errors import JobError
from dagc_jobs.values import Interval, listed

# Which declared kinds a column of an engine can hold as they are.
HOLDS: Mapping[Kind, tuple[Kind, ...]] = {
    "text": ("text", "other"),
    "integer": ("integer", "decimal", "boolean"),
    "decimal": ("decimal", "integer", "float"),
    "float": ("float", "decimal", "integer"),
    "boolean": ("boolean", "integer"),
    "timestamp": ("timestamp", "date"),
    "date": ("date", "timestamp"),
}


@dataclass(frozen=True)
class Declared:
    """A table as the author of a pipeline declared it."""

    name: str
    columns: Mapping[str, Kind]

    @staticmethod
    def of(specification: Mapping[str, Any]) -> Declared:
        columns = {column["name"]: column["type"] for column in specification["columns"]}
        return Declared(specification["name"], columns)


class Table:
    """A declared table on an open engine."""

    def __init__(self, engine: Engine, declared: Declared, final: bool = False) -> None:
        self.engine = engine
        self.declared = declared
        self.dialect: Dialect = engine.dialect
        self.actual = engine.columns(declared.name)
        if not self.actual:
            raise JobError(f"table {declared.name} is not there, or has no columns")
        self.path = self.dialect.path(declared.name)
        self.source = self.path
        self.is_final = False
        if final:
            newest = self.dialect.final(self.path)
            self.source, self.is_final = newest or self.path, newest is not None
        folded: dict[str, list[str]] = {}
        for name in self.actual:
            folded.setdefault(name.lower(), []).append(name)
        self._folded = folded

    def spelling(self, column: str) -> str | None:
        """How the engine spells a column; None when it has none of the name."""
        if column in self.actual:
            return column
        same = self._folded.get(column.lower(), [])
        return same[0] if len(same) == 1 else None

    def missing(self, columns: Sequence[str]) -> list[str]:
        return [column for column in columns if self.spelling(column) is None]

    def unknown(self) -> list[str]:
        """Columns that nobody declared."""
        spelt = {self.spelling(column) for column in self.declared.columns}
        return [name for name in self.actual if name not in spelt]

    def type_of(self, column: str) -> ColumnType:
        return self.actual[self.spelt(column)]

    def spelt(self, column: str) -> str:
        spelling = self.spelling(column)
        if spelling is None:
            new = listed(self.unknown())
            hint = f"; it has {new}, which nobody declared" if new else ""
            raise JobError(f"{self.declared.name} has no column {column}{hint}")
        return spelling

    def raw(self, column: str) -> SQL:
        return self.dialect.name_of(self.spelt(column))

    def is_parsed(self, column: str) -> bool:
        """Whether the engine keeps as text what was declared as something else."""
        declared = self.declared.columns.get(column, "text")
        return declared != "text" and self.type_of(column).kind == "text"

    def is_floating(self, column: str) -> bool:
        """Whether the values of a column are binary floating point numbers."""
        if self.is_parsed(column):
            return self.declared.columns[column] == "float"
        return self.type_of(column).kind == "float"

    def value(self, column: str) -> SQL:
        """A column as a value of its declared type; times in UTC without zone."""
        raw = self.raw(column)
        declared = self.declared.columns.get(column, "text")
        if self.is_parsed(column):
            return self.dialect.parsed(raw, declared)
        if declared == "timestamp":
            return self.dialect.utc(raw, self.type_of(column))
        return raw

    def within(self, column: str | None, interval: Interval) -> list[SQL]:
        """The conditions of the rows of an interval."""
        if column is None:
            return []
        value = self.value(column)
        conditions: list[SQL] = []
        if interval.start is not None:
            start = self.dialect.instant(interval.start)
            conditions.append(SQL(f"{value} >= {start}"))
        if interval.end is not None:
            conditions.append(SQL(f"{value} < {self.dialect.instant(interval.end)}"))
        return conditions
