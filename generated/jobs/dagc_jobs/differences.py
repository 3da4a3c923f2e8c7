"""Which keys differ between two layers: by bisection of the hashes of their rows.

Buckets of keys are compared by count, sum and exclusive or; only those that differ are
cut further, until few enough rows are left to be fetched. Of a table of ten million rows
with one changed row, some thousand digests and rows come over.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Literal

from dagc_jobs.dialects import SEPARATOR
from dagc_jobs.sides import Digest, Row, Side, shown
from dagc_jobs.values import Interval

# Digits of a hash by which buckets are cut at a time: 256 buckets.
DIGITS = 2
# Rows of both layers that may be fetched at the end.
LEAF_ROWS = 4_000
# Buckets above which not all that differ are looked into: then so much differs that a part of it says enough.
WIDEST = 24
DEEPEST = 12
# Keys that are looked for elsewhere by one query, when one layer lacks them.
LOOKED_UP = 1_000
# Relative difference up to which binary floating point numbers count as equal.
FLOAT_TOLERANCE = Decimal("1e-9")

Kind = Literal["missing", "duplicated", "changed", "shifted"]


@dataclass(frozen=True)
class Difference:
    """How one key differs."""

    kind: Kind
    # The layer that lacks the row, or has it too often; None where both have it.
    side: str | None
    key: tuple[str, ...]
    # When the row is, as the layer says that has it.
    microseconds: int
    # Columns that differ: in speed, in batch.
    columns: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    # By how much the speed layer's time is later.
    delta: int | None = None
    count: int = 1

    @property
    def shown_key(self) -> str:
        return ", ".join(shown(part) for part in self.key)


@dataclass
class Drill:
    """What the drill-down found."""

    differences: list[Difference] = field(default_factory=list)
    # The part of all keys in buckets that differ whose rows were fetched. Which part that is depends on hashes alone,
    # so what is found in it stands for the rest.
    share: float = 1.0

    @property
    def is_complete(self) -> bool:
        return self.share >= 1

    def estimated(self, count: int) -> int:
        """How many there are in all, when so many were found."""
        return round(count / self.share)

    def at_least(self, count: int) -> int:
        """How many there are but for chance: two standard deviations fewer than estimated, no fewer than found."""
        return count if self.is_complete else max(count, math.floor((count - 2 * math.sqrt(count)) / self.share))


def differing(speed: Mapping[str, Digest], batch: Mapping[str, Digest]) -> list[str]:
    """The buckets that are not the same in both layers, in their order."""
    names = sorted(speed.keys() | batch.keys())
    return [name for name in names if speed.get(name) != batch.get(name)]


def drill(
    speed: Side,
    batch: Side,
    spans: Sequence[Interval],
    interval: Interval,
    tolerances: Mapping[str, Decimal],
) -> Drill:
    """Finds the keys that differ within spans of time."""
    found = Drill()
    parents: list[str] = []
    length = DIGITS
    while True:
        digests = [side.buckets(spans, parents, length) for side in (speed, batch)]
        unequal = differing(*digests)
        if not unequal:
            return found
        rows = rows_in(unequal, digests)
        if rows <= LEAF_ROWS or length >= DEEPEST:
            break
        if len(unequal) > WIDEST:
            chosen = fitting(unequal, digests) or unequal[:WIDEST]
            found.share *= rows_in(chosen, digests) / rows
            unequal = chosen
            if rows_in(unequal, digests) <= LEAF_ROWS:
                break
        parents, length = unequal, length + DIGITS
    ours, theirs = (side.rows(spans, unequal) for side in (speed, batch))
    found.differences = compared(speed, ours, theirs, tolerances)
    found.differences = looked_up(speed, batch, found.differences, interval)
    return found


def rows_in(buckets: Sequence[str], digests: Sequence[Mapping[str, Digest]]) -> int:
    return sum(digest[name].rows for digest in digests for name in buckets if name in digest)


def fitting(buckets: Sequence[str], digests: Sequence[Mapping[str, Digest]]) -> list[str]:
    """The first buckets whose rows may all be fetched."""
    rows, result = 0, []
    for name in buckets:
        rows += rows_in([name], digests)
        if rows > LEAF_ROWS:
            break
        result.append(name)
    return result


def by_key(rows: Sequence[Row]) -> dict[tuple[str, ...], list[Row]]:
    result: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        result.setdefault(row.key, []).append(row)
    return result


def compared(
    side: Side,
    speed: Sequence[Row],
    batch: Sequence[Row],
    tolerances: Mapping[str, Decimal],
) -> list[Difference]:
    """How rows differ, key by key."""
    ours, theirs = by_key(speed), by_key(batch)
    result: list[Difference] = []
    for key in sorted(ours.keys() | theirs.keys()):
        result += of_key(side, key, ours.get(key, []), theirs.get(key, []), tolerances)
    return result


def of_key(
    side: Side,
    key: tuple[str, ...],
    ours: Sequence[Row],
    theirs: Sequence[Row],
    tolerances: Mapping[str, Decimal],
) -> list[Difference]:
    if not ours or not theirs:
        rows = ours or theirs
        lacking = "speed" if not ours else "batch"
        return [Difference("missing", lacking, key, rows[0].microseconds, count=len(rows))]
    result: list[Difference] = []
    if len(ours) != len(theirs):
        more, often = ("speed", ours) if len(ours) > len(theirs) else ("batch", theirs)
        count = abs(len(ours) - len(theirs))
        result.append(Difference("duplicated", more, key, often[0].microseconds, count=count))
    left = Counter(row.values for row in ours)
    right = Counter(row.values for row in theirs)
    only_ours, only_theirs = (
        sorted((left - right).elements()),
        sorted((right - left).elements()),
    )
    for mine, its in zip(only_ours, only_theirs, strict=False):
        columns = {
            column: (a, b)
            for column, a, b in zip(side.compared, mine, its, strict=True)
            if not same(side, column, a, b, tolerances)
        }
        if columns:
            result.append(changed(side, key, ours[0], theirs[0], columns))
    return result


def changed(
    side: Side,
    key: tuple[str, ...],
    ours: Row,
    theirs: Row,
    columns: Mapping[str, tuple[str, str]],
) -> Difference:
    if set(columns) == {side.time}:
        delta = ours.microseconds - theirs.microseconds
        return Difference("shifted", None, key, theirs.microseconds, columns, delta)
    return Difference("changed", None, key, theirs.microseconds, columns)


def same(side: Side, column: str, speed: str, batch: str, tolerances: Mapping[str, Decimal]) -> bool:
    """Whether two canonical texts are equal but for what the column's type allows."""
    if speed == batch:
        return True
    form = side.forms[column]
    if form.kind not in ("decimal", "float") or "n" in (speed, batch):
        return False
    try:
        left, right = Decimal(shown(speed)), Decimal(shown(batch))
    except InvalidOperation:
        return False
    if not (left.is_finite() and right.is_finite()):
        return str(left) == str(right)
    allowed = tolerances.get(column, Decimal(0))
    if form.kind == "float":
        # Half a unit of the last digit that is compared, for what was rounded.
        unit = Decimal(1).scaleb(-form.scale)
        allowed = max(allowed, unit, FLOAT_TOLERANCE * max(abs(left), abs(right)))
    return abs(left - right) <= allowed


def looked_up(speed: Side, batch: Side, differences: Sequence[Difference], interval: Interval) -> list[Difference]:
    """Rows that a layer lacks may stand there with another time."""
    result: list[Difference] = []
    moved: dict[tuple[str, tuple[str, ...]], Row] = {}
    again: set[tuple[str, tuple[str, ...]]] = set()
    for side, other in ((speed, batch), (batch, speed)):
        lacking = [d for d in differences if d.kind == "missing" and d.side == side.name]
        wanted = sorted({digest(d.key) for d in lacking})
        for first in range(0, len(wanted), LOOKED_UP):
            found_rows = side.elsewhere(wanted[first : first + LOOKED_UP], interval)
            if not found_rows:
                continue
            moved.update({(side.name, row.key): row for row in found_rows})
            standing = {(row.key, row.microseconds) for row in found_rows}
            # A layer that has the row at both times has not moved it, but has it once more.
            for row in other.elsewhere(sorted({digest(row.key) for row in found_rows}), interval):
                if (row.key, row.microseconds) in standing:
                    again.add((side.name, row.key))
    for difference in differences:
        found = moved.get((difference.side or "", difference.key))
        if difference.kind != "missing" or found is None:
            result.append(difference)
            continue
        if (difference.side or "", difference.key) in again:
            more = "batch" if difference.side == "speed" else "speed"
            count = difference.count
            result.append(Difference("duplicated", more, difference.key, difference.microseconds, count=count))
            continue
        is_speed = difference.side == "speed"
        ours, theirs = (
            (found.microseconds, difference.microseconds) if is_speed else (difference.microseconds, found.microseconds)
        )
        texts = (f"v{ours}", f"v{theirs}")
        result.append(
            Difference(
                "shifted",
                None,
                difference.key,
                difference.microseconds,
                {speed.time: texts},
                ours - theirs,
            )
        )
    return result


def digest(key: Sequence[str]) -> str:
    """The hash of a key's canonical texts, as the engines compute it."""
    text = SEPARATOR.join(key)
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
