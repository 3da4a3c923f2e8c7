"""SQL in the words of each engine. Every name and literal of a job goes through here.

`SQL` is text that is SQL already; a type checker lets no other text in its place, so a
name or a value becomes SQL only by `name`, `path`, `text`, `number` and `instant`, which
quote it. What engines say alike is said once in `Dialect`; the others override it.
Times are in UTC throughout: sessions of DuckDB, PostgreSQL, Snowflake and Spark run in
it, and ClickHouse is told wherever it matters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timezone
from decimal import Decimal
from typing import Literal, NewType

SQL = NewType("SQL", str)

Kind = Literal["text", "integer", "decimal", "float", "boolean", "timestamp", "date", "other"]

# Stands between the columns of a row whose text is hashed, and before itself where a
# value holds it, so that no two rows have one text.
UNIT = "\x1f"
SEPARATOR = UNIT + "s"
ESCAPED_UNIT = UNIT + "e"
NULL = "n"
VALUE = "v"
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)

# What texts must look like to stand for a value, whatever else an engine would take for one: regular expressions that
# all engines read alike, without backslashes. Days are those of the calendar, of which an engine may reach fewer.
YEAR = "([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)"
LEAP_YEAR = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)"
DAY = (
    f"({YEAR}-(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|{YEAR}-(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    f"|{YEAR}-02-(0[1-9]|1[0-9]|2[0-8])|{LEAP_YEAR}-02-29)"
)
CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?"
OFFSET = " *([zZ]|[-+](0[0-9]|1[0-4])(:?[0-5][0-9])?)?"
FORMS: dict[Kind, str] = {
    "integer": "[-+]?[0-9]{1,19}",
    "decimal": "[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)",
    "float": "[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?",
    "boolean": "([tT]([rR][uU][eE])?|[fF]([aA][lL][sS][eE])?|[01])",
    "date": DAY,
    "timestamp": f"{DAY}([ T]{CLOCK}{OFFSET})?",
}


@dataclass(frozen=True)
class ColumnType:
    """What an engine says that a column is."""

    kind: Kind
    # Digits after the point of a decimal; of a second for timestamps.
    scale: int | None = None
    # Whether the column keeps an offset or a zone with the time.
    zoned: bool = False
    # In the engine's own words.
    words: str = ""


class Aliases:
    """Names for columns of a query that clash with no column of its tables."""

    def __init__(self, taken: Iterable[str]) -> None:
        self.taken = {name.lower() for name in taken}
        self.count = 0

    def next(self, word: str) -> str:
        while True:
            alias = f"{word}_{self.count}"
            self.count += 1
            if alias.lower() not in self.taken:
                self.taken.add(alias.lower())
                return alias


class Dialect:
    """What the jobs need of SQL, as most engines say it."""

    name = "sql"
    quote = '"'
    # Whether a backslash in a text starts an escape.
    backslashes = False
    text_type = "varchar"
    integer_type = "bigint"
    boolean_type = "boolean"
    # For tables that jobs create.
    timestamp_type = "timestamp"
    number_type = "decimal(38, 9)"

    # Names and literals

    def name_of(self, name: str) -> SQL:
        """One identifier, as it is spelt."""
        doubled = name.replace(self.quote, self.quote * 2)
        return SQL(f"{self.quote}{doubled}{self.quote}")

    def path(self, table: str) -> SQL:
        """A table's name, whose parts stand between points."""
        return SQL(".".join(self.name_of(part) for part in table.split(".")))

    def column(self, name: str, table: str | None = None) -> SQL:
        own = self.name_of(name)
        return SQL(f"{self.name_of(table)}.{own}") if table else own

    def text(self, value: str) -> SQL:
        if self.backslashes:
            value = value.replace("\\", "\\\\")
        return SQL("'" + value.replace("'", "''") + "'")

    def number(self, value: Decimal | int) -> SQL:
        """An exact literal, in parentheses where a sign could meet another one."""
        digits = f"{Decimal(value):f}"
        return SQL(f"({digits})" if digits.startswith("-") else digits)

    def instant(self, time: datetime) -> SQL:
        utc = time.astimezone(timezone.utc).replace(tzinfo=None)
        return SQL(f"timestamp {self.text(utc.isoformat(sep=' '))}")

    def day(self, day: date) -> SQL:
        return SQL(f"date {self.text(day.isoformat())}")

    # Composition

    def all_of(self, conditions: Sequence[SQL]) -> SQL:
        if not conditions:
            return SQL("1 = 1")
        return SQL(" and ".join(f"({condition})" for condition in conditions))

    def any_of(self, conditions: Sequence[SQL]) -> SQL:
        if not conditions:
            return SQL("1 = 0")
        return SQL(" or ".join(f"({condition})" for condition in conditions))

    def one_of(self, value: SQL, members: Sequence[SQL]) -> SQL:
        return SQL(f"{value} in ({', '.join(members)})")

    def flag(self, condition: SQL) -> SQL:
        """1 where the condition holds; null counts as no."""
        return SQL(f"case when {condition} then 1 else 0 end")

    def select(
        self,
        columns: Sequence[SQL],
        source: SQL,
        where: Sequence[SQL] = (),
        group: Sequence[SQL] = (),
        having: SQL | None = None,
        order: Sequence[SQL] = (),
        limit: int | None = None,
    ) -> SQL:
        text = f"select {', '.join(columns)} from {source}"
        if where:
            text += f" where {self.all_of(where)}"
        if group:
            text += f" group by {', '.join(group)}"
        if having:
            text += f" having {having}"
        if order:
            text += f" order by {', '.join(order)}"
        if limit is not None:
            text += f" limit {limit}"
        return SQL(text)

    def named(self, value: SQL, alias: str) -> SQL:
        return SQL(f"{value} as {self.name_of(alias)}")

    def derived(self, query: SQL, alias: str) -> SQL:
        return SQL(f"({query}) as {self.name_of(alias)}")

    # Functions

    def cast(self, value: SQL, type_name: str) -> SQL:
        return SQL(f"cast({value} as {type_name})")

    def try_cast(self, value: SQL, type_name: str) -> SQL:
        return SQL(f"try_cast({value} as {type_name})")

    def utc(self, value: SQL, type_of: ColumnType) -> SQL:
        """A timestamp column as a timestamp without zone in UTC."""
        return self.cast(value, "timestamp") if type_of.zoned else value

    def parsed(self, value: SQL, kind: Kind) -> SQL:
        """A text column read as what it stands for; null where it does not. The same texts do on every engine."""
        if kind not in FORMS:
            return value
        form = self.text(f"^ *{FORMS[kind]} *$")
        return SQL(f"case when {self.matches(value, form)} then {self.converted(value, kind)} end")

    def matches(self, value: SQL, form: SQL) -> SQL:
        """Whether a text is of the form of a regular expression."""
        return SQL(f"regexp_like({value}, {form})")

    def converted(self, value: SQL, kind: Kind) -> SQL:
        """A text of the form of a kind as a value; null where it is out of the range of the type."""
        if kind == "timestamp":
            zoned = self.try_cast(value, "timestamp with time zone")
            return self.cast(zoned, "timestamp")
        types = {
            "integer": self.integer_type,
            "decimal": "decimal(38, 9)",
            "float": "double",
            "boolean": self.boolean_type,
            "date": "date",
        }
        return self.try_cast(value, types[kind]) if kind in types else value

    def window(self, value: SQL, grain: str) -> SQL:
        """The start of the hour or day of a time, in seconds since 1970."""
        return SQL(f"cast(extract(epoch from date_trunc({self.text(grain)}, {value})) as bigint)")

    def microseconds(self, value: SQL) -> SQL:
        """A timestamp as whole microseconds since 1970."""
        return SQL(f"cast(extract(epoch from {value}) * 1000000 as bigint)")

    def md5(self, text: SQL) -> SQL:
        """32 hexadecimal digits, in lower case."""
        return SQL(f"md5({text})")

    def prefix(self, text: SQL, length: int) -> SQL:
        return SQL(f"substr({text}, 1, {length})")

    def replaced(self, text: SQL, old: str, new: str) -> SQL:
        return SQL(f"replace({text}, {self.text(old)}, {self.text(new)})")

    def concatenated(self, parts: Sequence[SQL]) -> SQL:
        return SQL(" || ".join(parts))

    def hashed(self, text: SQL) -> SQL:
        """A text's hash as `hash_sum` and `hash_xor` take it."""
        return self.md5(text)

    def hash_sum(self, hashed: SQL) -> SQL:
        """The sum of the first 64 bits of hashes, exact or modulo 2^64."""
        raise NotImplementedError

    def hash_xor(self, hashed: SQL) -> SQL:
        """The exclusive or of the first 64 bits of hashes, signed or not."""
        raise NotImplementedError

    def fixed(self, value: SQL, scale: int, kind: Kind) -> SQL:
        """A number as text with so many digits after the point."""
        return self.cast(self.cast(value, f"decimal(38, {scale})"), self.text_type)

    def exact(self, value: SQL, scale: int) -> SQL:
        return self.cast(value, f"decimal(38, {scale})")

    def final(self, table: SQL) -> SQL | None:
        """The last version of each row as the engine itself knows it, if it does."""
        return None

    # Texts that are equal exactly when the values are, whatever the engine.

    def canonical(self, value: SQL, kind: Kind, scale: int) -> SQL:
        """A value as a text with a mark before it, and a mark for null.

        `scale` is the digits that both sides of a comparison have after the point.
        """
        texts = {
            "text": lambda: self.replaced(self.cast(value, self.text_type), UNIT, ESCAPED_UNIT),
            "integer": lambda: self.cast(self.cast(value, self.integer_type), self.text_type),
            "decimal": lambda: self.fixed(value, scale, "decimal"),
            "float": lambda: self.fixed(value, scale, "float"),
            "boolean": lambda: SQL(f"case when {value} then '1' else '0' end"),
            "timestamp": lambda: self.cast(self.rounded(self.microseconds(value), scale), self.text_type),
            "date": lambda: self.cast(value, self.text_type),
        }
        text = texts.get(kind, texts["text"])()
        marked = self.concatenated([self.text(VALUE), text])
        return SQL(f"case when {value} is null then {self.text(NULL)} else {marked} end")

    def rounded(self, microseconds: SQL, scale: int) -> SQL:
        unit = 10 ** (6 - min(scale, 6))
        if unit == 1:
            return microseconds
        return SQL(f"({microseconds} - {self.modulo(microseconds, unit)})")

    def modulo(self, value: SQL, divisor: int) -> SQL:
        return SQL(f"mod({value}, {divisor})")

    def row_text(self, values: Sequence[SQL]) -> SQL:
        parts: list[SQL] = []
        for value in values:
            if parts:
                parts.append(self.text(SEPARATOR))
            parts.append(value)
        return self.concatenated(parts)

    # What a table looks like

    def describe(self, table: SQL) -> SQL:
        return SQL(f"describe {table}")

    def column_type(self, words: str) -> ColumnType:
        """A type in the engine's words."""
        text = words.strip().lower()
        base = re.split(r"[\s(]", text, maxsplit=1)[0]
        numbers = [int(digits) for digits in re.findall(r"\d+", text)]
        if base in ("decimal", "numeric", "number"):
            scale = numbers[1] if len(numbers) > 1 else (0 if numbers else None)
            # Snowflake has no other integers than numbers without fraction.
            kind: Kind = "integer" if base == "number" and scale == 0 else "decimal"
            return ColumnType(kind, scale, words=words)
        if base.startswith("timestamp") or base in ("datetime", "timestamptz"):
            zoned = "with time zone" in text or base in (
                "timestamptz",
                "timestamp_tz",
                "timestamp_ltz",
            )
            return ColumnType("timestamp", 6, zoned, words)
        kinds: dict[Kind, tuple[str, ...]] = {
            "text": ("varchar", "text", "string", "char", "character", "bpchar"),
            "integer": (
                *("bigint", "integer", "int", "smallint", "tinyint", "hugeint"),
                *("ubigint", "uinteger", "usmallint", "utinyint", "uhugeint"),
                *("int2", "int4", "int8"),
            ),
            "float": ("double", "float", "real", "float4", "float8"),
            "boolean": ("boolean", "bool"),
            "date": ("date",),
        }
        for kind, names in kinds.items():
            if base in names:
                return ColumnType(kind, words=words)
        return ColumnType("other", words=words)

    # Changes

    def create(self, table: SQL, columns: Sequence[tuple[str, str]], key: str) -> SQL:
        fields = ", ".join(f"{self.name_of(name)} {kind}" for name, kind in columns)
        return SQL(f"create table if not exists {table} ({fields})")

    def create_like(self, table: SQL, query: SQL, key: str) -> SQL:
        return SQL(f"create table if not exists {table} as {query} limit 0")

    def nullable(self, kind: str) -> str:
        """A type whose columns may be null."""
        return kind

    def add_column(self, table: SQL, name: str, kind: str) -> SQL:
        return SQL(f"alter table {table} add column {self.name_of(name)} {kind}")

    def is_nan(self, value: SQL) -> SQL:
        """Whether a floating point number is none; engines do not agree on how that compares."""
        return SQL(f"{value} = 'NaN'")

    def delete(self, table: SQL, where: Sequence[SQL]) -> SQL:
        return SQL(f"delete from {table} where {self.all_of(where)}")


class DuckDB(Dialect):
    name = "duckdb"

    def matches(self, value: SQL, form: SQL) -> SQL:
        return SQL(f"regexp_matches({value}, {form})")

    def is_nan(self, value: SQL) -> SQL:
        return SQL(f"isnan({value})")

    def window(self, value: SQL, grain: str) -> SQL:
        return SQL(f"cast(epoch(date_trunc({self.text(grain)}, {value})) as bigint)")

    def microseconds(self, value: SQL) -> SQL:
        return SQL(f"epoch_us({value})")

    def number_of(self, digits: SQL) -> SQL:
        return SQL(f"cast('0x' || substr({digits}, 1, 16) as ubigint)")

    def hash_sum(self, hashed: SQL) -> SQL:
        return SQL(f"sum(cast({self.number_of(hashed)} as hugeint))")

    def hash_xor(self, hashed: SQL) -> SQL:
        return SQL(f"bit_xor({self.number_of(hashed)})")

    def fixed(self, value: SQL, scale: int, kind: Kind) -> SQL:
        if kind != "float":
            return super().fixed(value, scale, kind)
        # What no decimal can be keeps its own word.
        exact = self.cast(self.try_cast(value, f"decimal(38, {scale})"), self.text_type)
        return SQL(f"coalesce({exact}, cast({value} as varchar))")


class PostgreSQL(Dialect):
    name = "postgres"
    text_type = "text"
    number_type = "numeric"

    def try_cast(self, value: SQL, type_name: str) -> SQL:
        # PostgreSQL 15 cannot ask whether a text is a value; the form of the text leaves the range of integers alone.
        own = {"double": "double precision", "decimal(38, 9)": "numeric"}.get(type_name, type_name)
        converted = SQL(f"cast({value} as {own})")
        if type_name != "bigint":
            return converted
        whole = self.cast(value, "numeric")
        return SQL(f"case when {whole} between {-(2**63)} and {2**63 - 1} then {converted} end")

    def matches(self, value: SQL, form: SQL) -> SQL:
        return SQL(f"{value} ~ {form}")

    def text(self, value: str) -> SQL:
        if "\\" in value:
            # The same whatever standard_conforming_strings says.
            doubled = value.replace("\\", "\\\\").replace("'", "''")
            return SQL(f"E'{doubled}'")
        return super().text(value)

    def hash_number(self, digits: SQL) -> SQL:
        return SQL(f"cast(cast('x' || substr({digits}, 1, 16) as bit(64)) as bigint)")

    def hash_sum(self, hashed: SQL) -> SQL:
        return SQL(f"sum({self.hash_number(hashed)})")

    def hash_xor(self, hashed: SQL) -> SQL:
        return SQL(f"bit_xor({self.hash_number(hashed)})")

    def fixed(self, value: SQL, scale: int, kind: Kind) -> SQL:
        return SQL(f"cast(round(cast({value} as numeric), {scale}) as text)")

    def exact(self, value: SQL, scale: int) -> SQL:
        return SQL(f"round(cast({value} as numeric), {scale})")

    def microseconds(self, value: SQL) -> SQL:
        return SQL(f"cast(extract(epoch from {value}) * 1000000 as bigint)")

    def describe(self, table: SQL) -> SQL:
        return SQL(
            "select attname, format_type(atttypid, atttypmod) from pg_attribute "
            f"where attrelid = cast({self.text(table)} as regclass) "
            "and attnum > 0 and not attisdropped order by attnum"
        )

    def create_like(self, table: SQL, query: SQL, key: str) -> SQL:
        return SQL(f"create table if not exists {table} as {query} limit 0")


class ClickHouse(Dialect):
    name = "clickhouse"
    quote = "`"
    backslashes = True
    text_type = "String"
    integer_type = "Int64"
    boolean_type = "Bool"
    timestamp_type = "DateTime('UTC')"
    number_type = "Decimal(38, 9)"

    def name_of(self, name: str) -> SQL:
        escaped = name.replace("\\", "\\\\").replace("`", "\\`")
        return SQL(f"`{escaped}`")

    def cast(self, value: SQL, type_name: str) -> SQL:
        if type_name == "String":
            return SQL(f"toString({value})")
        return SQL(f"cast({value}, {self.text(f'Nullable({type_name})')})")

    def try_cast(self, value: SQL, type_name: str) -> SQL:
        functions = {
            "Int64": "toInt64OrNull(%s)",
            "decimal(38, 9)": "toDecimal128OrNull(%s, 9)",
            "double": "toFloat64OrNull(%s)",
        }
        if type_name == "date":
            # A day that the type does not reach becomes another one there, not null.
            day = f"toDate32OrNull(trim({value}))"
            return SQL(f"if(toString({day}) = trim({value}), {day}, null)")
        if type_name == "Bool":
            return SQL(
                f"multiIf(lower(trim({value})) in ('true', 't', '1'), true, "
                f"lower(trim({value})) in ('false', 'f', '0'), false, null)"
            )
        return SQL(functions[type_name] % f"trim({value})")

    def matches(self, value: SQL, form: SQL) -> SQL:
        return SQL(f"match({value}, {form})")

    def converted(self, value: SQL, kind: Kind) -> SQL:
        if kind == "timestamp":
            return SQL(f"parseDateTime64BestEffortOrNull(trim({value}), 6, 'UTC')")
        return super().converted(value, kind)

    def number(self, value: Decimal | int) -> SQL:
        # A literal with a point would be a binary float.
        digits = f"{Decimal(value):f}"
        if "." not in digits:
            return super().number(value)
        return SQL(f"toDecimal128({self.text(digits)}, {min(len(digits), 18)})")

    def instant(self, time: datetime) -> SQL:
        utc = time.astimezone(timezone.utc).replace(tzinfo=None)
        return SQL(f"toDateTime64({self.text(utc.isoformat(sep=' '))}, 6, 'UTC')")

    def day(self, day: date) -> SQL:
        return SQL(f"toDate32({self.text(day.isoformat())})")

    def utc(self, value: SQL, type_of: ColumnType) -> SQL:
        # Times are instants here, whatever zone they are shown in.
        return value

    def window(self, value: SQL, grain: str) -> SQL:
        function = {"hour": "toStartOfHour", "day": "toStartOfDay"}[grain]
        return SQL(f"toInt64(toUnixTimestamp({function}({value}, 'UTC')))")

    def microseconds(self, value: SQL) -> SQL:
        return SQL(f"toUnixTimestamp64Micro(toDateTime64({value}, 6, 'UTC'))")

    def modulo(self, value: SQL, divisor: int) -> SQL:
        return SQL(f"modulo({value}, {divisor})")

    def md5(self, text: SQL) -> SQL:
        return SQL(f"lower(hex(MD5({text})))")

    def prefix(self, text: SQL, length: int) -> SQL:
        return SQL(f"substring({text}, 1, {length})")

    def replaced(self, text: SQL, old: str, new: str) -> SQL:
        return SQL(f"replaceAll({text}, {self.text(old)}, {self.text(new)})")

    def concatenated(self, parts: Sequence[SQL]) -> SQL:
        return SQL(f"concat({', '.join(parts)})") if len(parts) > 1 else parts[0]

    def hash_number(self, digits: SQL) -> SQL:
        return SQL(f"reinterpretAsUInt64(reverse(unhex(substring({digits}, 1, 16))))")

    def hash_sum(self, hashed: SQL) -> SQL:
        return SQL(f"sum({self.hash_number(hashed)})")

    def hash_xor(self, hashed: SQL) -> SQL:
        return SQL(f"groupBitXor({self.hash_number(hashed)})")

    def fixed(self, value: SQL, scale: int, kind: Kind) -> SQL:
        return SQL(f"toDecimalString({value}, {scale})")

    def exact(self, value: SQL, scale: int) -> SQL:
        return SQL(f"toDecimal128({value}, {scale})")

    def is_nan(self, value: SQL) -> SQL:
        return SQL(f"isNaN({value})")

    def nullable(self, kind: str) -> str:
        return f"Nullable({kind})"

    def final(self, table: SQL) -> SQL | None:
        return SQL(f"{table} final")

    def describe(self, table: SQL) -> SQL:
        return SQL(f"describe table {table}")

    def column_type(self, words: str) -> ColumnType:
        text = words.strip()
        while inner := re.fullmatch(r"(?:Nullable|LowCardinality)\((.*)\)", text):
            text = inner[1]
        if text.startswith("DateTime64"):
            return ColumnType("timestamp", int(re.findall(r"\d+", text)[1]), words=words)
        if text.startswith("DateTime"):
            return ColumnType("timestamp", 0, words=words)
        if text.startswith("Decimal"):
            numbers = [int(digits) for digits in re.findall(r"\d+", text)]
            return ColumnType("decimal", numbers[-1], words=words)
        if re.match(r"U?Int\d+$", text):
            return ColumnType("integer", words=words)
        if text in ("Float32", "Float64", "BFloat16"):
            return ColumnType("float", words=words)
        if text in ("Date", "Date32"):
            return ColumnType("date", words=words)
        if text == "Bool":
            return ColumnType("boolean", words=words)
        if text == "String" or text.startswith(("FixedString", "Enum", "UUID")):
            return ColumnType("text", words=words)
        return ColumnType("other", words=words)

    def create(self, table: SQL, columns: Sequence[tuple[str, str]], key: str) -> SQL:
        fields = ", ".join(
            f"{self.name_of(name)} Nullable({kind})" if name != key else f"{self.name_of(name)} {kind}"
            for name, kind in columns
        )
        return SQL(f"create table if not exists {table} ({fields}) engine = MergeTree order by {self.name_of(key)}")

    def create_like(self, table: SQL, query: SQL, key: str) -> SQL:
        return SQL(
            f"create table if not exists {table} engine = MergeTree order by {self.name_of(key)} as {query} limit 0"
        )


class Snowflake(Dialect):
    name = "snowflake"
    backslashes = True
    timestamp_type = "timestamp_ntz"
    number_type = "number(38, 9)"

    def path(self, table: str) -> SQL:
        """Names that were written without quotes are kept in capitals there."""
        return SQL(".".join(self.name_of(folded(part)) for part in table.split(".")))

    def instant(self, time: datetime) -> SQL:
        utc = time.astimezone(timezone.utc).replace(tzinfo=None)
        return self.cast(self.text(utc.isoformat(sep=" ")), "timestamp_ntz")

    def day(self, day: date) -> SQL:
        return self.cast(self.text(day.isoformat()), "date")

    def utc(self, value: SQL, type_of: ColumnType) -> SQL:
        if not type_of.zoned:
            return value
        converted = SQL(f"convert_timezone('UTC', {value})")
        return self.cast(converted, "timestamp_ntz")

    def converted(self, value: SQL, kind: Kind) -> SQL:
        if kind == "timestamp":
            zoned = SQL(f"try_to_timestamp_tz({value})")
            return self.utc(zoned, ColumnType("timestamp", 6, True))
        return super().converted(value, kind)

    def window(self, value: SQL, grain: str) -> SQL:
        return SQL(f"date_part(epoch_second, date_trunc({self.text(grain)}, {value}))")

    def microseconds(self, value: SQL) -> SQL:
        return SQL(f"date_part(epoch_microsecond, {value})")

    def hashed(self, text: SQL) -> SQL:
        return SQL(f"md5_number_upper64({text})")

    def hash_sum(self, hashed: SQL) -> SQL:
        return SQL(f"sum({self.cast(hashed, 'number(38, 1)')})")

    def hash_xor(self, hashed: SQL) -> SQL:
        # Its bit operations are of signed 64 bits, so each half is taken by itself.
        low = SQL(f"mod({hashed}, 4294967296)")
        high = SQL(f"({hashed} - {low}) / 4294967296")
        halves = [f"bitxor_agg({self.cast(half, 'bigint')})" for half in (high, low)]
        # The point makes it a decimal of 38 digits wherever it is multiplied.
        return SQL(f"({halves[0]} * 4294967296.0 + {halves[1]})")

    def describe(self, table: SQL) -> SQL:
        return SQL(f"describe table {table}")


class SparkSQL(Dialect):
    name = "spark"
    quote = "`"
    backslashes = True
    text_type = "string"

    def is_nan(self, value: SQL) -> SQL:
        return SQL(f"isnan({value})")

    def text(self, value: str) -> SQL:
        # A doubled quote is two literals to Spark, which it joins.
        escaped = value.replace("\\", "\\\\").replace("'", "\\'")
        return SQL(f"'{escaped}'")

    def number(self, value: Decimal | int) -> SQL:
        digits = f"{Decimal(value):f}"
        exact = f"{digits}BD" if "." in digits else digits
        return SQL(f"({exact})" if digits.startswith("-") else exact)

    def utc(self, value: SQL, type_of: ColumnType) -> SQL:
        return value

    def matches(self, value: SQL, form: SQL) -> SQL:
        return SQL(f"{value} rlike {form}")

    def converted(self, value: SQL, kind: Kind) -> SQL:
        if kind == "timestamp":
            return self.try_cast(value, "timestamp")
        return super().converted(value, kind)

    def window(self, value: SQL, grain: str) -> SQL:
        return SQL(f"unix_seconds(cast(date_trunc({self.text(grain)}, {value}) as timestamp))")

    def microseconds(self, value: SQL) -> SQL:
        return SQL(f"unix_micros(cast({value} as timestamp))")

    def hash_sum(self, hashed: SQL) -> SQL:
        number = f"cast(conv(substr({hashed}, 1, 16), 16, 10) as decimal(20, 0))"
        return SQL(f"sum({number})")

    def hash_xor(self, hashed: SQL) -> SQL:
        return SQL(f"bit_xor(cast(conv(substr({hashed}, 1, 16), 16, -10) as bigint))")

    def fixed(self, value: SQL, scale: int, kind: Kind) -> SQL:
        exact = super().fixed(value, scale, kind)
        if kind != "float":
            return exact
        tried = self.cast(self.try_cast(value, f"decimal(38, {scale})"), "string")
        return SQL(f"coalesce({tried}, cast({value} as string))")

    def describe(self, table: SQL) -> SQL:
        return SQL(f"describe table {table}")


def folded(name: str) -> str:
    """A name of Snowflake as it keeps it: in capitals unless it needed quotes."""
    return name.upper() if re.fullmatch(r"[a-z_][a-z0-9_$]*", name) else name


DIALECTS: dict[str, Dialect] = {
    "chdb": ClickHouse(),
    "clickhouse": ClickHouse(),
    "duckdb": DuckDB(),
    "fakesnow": Snowflake(),
    "postgres": PostgreSQL(),
    "snowflake": Snowflake(),
    "spark": SparkSQL(),
}
