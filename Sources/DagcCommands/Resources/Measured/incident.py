"""What happened in a stretch of time, in order, and what to do better.

Alerts and what was down come from Prometheus, silences from Alertmanager, runs from
Airflow, changes from the DAG repository.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from observe_airflow import API, TIMEOUT, Unreachable, seconds

# Prometheus gives at most 11,000 values of a series.
MOST_STEPS = 10_000
# Seconds. What is not seen for two steps has ended.
LEAST_STEP = 15
# A run that ends in the time began so long before it, or is not found.
LONGEST_RUN = 86_400
# How long before the first sign a change is looked for that may be its cause.
CAUSE = 6 * 3600
# An alert that comes so often tells nobody anything; people should hear of a fault
# within so many seconds.
FLAPS = 3
HEARD = 15 * 60
# Alerts that always fire.
WATCHDOGS = {"Watchdog"}


@dataclass(order=True)
class Event:
    """Something that happened. `end` is nothing where it goes on or has no length."""

    at: float
    kind: str
    what: str
    detail: str = ""
    end: float | None = field(default=None, compare=False)
    labels: dict[str, str] = field(default_factory=dict, compare=False)


def shown(address: str) -> str:
    """Without what stands before the host."""
    parts = urllib.parse.urlsplit(address)
    return parts.hostname or address


def ask(name: str, address: str, path: str, query: dict[str, Any]) -> Any:
    if urllib.parse.urlsplit(address).username is not None:
        words = f"the address of {name} holds who asks, and others may read it"
        raise Unreachable(f"{words}; let a proxy add that")
    words = urllib.parse.urlencode(query)
    try:
        with urllib.request.urlopen(
            f"{address.rstrip('/')}{path}?{words}", timeout=TIMEOUT
        ) as answer:
            return json.load(answer)
    except (urllib.error.URLError, OSError, ValueError) as problem:
        raise Unreachable(f"{name} at {shown(address)}: {problem}") from None


class Prometheus:
    def __init__(self, address: str, begin: float, end: float) -> None:
        self.address, self.begin, self.end = address, begin, end
        self.step = max(LEAST_STEP, (end - begin) / MOST_STEPS)

    def series(
        self, query: str
    ) -> list[tuple[dict[str, str], list[tuple[float, str]]]]:
        asked = {
            "query": query,
            "start": self.begin,
            "end": self.end,
            "step": self.step,
        }
        answer = ask("Prometheus", self.address, "/api/v1/query_range", asked)
        return [
            (each["metric"], [(float(at), value) for at, value in each["values"]])
            for each in answer["data"]["result"]
        ]

    def stretches(self, query: str) -> list[tuple[dict[str, str], float, float | None]]:
        """The times in which a query has an answer.

        The last goes on where it has one at the end.
        """
        return [
            (labels, *each)
            for labels, values in self.series(query)
            for each in self.parts([at for at, _ in values], self.step)
        ]

    def firing(self) -> list[tuple[dict[str, str], float, float | None]]:
        """By the samples themselves: a query would take each for five minutes more."""
        asked = {
            "query": f'ALERTS{{alertstate="firing"}}[{int(self.end - self.begin)}s]',
            "time": self.end,
        }
        answer = ask("Prometheus", self.address, "/api/v1/query", asked)
        found = []
        for each in answer["data"]["result"]:
            times = [float(at) for at, _ in each["values"]]
            gaps = [
                after - before for before, after in zip(times, times[1:], strict=False)
            ]
            apart = statistics.median(gaps) if gaps else self.step
            found += [(each["metric"], *part) for part in self.parts(times, apart)]
        return found

    def parts(
        self, times: list[float], apart: float
    ) -> list[tuple[float, float | None]]:
        """Times that lie no further apart than two of them, each with its end."""
        found = []
        start = last = times[0]
        for at in [*times[1:], self.end + 3 * apart]:
            if at - last > 2 * apart:
                goes_on = last + 2 * apart > self.end
                found.append((start, None if goes_on else last + apart))
                start = at
            last = at
        return found

    def events(self) -> list[Event]:
        events = []
        for labels, start, end in self.firing():
            if labels["alertname"] in WATCHDOGS:
                continue
            about = next(
                (
                    labels[key]
                    for key in ("pipeline", "component", "dataset", "instance")
                    if key in labels
                ),
                "",
            )
            what = f"{labels['alertname']} {about}".strip()
            events.append(
                Event(start, "alert", what, labels.get("severity", ""), end, labels)
            )
        for labels, start, end in self.stretches("sum by (component) (up) == 0"):
            component = labels.get("component", "what has no component's name")
            events.append(
                Event(start, "down", component, "no instance answers", end, labels)
            )
        since = "max(dag_sync_failing_since_timestamp_seconds) > 0"
        for _, start, end in self.stretches(since):
            events.append(Event(start, "sync", "dag-sync", "brings no changes", end))
        for _, values in self.series("max(dag_sync_published_timestamp_seconds) > 0"):
            for moment in sorted({float(value) for _, value in values}):
                if self.begin <= moment <= self.end:
                    events.append(
                        Event(moment, "published", "dag-sync", "shows a tree")
                    )
        return events


def matcher_text(matcher: dict[str, Any]) -> str:
    sign = "=" if matcher.get("isEqual", True) else "!="
    return f"{matcher['name']}{sign}{matcher['value']}"


def silences(address: str, begin: float, end: float) -> list[Event]:
    events = []
    for silence in ask("Alertmanager", address, "/api/v2/silences", {}):
        start, until = seconds(silence["startsAt"]), seconds(silence["endsAt"])
        if start is None or until is None or start > end or until < begin:
            continue
        what = ", ".join(matcher_text(each) for each in silence["matchers"])
        detail = f"{silence['createdBy']}: {silence['comment']}"
        events.append(Event(start, "silence", what, detail, until))
    return events


def runs(address: str, pipelines: list[str], begin: float, end: float) -> list[Event]:
    """Runs that failed in the time, and the first good one after them."""
    events = []
    began = datetime.fromtimestamp(begin - LONGEST_RUN, timezone.utc).isoformat()
    until = datetime.fromtimestamp(end, timezone.utc).isoformat()
    found, tasks = API(address).read(pipelines, began, until)
    failed = {
        (task["dag"], task["run"], task["task"]): task
        for task in tasks
        if task["state"] == "failed"
    }
    broken: set[str] = set()
    for run in sorted(found, key=lambda run: run["end"] or 0):
        if run["end"] is None or not begin <= run["end"] <= end:
            continue
        if run["state"] == "failed":
            broken.add(run["dag"])
            own = sorted(
                (task["end"] or 0, name, task["tries"])
                for (dag, key, name), task in failed.items()
                if (dag, key) == (run["dag"], run["run"])
            )
            first = (
                f"{own[0][1]} failed first, at try {own[0][2]}"
                if own
                else "no task failed"
            )
            labels = {
                "pipeline": run["dag"],
                "task": own[0][1] if own else "",
                "tries": str(own[0][2] if own else 0),
            }
            events.append(
                Event(
                    run["end"],
                    "run failed",
                    run["dag"],
                    f"{run['run']}: {first}",
                    labels=labels,
                )
            )
        elif run["state"] == "success" and run["dag"] in broken:
            broken.remove(run["dag"])
            labels = {"pipeline": run["dag"]}
            events.append(
                Event(
                    run["end"],
                    "run good",
                    run["dag"],
                    f"{run['run']}: good again",
                    labels=labels,
                )
            )
    return events


def commits(folder: str, begin: float, end: float) -> list[Event]:
    """By the time of the commit, from all that the branch in hand has."""
    form = "%H%x00%ct%x00%an%x00%s"
    limits = [f"--since=@{int(begin)}", f"--until=@{int(end)}"]
    try:
        done = subprocess.run(
            ["git", "-C", folder, "log", "-z", f"--format={form}", *limits],
            capture_output=True,
            text=True,
            errors="replace",
            env={**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"},
        )
    except OSError as problem:
        raise Unreachable(f"git: {problem}") from None
    if done.returncode != 0:
        raise Unreachable(f"the repository {folder}: {done.stderr.strip()}")
    words = done.stdout.rstrip("\0").split("\0") if done.stdout else []
    return [
        Event(float(at), "change", commit[:10], f"{author}: {subject}")
        for commit, at, author, subject in zip(*[iter(words)] * 4, strict=True)
    ]


def moment(at: float) -> str:
    return datetime.fromtimestamp(at, timezone.utc).strftime("%Y-%m-%d %H:%M:%S")


def length(span: float) -> str:
    if span < 120:
        return f"{span:.0f} s"
    return f"{span / 60:.0f} min" if span < 7200 else f"{span / 3600:.1f} h"


SIGNS = {"alert", "down", "sync", "run failed"}


class Incident:
    def __init__(
        self, events: list[Event], begin: float, end: float, read: set[str]
    ) -> None:
        self.begin, self.end, self.read = begin, end, read
        self.all = sorted(events)
        # Changes before the time are candidates for the cause and no part of the time.
        self.events = [
            event for event in self.all if event.at >= begin or (event.end or 0) > begin
        ]
        self.signs = [event for event in self.events if event.kind in SIGNS]
        self.alerts = [event for event in self.events if event.kind == "alert"]
        self.failed = [event for event in self.events if event.kind == "run failed"]

    @property
    def over(self) -> float | None:
        """When the last sign went away; nothing while one is there."""
        ends = []
        for sign in self.signs:
            if sign.kind == "run failed":
                good = [
                    event.at
                    for event in self.events
                    if event.kind == "run good"
                    and event.what == sign.what
                    and event.at > sign.at
                ]
                if not good:
                    return None
                ends.append(good[0])
            elif sign.end is None:
                return None
            else:
                ends.append(sign.end)
        return max(ends, default=None)

    @property
    def cause(self) -> Event | None:
        """The last change that came before the first sign."""
        if not self.signs:
            return None
        first = self.signs[0].at
        before = [
            event
            for event in self.all
            if event.kind == "change" and first - CAUSE <= event.at <= first
        ]
        return before[-1] if before else None

    def improvements(self, known: dict[str, str]) -> list[list[str]]:
        if not self.signs:
            return []
        return [
            *self.delay(),
            *self.unheard(),
            *self.flapping(),
            *self.foreign(known),
            *self.without_retry(),
            *self.hidden(),
        ]

    def delay(self) -> list[list[str]]:
        others = [sign for sign in self.signs if sign.kind != "alert"]
        if not others or not self.alerts:
            return []
        first, heard = others[0], min(alert.at for alert in self.alerts)
        if heard - first.at <= HEARD:
            return []
        before = f"{first.kind} {length(heard - first.at)} before the first alert"
        return [["warning", f"{first.what} was {before}: hear of it earlier."]]

    def unheard(self) -> list[list[str]]:
        if "prometheus" not in self.read:
            return []
        told = {alert.labels.get("pipeline") for alert in self.alerts}
        silent = sorted({run.what for run in self.failed} - told)
        return [
            ["error", f"{name} failed and no alert said so: give it an objective."]
            for name in silent
        ]

    def flapping(self) -> list[list[str]]:
        times = Counter(alert.what for alert in self.alerts)
        return [
            [
                "warning",
                f"{what} came {count} times: smooth it, or let it wait longer.",
            ]
            for what, count in sorted(times.items())
            if count >= FLAPS
        ]

    def foreign(self, known: dict[str, str]) -> list[list[str]]:
        names = sorted({alert.what for alert in self.alerts} - set(known))
        return [
            ["warning", f"{name} is no alert of this project: it has no page here."]
            for name in names
        ]

    def without_retry(self) -> list[list[str]]:
        once = sorted(
            {
                (run.what, run.labels["task"])
                for run in self.failed
                if run.labels["tries"] == "1"
            }
        )
        return [
            [
                "",
                f"{dag}: `{task}` failed at its first try; a retry may bear it.",
            ]
            for dag, task in once
        ]

    def hidden(self) -> list[list[str]]:
        over = self.over
        if over is None:
            return []
        longer = [
            (event.what, (event.end or 0) - over)
            for event in self.events
            if event.kind == "silence" and (event.end or 0) - over > HEARD
        ]
        return [
            [
                "warning",
                f"{what} stays silent for {length(span)} more: end the silence.",
            ]
            for what, span in longer
        ]

    def lead(self) -> str:
        if not self.signs:
            return "Nothing was wrong in this time."
        first, over = self.signs[0], self.over
        text = f"It began at {moment(first.at)} UTC with {first.what} ({first.kind})"
        return (
            f"{text} and was over after {length(over - first.at)}."
            if over
            else f"{text} and is not over."
        )

    def sheet(self, known: dict[str, str]) -> dict[str, Any]:
        cause = self.cause
        facts = [["first sign", moment(self.signs[0].at)]] if self.signs else []
        if self.alerts:
            facts.append(
                ["first alert", moment(min(alert.at for alert in self.alerts))]
            )
        if self.over:
            facts.append(["over", moment(self.over)])
        if cause:
            before = length(self.signs[0].at - cause.at)
            facts.append(
                [
                    "last change before it",
                    f"{cause.what}, {before} earlier: {cause.detail}",
                ]
            )
        words = self.improvements(known)
        return {
            "title": "Incident",
            "lead": self.lead(),
            "facts": facts,
            "sections": [
                {
                    "title": "What happened",
                    "note": "Times are UTC.",
                    "columns": ["from", "for", "what", "of", "more"],
                    "numeric": [1],
                    "rows": [self.row(event, known) for event in self.events],
                },
                {
                    "title": "What to do better",
                    "words": words or [["", "Nothing that these sources show."]],
                },
            ],
        }

    @staticmethod
    def row(event: Event, known: dict[str, str]) -> list[str]:
        lasting = "" if event.end is None else length(event.end - event.at)
        more = event.detail
        if event.what in known:
            more = f"{more}: {known[event.what]}"
        return [moment(event.at), lasting, event.kind, event.what, more]

    def data(self) -> dict[str, Any]:
        cause, over = self.cause, self.over
        return {
            "from": moment(self.begin),
            "to": moment(self.end),
            "over": None if over is None else moment(over),
            "cause": None if cause is None else cause.what,
            "events": [
                {
                    "at": moment(event.at),
                    "end": None if event.end is None else moment(event.end),
                    "kind": event.kind,
                    "what": event.what,
                    "detail": event.detail,
                }
                for event in self.events
            ],
        }


def read_events(given: dict[str, Any], begin: float, end: float) -> list[Event]:
    sources = given["sources"]
    events = []
    if "prometheus" in sources:
        events += Prometheus(sources["prometheus"], begin, end).events()
    if "alertmanager" in sources:
        events += silences(sources["alertmanager"], begin, end)
    if "airflow" in sources:
        pipelines = [pipeline["id"] for pipeline in given["project"]["pipelines"]]
        events += runs(sources["airflow"], pipelines, begin, end)
    if "repository" in sources:
        events += commits(sources["repository"], begin - CAUSE, end)
    return events


def report(given: dict[str, Any]) -> dict[str, Any]:
    begin, end = seconds(given["from"]), seconds(given["to"])
    assert begin is not None and end is not None
    incident = Incident(
        read_events(given, begin, end), begin, end, set(given["sources"])
    )
    return {"sheet": incident.sheet(given["alerts"]), "data": incident.data()}


if __name__ == "__main__":
    try:
        json.dump(report(json.load(sys.stdin)), sys.stdout)
    except Unreachable as problem:
        print(problem, file=sys.stderr)
        sys.exit(1)
