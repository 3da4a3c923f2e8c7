"""One layer of a reconciliation: its rows as windows, as buckets of hashes, and as texts.

All that is compared is brought to a form that does not depend on the engine: numbers
with a common count of digits, times in microseconds since 1970 cut to the precision that
both layers have, and hashes of the texts of keys and of whole rows. A set of hashes is
known by its count, its sum and its exclusive or: equal pairs, which cancel out in the
last, are seen in the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from dagc_jobs.dialects import EPOCH, SQL, Aliases, Kind
from dagc_jobs.engines import opened
from dagc_jobs.errors import JobError
from dagc_jobs.tables import Declared, Table
from dagc_jobs.values import Interval, figure, number, number_or_null

HASHES = 1 << 64
# How far beyond the interval a row is looked for that has another time in one layer.
ELSEWHERE = timedelta(days=2)


@dataclass(frozen=True)
class Form:
    """The common form of a column in both layers."""

    kind: Kind
    scale: int


@dataclass(frozen=True)
class Digest:
    """A set of rows, whatever their order."""

    rows: int
    keys_sum: int = 0
    keys_xor: int = 0
    rows_sum: int = 0
    rows_xor: int = 0

    @property
    def keys(self) -> tuple[int, int, int]:
        return (self.rows, self.keys_sum, self.keys_xor)


@dataclass(frozen=True)
class Window:
    """The rows of a layer in a piece of time."""

    digest: Digest
    sums: Mapping[str, Decimal | None]
    # Microseconds since 1970.
    first: int
    last: int


@dataclass(frozen=True)
class Row:
    """A row as canonical texts: its key, and all that is compared."""

    key: tuple[str, ...]
    values: tuple[str, ...]
    microseconds: int


def shown(canonical: str) -> str:
    """A canonical text as people read it."""
    return "null" if canonical == "n" else canonical[1:]


class Side:
    """A layer on its open engine."""

    def __init__(self, name: str, specification: Mapping[str, Any], whole: Mapping[str, Any]) -> None:
        layer = specification
        self.name = name
        self.engine = opened(layer["engine"])
        self.table = Table(self.engine, Declared.of(layer["table"]), bool(layer.get("final")))
        self.time: str = whole["time"]
        self.keys: Sequence[str] = whole.get("keys", ())
        self.columns: Sequence[str] = whole.get("columns", ())
        self.sums: Sequence[str] = [measure["column"] for measure in whole["measures"] if measure["measure"] == "sum"]
        self.grain: str = whole["grain"]
        self.forms: Mapping[str, Form] = {}
        self.dialect = self.table.dialect
        if layer.get("final") and not self.table.is_final:
            self.keep_last_versions(layer.get("version"))

    @property
    def used(self) -> list[str]:
        """Every column that the comparison looks at."""
        return list(dict.fromkeys([self.time, *self.keys, *self.columns, *self.sums]))

    def keep_last_versions(self, version: str | None) -> None:
        if version is None or not self.keys:
            raise JobError(
                f"{self.name} layer: {self.engine.kind} does not know the last version of a row: "
                "name the keys and the column that grows with each version"
            )
        dialect, table = self.dialect, self.table
        aliases = Aliases(table.actual)
        rank, inner, outer = (aliases.next(word) for word in ("rank", "versions", "rows"))
        columns = [dialect.name_of(column) for column in table.actual]
        keys = ", ".join(table.raw(key) for key in self.keys)
        ranked = SQL(f"row_number() over (partition by {keys} order by {table.raw(version)} desc)")
        versions = dialect.select([*columns, dialect.named(ranked, rank)], table.path)
        newest = dialect.select(
            columns,
            dialect.derived(versions, inner),
            where=[SQL(f"{dialect.name_of(rank)} = 1")],
        )
        table.source = dialect.derived(newest, outer)
        table.is_final = True

    # What a row is

    def canonical(self, column: str) -> SQL:
        form = self.forms[column]
        return self.dialect.canonical(self.table.value(column), form.kind, form.scale)

    def instant(self) -> SQL:
        """The time of a row in microseconds, cut to the precision of both layers."""
        dialect = self.dialect
        exact = dialect.microseconds(self.table.value(self.time))
        return dialect.rounded(exact, self.forms[self.time].scale)

    @property
    def compared(self) -> list[str]:
        """What a row's hash is of: its time and its values, and its key before them."""
        return [
            self.time,
            *(c for c in self.columns if c != self.time and c not in self.keys),
        ]

    def key_text(self) -> SQL:
        return self.dialect.row_text([self.canonical(key) for key in self.keys])

    def key_digits(self) -> SQL:
        """The hash of a key as hexadecimal digits, by which buckets are cut."""
        return self.dialect.md5(self.key_text())

    def whole_text(self) -> SQL:
        columns = [*self.keys, *self.compared]
        return self.dialect.row_text([self.canonical(column) for column in columns])

    def within(self, spans: Sequence[Interval]) -> list[SQL]:
        conditions = [self.dialect.all_of(self.table.within(self.time, span)) for span in spans]
        return [self.dialect.any_of(conditions)]

    def hashes(self, key: SQL, row: SQL) -> list[SQL]:
        dialect = self.dialect
        return [
            dialect.hash_sum(key),
            dialect.hash_xor(key),
            dialect.hash_sum(row),
            dialect.hash_xor(row),
        ]

    # Windows

    def windows(self, interval: Interval) -> dict[int, Window]:
        """The rows of an interval by the start of their window, in seconds since 1970."""
        dialect, aliases = self.dialect, Aliases(self.table.actual)
        inner: list[SQL] = []

        def projected(value: SQL, word: str) -> SQL:
            alias = aliases.next(word)
            inner.append(dialect.named(value, alias))
            return dialect.name_of(alias)

        start = projected(dialect.window(self.table.value(self.time), self.grain), "w")
        time = projected(self.instant(), "t")
        outer = [start, SQL("count(*)"), SQL(f"min({time})"), SQL(f"max({time})")]
        for column in self.sums:
            form, value = self.forms[column], projected(self.table.value(column), "s")
            outer.append(SQL(f"sum({value if form.kind == 'float' else dialect.exact(value, form.scale)})"))
        if self.keys:
            outer += self.hashes(
                projected(dialect.hashed(self.key_text()), "k"),
                projected(dialect.hashed(self.whole_text()), "r"),
            )
        rows = dialect.derived(
            dialect.select(inner, self.table.source, where=self.within([interval])),
            aliases.next("rows"),
        )
        query = dialect.select(outer, rows, group=[start], order=[start])
        return {
            int(number(row[0], self.subject)): self.window(row[1:]) for row in self.engine.rows(query, self.subject)
        }

    @property
    def subject(self) -> str:
        return f"{self.name} layer"

    def window(self, cells: Sequence[Any]) -> Window:
        count, first, last, *rest = cells
        sums = {
            column: None if cell is None else figure(cell, self.subject)
            for column, cell in zip(self.sums, rest[: len(self.sums)], strict=True)
        }
        digest = self.digest(count, rest[len(self.sums) :])
        times = (int(number(cell, self.subject)) for cell in (first, last))
        return Window(digest, sums, *times)

    def digest(self, count: object, hashes: Sequence[object]) -> Digest:
        numbers = [int(number(cell, self.subject)) % HASHES for cell in hashes]
        return Digest(int(number(count, self.subject)), *numbers)

    def newest(self, interval: Interval) -> int | None:
        """The time of the newest row of an interval, in microseconds."""
        aliases = Aliases(self.table.actual)
        alias = aliases.next("t")
        rows = self.dialect.derived(
            self.dialect.select(
                [self.dialect.named(self.instant(), alias)],
                self.table.source,
                where=self.within([interval]),
            ),
            aliases.next("rows"),
        )
        query = self.dialect.select([SQL(f"max({self.dialect.name_of(alias)})")], rows)
        ((cell,),) = self.engine.rows(query, self.subject)
        found = number_or_null(cell, self.subject)
        return None if found is None else int(found)

    def count(self, interval: Interval) -> int:
        query = self.dialect.select([SQL("count(*)")], self.table.source, where=self.within([interval]))
        ((cell,),) = self.engine.rows(query, self.subject)
        return int(number(cell, self.subject))

    # Buckets of keys

    def buckets(self, spans: Sequence[Interval], parents: Sequence[str], length: int) -> dict[str, Digest]:
        """The rows of spans of time by the first digits of the hash of their keys."""
        dialect, aliases = self.dialect, Aliases(self.table.actual)
        digits, key, row = aliases.next("d"), aliases.next("k"), aliases.next("r")
        inner = dialect.select(
            [
                dialect.named(self.key_digits(), digits),
                dialect.named(dialect.hashed(self.key_text()), key),
                dialect.named(dialect.hashed(self.whole_text()), row),
            ],
            self.table.source,
            where=self.within(spans),
        )
        prefix = dialect.prefix(dialect.name_of(digits), length)
        hashes = self.hashes(dialect.name_of(key), dialect.name_of(row))
        query = dialect.select(
            [prefix, SQL("count(*)"), *hashes],
            dialect.derived(inner, aliases.next("rows")),
            where=self.below(dialect.name_of(digits), parents),
            group=[prefix],
        )
        return {str(cells[0]): self.digest(cells[1], cells[2:]) for cells in self.engine.rows(query, self.subject)}

    def below(self, hashes: SQL, prefixes: Sequence[str]) -> list[SQL]:
        if not prefixes:
            return []
        dialect = self.dialect
        start = dialect.prefix(hashes, len(prefixes[0]))
        return [dialect.one_of(start, [dialect.text(prefix) for prefix in prefixes])]

    def rows(self, spans: Sequence[Interval], prefixes: Sequence[str]) -> list[Row]:
        """Whole rows, of the buckets whose prefixes are given."""
        return self.fetched(self.within(spans), prefixes)

    def elsewhere(self, hashes: Sequence[str], interval: Interval) -> list[Row]:
        """Rows of keys with whatever time they have, around the interval."""
        wide = Interval(
            interval.start and interval.start - ELSEWHERE,
            interval.end and interval.end + ELSEWHERE,
        )
        return self.fetched(self.within([wide]), hashes)

    def fetched(self, where: Sequence[SQL], prefixes: Sequence[str]) -> list[Row]:
        dialect, aliases = self.dialect, Aliases(self.table.actual)
        hashed, time = aliases.next("k"), aliases.next("t")
        names = [aliases.next("c") for _ in [*self.keys, *self.compared]]
        values = [self.canonical(column) for column in [*self.keys, *self.compared]]
        inner = dialect.select(
            [
                dialect.named(self.key_digits(), hashed),
                dialect.named(self.instant(), time),
                *(dialect.named(v, n) for v, n in zip(values, names, strict=True)),
            ],
            self.table.source,
            where=where,
        )
        query = dialect.select(
            [dialect.name_of(name) for name in [time, *names]],
            dialect.derived(inner, aliases.next("rows")),
            where=self.below(dialect.name_of(hashed), prefixes),
        )
        count = len(self.keys)
        return [
            Row(
                tuple(map(str, cells[1 : 1 + count])),
                tuple(map(str, cells[1 + count :])),
                int(number(cells[0], self.subject)),
            )
            for cells in self.engine.rows(query, self.subject)
        ]


def common_forms(speed: Side, batch: Side) -> dict[str, Form]:
    """How both layers' columns are brought to one form."""
    forms: dict[str, Form] = {}
    for column in speed.used:
        declared = speed.table.declared.columns.get(column, "text")
        types = [side.table.type_of(column) for side in (speed, batch)]
        has_fraction = any(found.kind in ("decimal", "float") and found.scale != 0 for found in types)
        if declared == "decimal" or (declared == "integer" and has_fraction):
            is_float = any(found.kind == "float" for found in types)
            scales = [
                9
                if side.table.is_parsed(column)
                else found.scale
                if found.scale is not None
                else 0
                if found.kind == "integer"
                else 9
                for side, found in zip((speed, batch), types, strict=True)
                if found.kind != "float"
            ]
            # Binary floating point holds 15 digits; money has less than six of them
            # after the point.
            scale = min([6, *scales]) if is_float and scales else 6 if is_float else max(scales)
            forms[column] = Form("float" if is_float else "decimal", min(scale, 18))
        elif declared == "timestamp":
            known = [6 if found.scale is None else found.scale for found in types]
            forms[column] = Form("timestamp", min([6, *known]))
        else:
            forms[column] = Form(declared, 0)
    return forms


def instant_of(microseconds: int) -> datetime:
    return EPOCH + timedelta(microseconds=microseconds)
