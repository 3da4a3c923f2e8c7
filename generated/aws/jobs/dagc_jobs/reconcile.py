"""Reconciliations: the speed layer held against the batch layer, window by window.

The layers are compared below a watermark: the end of the interval less the lateness that
is allowed, or the newest row of the layer that is behind. What differs is given its
name - late, shifted, duplicated, missing, changed - down to the keys, and what is to be
run again is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from dagc_jobs.differences import FLOAT_TOLERANCE, Difference, Drill, drill
from dagc_jobs.errors import BAD_DATA, DONE, JobError
from dagc_jobs.metrics import Sample
from dagc_jobs.results import Places, Result
from dagc_jobs.sides import Side, Window, common_forms, instant_of, shown
from dagc_jobs.values import Interval, duration, listed, percent, plain, plural

GRAINS = {"hour": 3_600, "day": 86_400}
# Windows and rows that a result lists.
LISTED_WINDOWS = 200
LISTED_ROWS = 50
LISTED_KEYS = 10
# Windows by which a layer is tried to be shifted, and the share that must then agree.
SHIFTS = 26
SHIFTED_SHARE = Decimal("0.8")
DEFAULT_FLOOR_ROWS = 10
# Rows at the end are late, though some of them have come, if a layer has less than this part of them, and lacks some
# until as near to the end as this part of the time since the first of them.
STRAGGLING_SHARE = 0.5
STRAGGLING_END = 0.1
# A layer that lacks the most of a longer part of the interval than this is broken, and not late.
STRAGGLING_LONGEST = 0.25


@dataclass
class Finding:
    """A way in which the layers differ."""

    kind: str
    status: str
    message: str
    rows: int | None = None
    keys: list[str] = field(default_factory=list)

    def document(self) -> dict[str, Any]:
        result: dict[str, Any] = {
            "kind": self.kind,
            "status": self.status,
            "message": self.message,
        }
        if self.rows is not None:
            result["rows"] = self.rows
        if self.keys:
            result["keys"] = self.keys
        return result


@dataclass
class Unequal:
    """A window that differs, and how."""

    start: int
    speed: Window | None
    batch: Window | None
    rows: int = 0
    percent: Decimal = Decimal(0)
    reasons: list[str] = field(default_factory=list)
    status: str = "warning"


class Comparison:
    """A reconciliation on its two open engines."""

    def __init__(self, specification: Mapping[str, Any], interval: Interval) -> None:
        if interval.start is None or interval.end is None:
            raise JobError("a reconciliation is about an interval: give --from and --to")
        self.specification = specification
        self.interval = interval
        self.start, self.end = interval.start, interval.end
        self.grain = GRAINS[specification["grain"]]
        self.speed = Side("speed", specification["speed"], specification)
        self.batch = Side("batch", specification["batch"], specification)
        self.critical = Decimal(str(specification["critical_percent"]))
        self.warn = Decimal(str(specification.get("warn_percent", 0)))
        self.floor = int(specification.get("floor_rows", DEFAULT_FLOOR_ROWS))
        self.tolerances = {
            measure["column"]: Decimal(str(measure.get("tolerance", 0)))
            for measure in specification["measures"]
            if measure["measure"] == "sum"
        }
        self.shares = {
            measure.get("column", "rows"): Decimal(str(measure.get("tolerance_percent", 0)))
            for measure in specification["measures"]
        }
        self.findings: list[Finding] = []
        self.unequal: list[Unequal] = []
        self.found = Drill()
        self.lag = {"speed": 0, "batch": 0}
        self.late: dict[str, Finding] = {}
        self.watermark = self.end
        self.windows: dict[str, dict[int, Window]] = {"speed": {}, "batch": {}}

    @property
    def sides(self) -> tuple[Side, Side]:
        return (self.speed, self.batch)

    def run(self) -> None:
        self.check_columns()
        forms = common_forms(*self.sides)
        for side in self.sides:
            side.forms = forms
        self.tell_types()
        self.watermark = self.end - timedelta(seconds=int(self.specification.get("lateness_seconds", 0)))
        self.watermark = max(self.watermark, self.start)
        below = Interval(self.start, self.watermark)
        self.windows = {side.name: side.windows(below) for side in self.sides}
        if not any(self.windows.values()):
            self.findings.append(Finding("empty", "warning", "neither layer has a row in this interval"))
            return
        self.unequal = self.compare()
        if self.unequal and self.find_shift():
            self.judge()
            return
        if self.unequal:
            self.find_lateness()
        if self.unequal and self.speed.keys:
            self.find_keys()
        self.judge()

    def check_columns(self) -> None:
        for side in self.sides:
            lost = side.table.missing(side.used)
            if lost:
                new = side.table.unknown()
                hint = f"; it has {listed(new)}, which nobody declared" if new else ""
                raise JobError(
                    f"{side.name} layer: the schema has changed: {side.table.declared.name} "
                    f"is without {listed(lost)}{hint}"
                )

    def tell_types(self) -> None:
        for column in self.speed.used:
            kinds = [side.table.type_of(column) for side in self.sides]
            names = {kind.kind for kind in kinds}
            if len(names) > 1 and names & {"float", "text"} and names != {"text", "other"}:
                words = f"{column} is {kinds[0].words} in the speed layer and {kinds[1].words} in the batch layer"
                if self.speed.forms[column].kind == "float":
                    words += f"; compared to {self.speed.forms[column].scale} digits after the point"
                self.findings.append(Finding("types", "ok", words))

    # Windows

    def compare(self) -> list[Unequal]:
        speed, batch = self.windows["speed"], self.windows["batch"]
        result: list[Unequal] = []
        for start in sorted(speed.keys() | batch.keys()):
            ours, theirs = speed.get(start), batch.get(start)
            if ours is None or theirs is None or not self.is_equal(ours, theirs):
                result.append(Unequal(start, ours, theirs))
        return result

    def is_equal(self, speed: Window, batch: Window) -> bool:
        if self.speed.keys:
            # Equal hashes of whole rows say all that sums say, but for columns that are
            # only summed.
            return speed.digest == batch.digest and self.agrees_in_what_is_only_summed(speed, batch)
        return speed.digest.rows == batch.digest.rows and all(
            self.is_near(column, speed, batch) for column in self.speed.sums
        )

    def agrees_in_what_is_only_summed(self, speed: Window, batch: Window) -> bool:
        """Whether columns agree that no hash of a row holds."""
        hashed = {*self.speed.keys, *self.speed.columns}
        return all(self.is_near(column, speed, batch) for column in self.speed.sums if column not in hashed)

    def is_near(self, column: str, speed: Window, batch: Window) -> bool:
        left, right = speed.sums[column], batch.sums[column]
        if left is None or right is None:
            return left is right
        if not (left.is_finite() and right.is_finite()):
            return str(left) == str(right)
        larger = max(abs(left), abs(right))
        allowed = max(
            self.tolerances.get(column, Decimal(0)),
            larger * self.shares.get(column, Decimal(0)) / 100,
        )
        if self.speed.forms[column].kind == "float":
            allowed = max(allowed, larger * FLOAT_TOLERANCE)
        return abs(left - right) <= allowed

    def rows(self, side: str, windows: Sequence[int] | None = None) -> int:
        own = self.windows[side]
        chosen = own if windows is None else [start for start in windows if start in own]
        return sum(own[start].digest.rows for start in chosen)

    # Shifts by whole windows

    def find_shift(self) -> bool:
        """Whether the keys of a layer stand as a whole in other windows."""
        speed, batch = self.windows["speed"], self.windows["batch"]
        if not self.speed.keys or len(self.unequal) < 3 or 2 * len(self.unequal) < len(batch):
            return False
        for step in sorted(range(-SHIFTS, SHIFTS + 1), key=abs):
            offset = step * self.grain
            # A clock that is wrong moves rows out of the interval at one of its ends.
            pairs = [(speed[start + offset], known) for start, known in batch.items() if start + offset in speed]
            if step == 0 or len(pairs) < 3:
                continue
            agreeing = sum(ours.digest.keys == theirs.digest.keys for ours, theirs in pairs)
            if agreeing >= SHIFTED_SHARE * len(pairs):
                later = "later" if offset > 0 else "earlier"
                self.findings.append(
                    Finding(
                        "shifted",
                        "failed",
                        f"the speed layer is {duration(offset)} {later} than the batch layer: "
                        f"{agreeing} of {plural(len(pairs), 'window')} hold the same keys so far apart; "
                        "look at the time zone of the layer that is wrong",
                        sum(ours.digest.rows for ours, _ in pairs),
                    )
                )
                return True
        return False

    # Lateness

    def find_lateness(self) -> None:
        """Rows at the end of the interval that one of the layers does not have yet."""
        newest = {
            name: max((window.last for window in windows.values()), default=None)
            for name, windows in self.windows.items()
        }
        for behind, ahead in ((self.speed, self.batch), (self.batch, self.speed)):
            last, other = newest[behind.name], newest[ahead.name]
            if last is None or other is None or other <= last:
                continue
            cut = instant_of(last) + self.precision()
            gap = timedelta(microseconds=other - last)
            self.be_late(behind, ahead, cut, gap, f"ends {duration(gap.total_seconds())} before the other")

    def find_stragglers(self) -> bool:
        """Rows at the end of which a layer has some, and not yet the most."""
        for behind, ahead in ((self.speed, self.batch), (self.batch, self.speed)):
            lacking = [d.microseconds for d in self.found.differences if d.kind == "missing" and d.side == behind.name]
            if not lacking:
                continue
            first, last = instant_of(min(lacking)), instant_of(max(lacking))
            span = self.watermark - first
            end = Interval(first, self.watermark)
            if self.watermark - last > span * STRAGGLING_END or span > (self.end - self.start) * STRAGGLING_LONGEST:
                continue
            if behind.count(end) < ahead.count(end) * STRAGGLING_SHARE:
                words = f"has few of the rows of the last {duration(span.total_seconds())}"
                self.be_late(behind, ahead, first, span, words)
                return True
        return False

    def be_late(self, behind: Side, ahead: Side, cut: datetime, gap: timedelta, words: str) -> None:
        """Says that rows of a layer from `cut` on have not come, and compares those before it."""
        end = Interval(cut, self.watermark)
        waiting = ahead.count(end) - behind.count(end)
        if behind.name in self.late:
            before = self.late.pop(behind.name)
            waiting += before.rows or 0
            self.findings.remove(before)
        self.lag[behind.name] += int(gap.total_seconds())
        self.cut_off(cut)
        share = percent(waiting, max(self.rows(ahead.name) + waiting, 1))
        status = "failed" if share > self.critical else "warning" if share > self.warn else "ok"
        found = Finding(
            "late",
            status,
            f"the {behind.name} layer {words}: {plural(waiting, 'row')} ({share.quantize(Decimal('0.001'))} %) "
            "have not come yet; rows before that are compared",
            waiting,
        )
        self.late[behind.name] = found
        self.findings.append(found)

    def precision(self) -> timedelta:
        digits = self.speed.forms[self.speed.time].scale
        return timedelta(microseconds=10 ** (6 - digits))

    def cut_off(self, cut: datetime) -> None:
        """Compares again what the new watermark cuts."""
        self.watermark = cut
        first = int(cut.timestamp()) // self.grain * self.grain
        edge = max(self.start, instant_of(first * 1_000_000))
        for side in self.sides:
            kept = {start: w for start, w in self.windows[side.name].items() if start < first}
            again = side.windows(Interval(edge, cut)) if edge < cut else {}
            self.windows[side.name] = {**kept, **again}
        self.unequal = self.compare()

    # Keys

    def find_keys(self) -> None:
        spans = merged([window.start for window in self.unequal], self.grain)
        limits = [Interval(max(self.start, start), min(self.watermark, end)) for start, end in spans]
        self.found = drill(*self.sides, limits, self.interval, self.tolerances)
        if self.found.is_complete and self.find_stragglers():
            self.found = Drill()
            if self.unequal:
                self.find_keys()
            return
        self.name_shifts()
        if self.found.is_complete:
            self.drop_equal()
        for kind, side in sorted({(d.kind, d.side or "") for d in self.found.differences}):
            self.name(
                kind,
                side,
                [d for d in self.found.differences if (d.kind, d.side or "") == (kind, side)],
            )

    def drop_equal(self) -> None:
        """Windows whose only difference is within what types and tolerances allow."""
        touched = {self.window_of(d.microseconds) for d in self.found.differences}
        for difference in self.found.differences:
            if difference.delta is not None:
                touched.add(self.window_of(difference.microseconds + difference.delta))
        self.unequal = [
            window
            for window in self.unequal
            if window.start in touched
            or (window.speed and window.batch and not self.agrees_in_what_is_only_summed(window.speed, window.batch))
        ]

    def window_of(self, microseconds: int) -> int:
        return microseconds // 1_000_000 // self.grain * self.grain

    def name_shifts(self) -> None:
        """Rows with other times are one shift if most of them moved by as much."""
        moved = [d for d in self.found.differences if d.kind == "shifted"]
        deltas = Counter(d.delta for d in moved)
        common = deltas.most_common(1)
        is_one = bool(common) and len(moved) >= 3 and common[0][1] >= SHIFTED_SHARE * len(moved)
        if is_one:
            # The rows that a shift has moved out at an end are not late.
            self.findings = [f for f in self.findings if f.kind != "late"]
            return
        self.found.differences = [
            Difference("changed", None, d.key, d.microseconds, d.columns, d.delta) if d.kind == "shifted" else d
            for d in self.found.differences
        ]

    def name(self, kind: str, side: str, differences: Sequence[Difference]) -> None:
        rows = self.found.estimated(sum(difference.count for difference in differences))
        about = "" if self.found.is_complete else "about "
        shown_keys = [difference.shown_key for difference in differences]
        keys = f"{', '.join(shown_keys[:3])} and others" if about else listed(shown_keys, 3)
        words = {
            "missing": f"{about}{plural(rows, 'row')} missing in the {side} layer: {keys}",
            "duplicated": f"{about}{plural(rows, 'row')} too many in the {side} layer, of keys that stand "
            f"there more often than in the other: {keys}",
            "changed": f"{about}{plural(rows, 'row')} changed: {keys}",
            "shifted": f"{about}{plural(rows, 'row')} with the same key at another time: {keys}",
        }[kind]
        if kind == "changed":
            columns = sorted({column for d in differences for column in d.columns})
            words += f"; differing in {listed(columns)}"
        if kind == "shifted":
            delta = Counter(d.delta for d in differences).most_common(1)[0][0] or 0
            later = "later" if delta > 0 else "earlier"
            words += f"; {duration(delta / 1_000_000)} {later} in the speed layer"
        if about:
            words += f"; estimated from {percent_of(self.found.share)} of the keys that may differ"
        if kind == "duplicated" and not self.of(side).table.is_final:
            words += "; where the table keeps several versions of a row, read the last one"
        # Rows that have not come are a matter of the thresholds; rows that are wrong are
        # told in any case.
        status = "warning"
        if kind == "missing":
            share = percent(rows, max(self.rows("speed"), self.rows("batch"), 1))
            status = "warning" if share > self.warn else "ok"
        keys_listed = [difference.shown_key for difference in differences[:LISTED_KEYS]]
        self.findings.append(Finding(kind, status, words, rows, keys_listed))

    def of(self, side: str) -> Side:
        return self.speed if side == "speed" else self.batch

    # Judgement

    def judge(self) -> None:
        is_shifted = any(f.kind == "shifted" and f.status == "failed" for f in self.findings)
        touched: Counter[int] = Counter()
        for difference in self.found.differences:
            touched[self.window_of(difference.microseconds)] += difference.count
        for window in self.unequal:
            self.judge_window(window, self.found.at_least(touched[window.start]))
            if is_shifted:
                window.reasons = ["shifted"]
        if any(window.status != "ok" for window in self.unequal):
            for finding in self.findings:
                if finding.kind == "missing" and finding.status == "ok":
                    finding.status = "warning"
        if self.unequal and not any(f.kind not in ("types", "late") for f in self.findings):
            reasons = listed([reason for window in self.unequal for reason in window.reasons], 3)
            self.findings.append(Finding("totals", "warning", f"totals differ: {reasons}"))
        critical = [window for window in self.unequal if window.status == "failed"]
        if critical and not is_shifted:
            verb = "differs" if len(critical) == 1 else "differ"
            worst = max(critical, key=lambda window: window.percent)
            self.findings.append(
                Finding(
                    "critical windows",
                    "failed",
                    f"{plural(len(critical), 'window')} {verb} by more than {plain(self.critical)} % and "
                    f"{self.floor} rows, the worst by {worst.percent.quantize(Decimal('0.001'))} %",
                    sum(window.rows for window in critical),
                )
            )
        if not critical and not is_shifted:
            self.judge_rows()
        for measure, _, _, share in self.totals():
            if share > self.critical:
                self.findings.append(
                    Finding(
                        "critical total",
                        "failed",
                        f"{measure} differ by {share.quantize(Decimal('0.001'))} % over the whole interval",
                    )
                )

    def judge_rows(self) -> None:
        """Rows that are too few in each window to matter may be most of the interval."""
        rows = self.found.at_least(sum(difference.count for difference in self.found.differences))
        larger = max(self.rows("speed"), self.rows("batch"), 1)
        share = min(percent(rows, larger), Decimal(100))
        if rows > self.floor and share > self.critical:
            words = f"{share.quantize(Decimal('0.001'))} % of the {larger:,} rows of the interval differ"
            self.findings.append(Finding("critical rows", "failed", words, rows))

    def judge_window(self, window: Unequal, touched: int) -> None:
        ours = window.speed.digest.rows if window.speed else 0
        theirs = window.batch.digest.rows if window.batch else 0
        larger = max(ours, theirs, 1)
        window.rows = max(abs(ours - theirs), touched)
        # Sums do not say of which rows they are, so each row may be the one.
        if window.speed and window.batch and self.only_sums_tell(window.speed, window.batch):
            window.rows = max(window.rows, larger)
        shares = [percent(max(abs(ours - theirs), touched), larger)]
        if ours != theirs:
            lacking = (
                ""
                if window.speed and window.batch
                else ("nothing in the speed layer, " if not window.speed else "nothing in the batch layer, ")
            )
            window.reasons.append(f"{lacking}rows: speed {ours:,}, batch {theirs:,}")
        if window.speed and window.batch:
            for column in self.speed.sums:
                left, right = window.speed.sums[column], window.batch.sums[column]
                if left != right and not self.is_near(column, window.speed, window.batch):
                    shares.append(difference(left, right))
                    window.reasons.append(f"{column}: speed {said(left)}, batch {said(right)}")
            if not window.reasons:
                window.reasons.append("same totals of different rows")
        window.percent = min(max(shares), Decimal(100))
        allowed = self.shares.get("rows", Decimal(0))
        if window.rows <= self.floor or window.percent <= max(allowed, self.warn):
            window.status = "ok"
        elif window.percent > self.critical:
            window.status = "failed"

    def only_sums_tell(self, speed: Window, batch: Window) -> bool:
        """Whether sums differ by what neither counts nor keys tell."""
        if self.speed.keys:
            return not self.agrees_in_what_is_only_summed(speed, batch)
        return speed.digest.rows == batch.digest.rows and not self.is_equal(speed, batch)

    def totals(self) -> list[tuple[str, Decimal, Decimal, Decimal]]:
        """Each measure over all windows: speed, batch, and the difference in percent."""
        rows = [Decimal(self.rows(side)) for side in ("speed", "batch")]
        result = [("rows", rows[0], rows[1], difference(*rows))]
        for column in self.speed.sums:
            left, right = (
                total([w.sums[column] or Decimal(0) for w in self.windows[side].values()])
                for side in ("speed", "batch")
            )
            share = difference(left, right)
            if self.speed.forms[column].kind == "float" and share <= FLOAT_TOLERANCE * 100:
                share = Decimal(0)
            result.append((column, left, right, share))
        return result


def total(sums: Sequence[Decimal]) -> Decimal:
    """The sum of what may be infinite or not a number, as floating point adds it."""
    odd = {str(figure) for figure in sums if not figure.is_finite()}
    if odd:
        return Decimal(odd.pop() if len(odd) == 1 else "NaN")
    return sum(sums, Decimal(0))


def difference(left: Decimal | None, right: Decimal | None) -> Decimal:
    """The difference of two figures in percent of the larger one; all where one of them is no finite number."""
    a, b = left or Decimal(0), right or Decimal(0)
    if not (a.is_finite() and b.is_finite()):
        return Decimal(0 if str(a) == str(b) else 100)
    larger = max(abs(a), abs(b))
    return min(percent(abs(a - b), larger), Decimal(100)) if larger else Decimal(0)


def said(value: Decimal | None) -> str:
    return "null" if value is None else plain(value)


def percent_of(share: float) -> str:
    return f"{plain((Decimal(share) * 100).quantize(Decimal('0.001')))} %"


def merged(starts: Sequence[int], grain: int) -> list[tuple[datetime, datetime]]:
    """Windows that follow each other, as one span each."""
    spans: list[list[int]] = []
    for start in sorted(starts):
        if spans and spans[-1][1] == start:
            spans[-1][1] = start + grain
        else:
            spans.append([start, start + grain])
    return [(instant_of(a * 1_000_000), instant_of(b * 1_000_000)) for a, b in spans]


def reconcile(
    specification: Mapping[str, Any],
    interval: Interval,
    places: Places,
    result: Result,
    repair: str | None = None,
) -> int:
    """Runs a reconciliation into its result; the exit status."""
    comparison = Comparison(specification, interval)
    comparison.run()
    describe(comparison, result, repair)
    return BAD_DATA if result.status == "failed" else DONE


def describe(comparison: Comparison, result: Result, repair: str | None) -> None:
    statuses = {finding.status for finding in comparison.findings}
    result.status = "failed" if "failed" in statuses else "warning" if "warning" in statuses else "ok"
    windows = {*comparison.windows["speed"], *comparison.windows["batch"]}
    equal = len(windows) - len(comparison.unequal)
    # What has happened to rows says more than by how much totals differ.
    gravest = sorted(
        comparison.findings,
        key=lambda f: (f.status == "ok", f.kind.startswith("critical"), ("failed", "warning", "ok").index(f.status)),
    )
    told = [f"{f.kind}: {f.message}" for f in gravest if f.kind != "types"]
    result.message = f"{equal} of {plural(len(windows), 'window')} equal" + (f"; {'; '.join(told[:3])}" if told else "")
    totals = comparison.totals()
    highest = max((window.percent for window in comparison.unequal), default=Decimal(0))
    result.fields.update(
        watermark=comparison.watermark.isoformat(),
        window_count=len(windows),
        equal_windows=equal,
        worst_percent=f"{highest:.3f}",
        rows_speed=comparison.rows("speed"),
        rows_batch=comparison.rows("batch"),
        rows_moved=sum(side.engine.moved for side in comparison.sides),
        totals=[
            {
                "measure": name,
                "speed": plain(a),
                "batch": plain(b),
                "percent": f"{share:.3f}",
            }
            for name, a, b, share in totals
        ],
        findings=[finding.document() for finding in comparison.findings],
        windows=[window_document(window) for window in comparison.unequal[:LISTED_WINDOWS]],
        differences=[document for found in comparison.found.differences[:LISTED_ROWS] for document in rows_of(found)],
    )
    if result.status != "ok":
        result.fields["repair"] = repair_plan(comparison, repair)
    for name, _, _, share in totals:
        result.samples.append(
            Sample(
                "dagc_reconciliation_discrepancy_ratio",
                result.labels(measure=name),
                share / 100,
            )
        )
    for side in ("speed", "batch"):
        labels = result.labels(side=side)
        result.samples.append(Sample("dagc_reconciliation_rows", labels, Decimal(comparison.rows(side))))
        result.samples.append(Sample("dagc_reconciliation_lag_seconds", labels, Decimal(comparison.lag[side])))


def window_document(window: Unequal) -> dict[str, Any]:
    return {
        "start": instant_of(window.start * 1_000_000).isoformat(),
        "status": window.status,
        "rows_speed": window.speed.digest.rows if window.speed else 0,
        "rows_batch": window.batch.digest.rows if window.batch else 0,
        "percent": f"{window.percent:.3f}",
        "reasons": window.reasons,
    }


def rows_of(difference: Difference) -> list[dict[str, Any]]:
    head = {"key": difference.shown_key, "kind": difference.kind}
    time = instant_of(difference.microseconds).isoformat()
    if difference.side is not None:
        return [
            {
                **head,
                "column": f"{difference.kind} in {difference.side}",
                "speed": "",
                "batch": "",
                "time": time,
            }
        ]
    return [
        {
            **head,
            "column": column,
            "speed": value(a, column, difference),
            "batch": value(b, column, difference),
            "time": time,
        }
        for column, (a, b) in sorted(difference.columns.items())
    ]


def value(canonical: str, column: str, difference: Difference) -> str:
    text = shown(canonical)
    if difference.delta is not None and text.lstrip("-").isdigit():
        return instant_of(int(text)).isoformat()
    return text


def span_words(start: datetime, end: datetime) -> str:
    """A span as people read it; of the same day, the day once."""
    last = f"{end:%H:%M}" if start.date() == end.date() else f"{end:%Y-%m-%d %H:%M}"
    return f"{start:%Y-%m-%d %H:%M} to {last} UTC"


def repair_plan(comparison: Comparison, command: str | None) -> dict[str, Any]:
    spans = merged([window.start for window in comparison.unequal], comparison.grain)
    words = [span_words(start, end) for start, end in spans]
    late = any(finding.kind == "late" for finding in comparison.findings)
    if words:
        message = f"Run again what writes the layer that is wrong, for {listed(words, 8)}."
    elif late:
        message = "Run again when the layer that is behind has caught up."
    else:
        message = "Look at the findings; no window is to be run again."
    plan: dict[str, Any] = {
        "message": message,
        "windows": [{"from": start.isoformat(), "to": end.isoformat()} for start, end in spans],
    }
    if command and (words or late):
        plan["command"] = command
    return plan
