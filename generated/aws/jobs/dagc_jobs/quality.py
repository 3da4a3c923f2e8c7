"""Quality checks: every rule is looked at, whatever the others say.

Rules of single rows and counts are answered by one scan; those that need a query of
their own get it, and one that fails is an error of that rule alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from statistics import median
from typing import Any

from dagc_jobs.dialects import SQL, Aliases
from dagc_jobs.engines import QueryFailed, opened
from dagc_jobs.errors import BAD_DATA, CANNOT_RUN, DONE, TRY_AGAIN, JobError, exit_status, first_line
from dagc_jobs.metrics import Sample
from dagc_jobs.results import Origin, Places, Result, earlier, worst
from dagc_jobs.rules import Outcome, Rule, distinct
from dagc_jobs.tables import HOLDS, Declared, Table
from dagc_jobs.values import (
    UTC,
    Interval,
    count_of,
    duration,
    is_false,
    joined,
    listed,
    number,
    number_or_null,
    plain,
    plural,
)

SAMPLED_KEYS = 5
# Runs that an anomaly rule needs before it judges.
LEAST_HISTORY = 5
# Makes the median absolute deviation comparable with a standard deviation.
DEVIATION_SCALE = Decimal("1.4826")


class Check:
    """A quality check on its open engine."""

    def __init__(
        self,
        specification: Mapping[str, Any],
        interval: Interval,
        places: Places,
        origin: Origin,
    ) -> None:
        self.specification = specification
        self.interval = interval
        self.places = places
        self.origin = origin
        self.rules = distinct([Rule.of(rule) for rule in specification["rules"]])
        # Rules of the spec, after what is implied.
        self.asked: list[Rule] = self.rules
        self.time: str | None = specification.get("time")
        self.keys: Sequence[str] = specification.get("keys", ())
        quarantine = specification.get("quarantine")
        self.quarantine: Mapping[str, Any] | None = quarantine
        self.engine = opened(specification["engine"], writes=bool(quarantine))
        self._table: Table | None = None
        if "table" in specification:
            self._table = Table(self.engine, Declared.of(specification["table"]))
        self.exit_status = DONE

    @property
    def table(self) -> Table:
        if self._table is None:
            raise JobError("the check names no table: compile it again")
        return self._table

    def outcomes(self) -> list[Outcome]:
        """What each rule found, in the order of the spec; what is implied comes first."""
        if self._table is None:
            return [self.alone(rule) for rule in self.rules]
        answered: dict[str, Outcome] = {}
        self.asked = [*distinct(self.implied(), [rule.name for rule in self.rules]), *self.rules]
        possible: list[Rule] = []
        for rule in self.asked:
            lost = self.table.missing([*rule.columns])
            if lost and rule.kind != "schema":
                outcome = rule.outcome()
                outcome.error(f"there is no column {listed(lost)} to look at")
                answered[rule.name] = outcome
            else:
                possible.append(rule)
        if self.time is not None and self.table.missing([self.time]):
            for rule in possible:
                if rule.kind not in ("schema", "freshness"):
                    outcome = rule.outcome()
                    outcome.error(f"there is no column {self.time} that says which rows are meant")
                    answered[rule.name] = outcome
            possible = [rule for rule in possible if rule.name not in answered]
        scanned = [rule for rule in possible if rule.is_of_rows or rule.kind in ("row_count", "anomaly")]
        answered.update(self.scan(scanned))
        for rule in possible:
            if rule not in scanned:
                answered[rule.name] = self.alone(rule)
        # Rows without a time are told where there are some.
        return [
            answered[rule.name]
            for rule in self.asked
            if not rule.fields.get("as_stored") or answered[rule.name].status != "ok"
        ]

    def implied(self) -> list[Rule]:
        """The schema is always looked at, and whether texts are what they stand for."""
        rules: list[Rule] = []
        if all(rule.kind != "schema" for rule in self.rules):
            rules.append(Rule.of({"rule": "schema", "name": "declared columns are there"}))
        used: dict[str, str] = {} if self.time is None else {self.time: "warning"}
        for rule in self.rules:
            # The newest row is the newest of those whose time can be read.
            for column in rule.columns if rule.kind != "freshness" else ():
                if rule.severity == "error" or column not in used:
                    used[column] = rule.severity
        for column, severity in used.items():
            if self.table.spelling(column) and self.table.is_parsed(column):
                kind = self.table.declared.columns[column]
                readable = {"rule": "readable", "columns": [column], "type": kind}
                rules.append(Rule.of({**readable, "severity": severity}))
        asked = [column for rule in self.rules if rule.kind == "not_null" for column in rule.columns]
        if self.time is not None and self.time not in asked and self.table.spelling(self.time):
            timed = {"rule": "not_null", "columns": [self.time], "as_stored": True}
            rules.append(Rule.of({**timed, "severity": "warning"}))
        return rules

    # One scan

    def scan(self, rules: Sequence[Rule]) -> dict[str, Outcome]:
        """All rules that one pass over the rows answers, or each alone if it cannot."""
        if not rules:
            return {}
        try:
            return self.scanned(rules)
        except QueryFailed as error:
            if len(rules) == 1:
                outcome = rules[0].outcome()
                self.erred(outcome, error)
                return {rules[0].name: outcome}
            found: dict[str, Outcome] = {}
            for rule in rules:
                found.update(self.scan([rule]))
            return found

    def scanned(self, rules: Sequence[Rule]) -> dict[str, Outcome]:
        dialect = self.table.dialect
        aliases = Aliases(self.table.actual)
        inner: list[SQL] = []
        outer: list[SQL] = [SQL("count(*)")]

        def projected(value: SQL) -> SQL:
            alias = aliases.next("v")
            inner.append(dialect.named(value, alias))
            return dialect.name_of(alias)

        # Rows without a time that can be read are looked at by the rules of rows; of figures of the interval they say
        # nothing.
        inside, counted = SQL("1"), SQL("count(*)")
        if self.where(timeless=True) != self.where():
            inside = projected(dialect.flag(dialect.all_of(self.where())))
            counted = SQL(f"coalesce(sum({inside}), 0)")

        for rule in rules:
            if rule.is_of_rows:
                flag = projected(dialect.flag(rule.violation(self.table)))
                outer.append(SQL(f"sum({flag})"))
            elif rule.kind == "anomaly" and rule.columns:
                value = projected(self.table.value(rule.columns[0]))
                outer.append(anomaly_measure(rule.fields["measure"], value, inside))
            else:
                outer.append(counted)
        where = self.where(timeless=True)
        if not inner:
            inner = [SQL("1")]
        source = dialect.derived(dialect.select(inner, self.table.source, where=where), aliases.next("rows"))
        ((total, *answers),) = self.engine.rows(dialect.select(outer, source), "the rules")
        rows = int(number(total, "the row count"))
        result: dict[str, Outcome] = {}
        for rule, answer in zip(rules, answers, strict=True):
            outcome = rule.outcome()
            try:
                self.judge_answer(rule, outcome, answer, rows)
            except (JobError, ArithmeticError, ValueError) as error:
                self.erred(outcome, error)
            result[rule.name] = outcome
        return result

    def judge_answer(self, rule: Rule, outcome: Outcome, answer: object, rows: int) -> None:
        if rule.is_of_rows:
            failed = int(number_or_null(answer, rule.name) or 0)
            rule.judge(outcome, failed, rows)
            if failed and self.keys:
                outcome.sample = self.sample(rule.violation(self.table))
        elif rule.kind == "row_count":
            judge_count(rule, outcome, int(number_or_null(answer, rule.name) or 0))
        else:
            self.judge_anomaly(rule, outcome, number_or_null(answer, rule.name))

    def where(self, timeless: bool = False) -> list[SQL]:
        """The rows of the run's interval, and those that are in none because they have no time that can be read."""
        conditions = self.table.within(self.time, self.interval)
        if not timeless or self.time is None or not conditions:
            return conditions
        dialect = self.table.dialect
        return [dialect.any_of([dialect.all_of(conditions), SQL(f"{self.table.value(self.time)} is null")])]

    def sample(self, violation: SQL) -> list[str]:
        """Keys of rows that a rule does not hold for."""
        dialect = self.table.dialect
        try:
            found = self.engine.rows(
                dialect.select(
                    [self.table.raw(key) for key in self.keys],
                    self.table.source,
                    where=[*self.where(timeless=True), violation],
                    limit=SAMPLED_KEYS,
                ),
                "a sample",
            )
        except JobError:
            return []
        return [", ".join("null" if cell is None else str(cell) for cell in row) for row in found]

    # Rules with a query of their own

    def alone(self, rule: Rule) -> Outcome:
        outcome = rule.outcome()
        judges = {
            "unique": self.judge_unique,
            "freshness": self.judge_freshness,
            "schema": self.judge_schema,
            "referential": self.judge_referential,
            "completeness": self.judge_completeness,
            "custom": self.judge_custom,
        }
        judge = judges.get(rule.kind)
        if judge is None:
            outcome.error(f"unknown rule {rule.kind!r}: compile the job again")
            return outcome
        try:
            judge(rule, outcome)
        except (JobError, ArithmeticError, ValueError) as error:
            self.erred(outcome, error)
        return outcome

    def erred(self, outcome: Outcome, error: Exception) -> None:
        outcome.error(f"could not be looked at: {first_line(error)}")
        if self.exit_status in (DONE, TRY_AGAIN):
            self.exit_status = exit_status(error)

    def judge_unique(self, rule: Rule, outcome: Outcome) -> None:
        dialect = self.table.dialect
        aliases = Aliases(self.table.actual)
        values = [self.table.value(column) for column in rule.columns]
        names = [aliases.next("k") for _ in values]
        count = aliases.next("n")
        present = [SQL(f"{value} is not null") for value in values]
        inner = dialect.select(
            [dialect.named(value, name) for value, name in zip(values, names, strict=True)],
            self.table.source,
            where=[*self.where(), *present],
        )
        groups = [dialect.name_of(name) for name in names]
        grouped = dialect.select(
            [*groups, dialect.named(SQL("count(*)"), count)],
            dialect.derived(inner, aliases.next("rows")),
            group=groups,
        )
        counted = dialect.name_of(count)
        excess = SQL(f"sum({counted} - 1)")
        totals = dialect.select(
            [SQL(f"sum({counted})"), excess],
            dialect.derived(grouped, aliases.next("groups")),
        )
        ((total, repeated),) = self.engine.rows(totals, rule.name)
        rows = int(number_or_null(total, rule.name) or 0)
        failed = int(number_or_null(repeated, rule.name) or 0)
        rule.judge(outcome, failed, rows)
        if failed and self.keys:
            examples = dialect.select(
                [*groups, counted],
                dialect.derived(grouped, aliases.next("groups")),
                where=[SQL(f"{counted} > 1")],
                limit=SAMPLED_KEYS,
            )
            outcome.sample = [
                f"{', '.join(map(str, row[:-1]))} ({row[-1]} times)" for row in self.engine.rows(examples, rule.name)
            ]

    def judge_freshness(self, rule: Rule, outcome: Outcome) -> None:
        """The age of the newest row of the whole table, not of the run's rows."""
        dialect = self.table.dialect
        value = self.table.value(rule.columns[0])
        now = datetime.now(UTC)
        reference = self.interval.end or now
        latest = max(reference, now)
        past = SQL(f"case when {value} <= {dialect.instant(latest)} then {value} end")
        future = dialect.flag(SQL(f"{value} > {dialect.instant(latest)}"))
        newest = dialect.microseconds(SQL(f"max({past})"))
        ((found, ahead),) = self.engine.rows(
            dialect.select([newest, SQL(f"sum({future})")], self.table.source),
            rule.name,
        )
        limit = int(rule.fields["seconds"])
        microseconds = number_or_null(found, rule.name)
        ahead_rows = int(number_or_null(ahead, rule.name) or 0)
        extra = f"; {plural(ahead_rows, 'row')} dated in the future not counted" if ahead_rows else ""
        if microseconds is None:
            outcome.fail(f"there is no row with a {rule.columns[0]}{extra}")
            return
        age = Decimal(str(reference.timestamp())) - microseconds / 1_000_000
        outcome.value = age.quantize(Decimal(1))
        words = f"the newest row is {duration(float(age))} old" if age > 0 else "the newest row is of this run or later"
        if age > limit:
            late = duration(float(age - limit))
            outcome.fail(f"{words}, {late} more than the allowed {duration(limit)}{extra}")
        else:
            outcome.message = f"{words}, {duration(limit)} are allowed{extra}"

    def judge_schema(self, rule: Rule, outcome: Outcome) -> None:
        table = self.table
        declared = table.declared.columns
        lost = table.missing(list(declared))
        new = table.unknown()
        problems = []
        if lost:
            gone = f"without {listed(lost)}"
            problems.append(gone + (f", and with {listed(new)} that nobody declared" if new else ""))
        if rule.fields.get("exact") and new and not lost:
            problems.append(f"with {listed(new)} that nobody declared")
        for column, kind in declared.items():
            if table.spelling(column) is None or table.is_parsed(column):
                if not rule.fields.get("types") or table.engine.is_files:
                    continue
            if table.spelling(column) is None:
                continue
            actual = table.type_of(column)
            if actual.kind not in HOLDS[kind]:
                problems.append(f"{column} is {actual.words} and not {kind}")
        if problems:
            outcome.fail(f"the schema has changed: {table.declared.name} is {'; '.join(problems)}")
        else:
            outcome.message = f"{plural(len(declared), 'column')} as declared"

    def judge_referential(self, rule: Rule, outcome: Outcome) -> None:
        dialect = self.table.dialect
        other = Table(self.engine, Declared.of(rule.fields["table"]))
        aliases = Aliases([*self.table.actual, *other.actual])
        own = [aliases.next("k") for _ in rule.columns]
        their = [aliases.next("o") for _ in rule.columns]
        mark, left, right = (
            aliases.next("m"),
            aliases.next("rows"),
            aliases.next("others"),
        )
        values = [self.table.value(column) for column in rule.columns]
        present = [SQL(f"{value} is not null") for value in values]
        mine = dialect.select(
            [dialect.named(v, n) for v, n in zip(values, own, strict=True)],
            self.table.source,
            where=[*self.where(), *present],
        )
        theirs = dialect.select(
            [
                *(
                    dialect.named(other.value(column), name)
                    for column, name in zip(rule.fields["refers_to"], their, strict=True)
                ),
                dialect.named(SQL("1"), mark),
            ],
            other.source,
            group=[SQL(str(i + 1)) for i in range(len(their))],
        )
        same = dialect.all_of(
            [SQL(f"{dialect.column(a, left)} = {dialect.column(b, right)}") for a, b in zip(own, their, strict=True)]
        )
        found = dialect.column(mark, right)
        # An engine may fill what is not there with zeros instead of nulls.
        orphan = dialect.flag(SQL(f"coalesce({found}, 0) = 0"))
        query = dialect.select(
            [SQL("count(*)"), SQL(f"sum({orphan})")],
            SQL(f"{dialect.derived(mine, left)} left join {dialect.derived(theirs, right)} on {same}"),
        )
        ((total, failed),) = self.engine.rows(query, rule.name)
        rule.judge(
            outcome,
            int(number_or_null(failed, rule.name) or 0),
            int(number(total, rule.name)),
        )

    def judge_completeness(self, rule: Rule, outcome: Outcome) -> None:
        """As many rows as another dataset has for the same time."""
        other_engine = self.engine
        if rule.fields["engine"] != self.specification["engine"]:
            other_engine = opened(rule.fields["engine"])
        other = Table(other_engine, Declared.of(rule.fields["table"]))
        # A row that was delivered twice must not stand for one that is missing.
        keys = self.keys if not (self.table.missing(self.keys) or other.missing(self.keys)) else ()
        own_count, repeated = self.counted(self.table, self.time, keys)
        expected, _ = self.counted(other, rule.fields.get("time"), keys)
        outcome.value = Decimal(own_count) * 100 / expected if expected else Decimal(0 if own_count else 100)
        share = outcome.value.quantize(Decimal("0.001"))
        words = f"{own_count:,} rows of {expected:,} in {other.declared.name} ({share} %)"
        if own_count > expected:
            words += f", {own_count - expected:,} more than there"
        if repeated:
            words += f"; {plural(repeated, 'row')} of keys that stand there already not counted"
        if own_count and not expected:
            outcome.fail(f"{words}: {other.declared.name} has no row of the time")
        elif outcome.value < Decimal(str(rule.fields["at_least_percent"])):
            outcome.fail(f"{words}, {plain(Decimal(str(rule.fields['at_least_percent'])))} % are asked for")
        else:
            outcome.message = words

    def counted(self, table: Table, time: str | None, keys: Sequence[str]) -> tuple[int, int]:
        """How many rows of other keys a table has in the interval, and how many that repeat one."""
        dialect, aliases = table.dialect, Aliases(table.actual)
        where, source, rows = table.within(time, self.interval), table.source, SQL("count(*)")
        if keys:
            alias = aliases.next("n")
            groups = [table.raw(key) for key in keys]
            inner = dialect.select([dialect.named(rows, alias)], source, where=where, group=groups)
            source, where = dialect.derived(inner, aliases.next("groups")), []
            rows = SQL(f"coalesce(sum({dialect.name_of(alias)}), 0)")
        query = dialect.select([SQL("count(*)"), rows], source, where=where)
        ((count, total),) = table.engine.rows(query, f"rows of {table.declared.name}")
        own = int(number(count, "the row count"))
        return own, int(number(total, "the row count")) - own

    def judge_custom(self, rule: Rule, outcome: Outcome) -> None:
        rows = self.engine.rows(SQL(joined(rule.fields["sql"])), rule.name)
        if len(rows) != 1 or not rows[0]:
            raise JobError("the query must return one row")
        if rule.fields.get("expects") == "truth":
            judge_truth(outcome, rows[0])
            return
        if rows[0][0] is None:
            raise JobError("the query returned null, not the number of bad rows")
        failed = count_of(rows[0][0], rule.name)
        total = count_of(rows[0][1], rule.name) if len(rows[0]) > 1 else failed
        rule.judge(outcome, failed, total)

    # Anomalies

    def judge_anomaly(self, rule: Rule, outcome: Outcome, value: Decimal | None) -> None:
        """Whether a figure is as far from the median of the last runs as it may be."""
        outcome.value = value
        if value is None:
            outcome.fail("there is no value, so it is not as usual")
            return
        history = self.history(rule)
        if len(history) < LEAST_HISTORY:
            outcome.message = (
                f"{plain(value.quantize(Decimal('0.001')))}; "
                f"{plural(len(history), 'earlier run')}, judged from {LEAST_HISTORY} on"
            )
            return
        middle = median(history)
        spread = median(abs(known - middle) for known in history) * DEVIATION_SCALE
        # Figures that hardly ever move must not be alarming by moving a little.
        least = abs(middle) * Decimal(str(rule.fields.get("least_percent", 5))) / 100
        allowed = max(spread * Decimal(str(rule.fields.get("deviations", 4))), least)
        low, high = middle - allowed, middle + allowed
        shown = [plain(figure.quantize(Decimal("0.001"))) for figure in (value, low, high)]
        words = f"{shown[0]}, usual are {shown[1]} to {shown[2]} in {len(history)} runs"
        if low <= value <= high:
            outcome.message = words
        else:
            outcome.fail(words)

    def history(self, rule: Rule) -> list[Decimal]:
        count = int(rule.fields.get("runs", 30))
        known: list[Decimal] = []
        for document in earlier(self.places, self.origin, self.interval, count):
            for past in document.get("rules", []):
                # What was unusual then must not make it usual now.
                if past["name"] == rule.name and past.get("value") and past["status"] == "ok":
                    value = Decimal(str(past["value"]))
                    if value.is_finite():
                        known.append(value)
        return known


def anomaly_measure(measure: str, column: SQL, inside: SQL) -> SQL:
    """A figure of a column's values in the rows of which `inside` is 1."""
    value = SQL(f"case when {inside} = 1 then {column} end")
    measures = {
        "mean": f"avg({value})",
        "distinct": f"count(distinct {value})",
        "null_percent": f"100.0 * sum(case when {column} is null then {inside} else 0 end) / nullif(sum({inside}), 0)",
        "minimum": f"min({value})",
        "maximum": f"max({value})",
        "sum": f"sum({value})",
    }
    if measure not in measures:
        raise JobError(f"unknown measure {measure!r}: compile the job again")
    return SQL(measures[measure])


def judge_count(rule: Rule, outcome: Outcome, rows: int) -> None:
    least, most = rule.fields.get("at_least"), rule.fields.get("at_most")
    outcome.value = Decimal(rows)
    words = plural(rows, "row")
    if least is not None and rows < int(least):
        outcome.fail(f"{words}, at least {int(least):,} are asked for")
    elif most is not None and rows > int(most):
        outcome.fail(f"{words}, at most {int(most):,} are allowed")
    else:
        outcome.message = words


def judge_truth(outcome: Outcome, cells: Sequence[object]) -> None:
    bad = [str(cell) for cell in cells if is_false(cell)]
    if bad:
        outcome.fail(f"the query answers {listed(bad)}")
    else:
        outcome.message = "the query answers true"


def quality(specification: Mapping[str, Any], interval: Interval, places: Places, result: Result) -> int:
    """Runs a quality check into its result; the exit status."""
    check = Check(specification, interval, places, result.origin)
    outcomes = check.outcomes()
    if check.quarantine is not None:
        from dagc_jobs.quarantine import put_aside

        try:
            result.fields["quarantined_rows"] = put_aside(check, outcomes)
        except (JobError, ArithmeticError, ValueError) as error:
            # What the rules have found is told all the same.
            aside = Outcome("bad rows are put aside", "quarantine", "error")
            check.erred(aside, error)
            aside.error(f"they could not be: {first_line(error)}")
            outcomes.append(aside)
    dataset = specification.get("table", {}).get("name", "")
    score = sum((o.share() for o in outcomes), Decimal(0)) / max(len(outcomes), 1)
    result.status = worst([outcome.status for outcome in outcomes])
    least_score = specification.get("least_score")
    bad = [outcome for outcome in outcomes if outcome.status != "ok"]
    result.message = f"{len(outcomes) - len(bad)} of {plural(len(outcomes), 'rule')} hold" + (
        f"; {listed([f'{o.name}: {o.message}' for o in bad], 3)}" if bad else ""
    )
    if least_score is not None and score < Decimal(str(least_score)):
        result.message += f"; score {score:.4f} is below {least_score}"
        if result.status in ("ok", "warning"):
            result.status = "failed"
    result.fields.update(
        dataset=dataset,
        score=plain(score.quantize(Decimal("0.000001"))),
        rules=[outcome.document() for outcome in outcomes],
    )
    result.samples.append(Sample("dagc_quality_score", result.labels(dataset=dataset), score))
    for outcome in outcomes:
        labels = result.labels(dataset=dataset, rule=outcome.name)
        failed = outcome.failed_rows
        if failed is None:
            failed = int(outcome.status != "ok")
        result.samples.append(Sample("dagc_quality_rule_failed_rows", labels, Decimal(failed)))
        result.samples.append(Sample("dagc_quality_rule_ok", labels, Decimal(int(outcome.status == "ok"))))
    if any(outcome.status == "failed" for outcome in outcomes) or result.status == "failed":
        return BAD_DATA
    return (check.exit_status or CANNOT_RUN) if result.status == "error" else DONE
