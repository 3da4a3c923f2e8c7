"""Results for people: one HTML file each, which needs nothing else to be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from dagc_jobs.errors import redacted

if TYPE_CHECKING:
    from dagc_jobs.results import Origin

STYLE = """
:root { color-scheme: light dark; --line: #8884; --ok: #18794e; --warning: #9a6700; --failed: #c62828; }
@media (prefers-color-scheme: dark) { :root { --ok: #4cc38a; --warning: #f1a10d; --failed: #ff7b72; } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; margin-bottom: .2rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; }
.wide { overflow-x: auto; } td { overflow-wrap: break-word; }
.ok { color: var(--ok); } .warning { color: var(--warning); }
.failed, .error, .critical, .upstream_failed { color: var(--failed); }
.status { font-weight: 600; white-space: nowrap; }
.lead { font-size: 1.1rem; } .facts { opacity: .75; }
.number { white-space: nowrap; } .within { color: var(--ok); }
pre { padding: .8rem; border: 1px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere; }
"""

# The worst first, as people look for it.
GRAVITY = ("failed", "error", "warning", "skipped", "ok")
# What people do about a rule that does not hold.
ADVICE = {
    "row_count": "See whether the source has delivered all rows of the interval; load what is missing, clear the task.",
    "completeness": "Load the rows that the source has and the table lacks, and clear the task.",
    "freshness": "See why the task that writes the table has not run or has found nothing; run it again.",
    "schema": "Ask who writes the table; declare the new columns, or have the old ones back.",
    "unique": "Remove the second rows of the keys named here, or read the last version of each.",
    "referential": "Load the rows that are referred to before those that refer to them.",
    "anomaly": "Compare with the runs before; if the change is meant, it is usual after some more runs.",
    "readable": "Mend the rows named here where they come from: their text stands for nothing of the declared type.",
}
ADVICE_OF_ROWS = "Mend the rows named here where they come from, or put them into quarantine; then clear the task."


def page(document: Mapping[str, Any]) -> str:
    """The page of a result."""
    title = f"{document['dag_id']} · {document['task_id']}"
    parts = [
        f"<h1>{escape(title)}</h1>",
        f"<p class=lead>{status(document['status'])} {escape(headline(document))}</p>",
        f"<p class=facts>{escape(facts(document))}</p>",
        *repair(document.get("repair")),
        *advice(document),
        *rules(worst_first(document.get("rules", []))),
        *findings(worst_first(document.get("findings", []))),
        *totals(document.get("totals", [])),
        *windows(document.get("windows", [])),
        *differences(document.get("differences", [])),
        *tasks(document.get("tasks", [])),
        *components(document.get("components", [])),
    ]
    return whole(f"{title}: {document['status']}", parts)


def headline(document: Mapping[str, Any]) -> str:
    """The message without what tables below say in more words."""
    message = str(document["message"])
    has_tables = any(document.get(name) for name in ("rules", "findings", "tasks", "components"))
    parts = 2 if document.get("findings") else 1
    return "; ".join(message.split("; ")[:parts]) if has_tables else message


def worst_first(found: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return sorted(found, key=lambda item: GRAVITY.index(item["status"]) if item["status"] in GRAVITY else 0)


def advice(document: Mapping[str, Any]) -> list[str]:
    """What to do about what is red, each thing once."""
    told: dict[str, list[str]] = {}
    for rule in worst_first(document.get("rules", [])):
        if rule["status"] == "error":
            told.setdefault("Mend the query or the table: this could not be looked at, the others were.", []).append(
                rule["name"]
            )
        elif rule["status"] in ("failed", "warning"):
            told.setdefault(ADVICE.get(rule["kind"], ADVICE_OF_ROWS), []).append(rule["name"])
    for task in document.get("tasks", []):
        if task["status"] not in ("failed", "error") or task.get("state") == "upstream_failed":
            continue
        words = "Read the log of the task in Airflow, mend it and clear it; what did not run then runs after it."
        if task.get("page"):
            words = "Open its page below: it says what is wrong, where, and what to do."
        told.setdefault(words, []).append(task["task_id"])
    if not told:
        return []
    items = [f"<li><b>{escape(', '.join(names))}</b>: {escape(words)}" for words, names in told.items()]
    return ["<h2>What to do</h2>", "<ul>", *items, "</ul>"]


def index(origin: Origin, runs: Sequence[tuple[str, Mapping[str, Any]]]) -> str:
    """The last runs of a task, each with a link to the page beside this one."""
    title = f"{origin.dag} · {origin.task}"
    rows = [
        (
            status(document["status"]),
            f'<a href="{escape(quote(name))}">{text(document["run_id"])}</a>',
            text(document["message"]),
            text(moment(document["finished_at"])),
        )
        for name, document in runs
    ]
    heads = ("status", "run", "result", "written")
    return whole(f"{title}: results", [f"<h1>{escape(title)}</h1>", "<h2>Last runs</h2>", table(heads, rows)])


def whole(title: str, parts: Sequence[str]) -> str:
    body = "\n".join(parts)
    return redacted(
        "<!doctype html>\n<html lang=en>\n<meta charset=utf-8>\n"
        '<meta name=viewport content="width=device-width">\n'
        f"<title>{escape(title)}</title>\n"
        f"<style>{STYLE}</style>\n{body}\n</html>\n"
    )


def status(word: str) -> str:
    return f'<span class="status {escape(word)}">{escape(word)}</span>'


def facts(document: Mapping[str, Any]) -> str:
    words = [f"run {document['run_id']}", f"try {document['try']}"]
    if "from" in document and "to" in document:
        words.append(f"rows from {moment(document['from'])} to {moment(document['to'])}")
    if "score" in document:
        words.append(f"score {float(document['score']):.1%}")
    words.append(f"written {moment(document['finished_at'])}")
    return " · ".join(words)


def moment(text: str) -> str:
    """A time as people read it: to the second, in UTC where it is."""
    time = datetime.fromisoformat(text).replace(microsecond=0, tzinfo=None).isoformat(" ")
    return f"{time} UTC" if text.endswith("+00:00") else f"{time}{text[-6:]}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(name)}" for name in heads)
    body = "\n".join("<tr>" + "".join(f"<td>{cell}" for cell in row) for row in rows)
    return f"<div class=wide><table>\n<tr>{head}\n{body}\n</table></div>"


def text(value: object) -> str:
    return escape("" if value is None else str(value))


def figure(value: object) -> str:
    """A number with its thousands apart, where it is one."""
    words = text(value)
    whole, point, rest = words.partition(".")
    if whole.lstrip("-").isdigit():
        words = f"{int(whole):,}{point}{rest}"
        words = f"-{words}" if whole.startswith("-0") else words
    return f"<span class=number>{words}</span>"


def rules(found: Sequence[Mapping[str, Any]]) -> list[str]:
    if not found:
        return []
    rows = [
        (
            status(rule["status"]),
            text(rule["name"]),
            text(rule["message"]),
            figure(rule.get("failed_rows")),
            text(rule.get("severity")),
            text(", ".join(map(str, rule.get("sample", [])))),
        )
        for rule in found
    ]
    heads = ("status", "rule", "what was found", "rows", "severity", "for example")
    return ["<h2>Rules</h2>", table(heads, rows)]


def findings(found: Sequence[Mapping[str, Any]]) -> list[str]:
    if not found:
        return []
    rows = [
        (
            status(finding["status"]),
            text(finding["kind"]),
            text(finding["message"]),
            text(", ".join(map(str, finding.get("keys", [])))),
        )
        for finding in found
    ]
    return [
        "<h2>Findings</h2>",
        table(("status", "kind", "what was found", "keys"), rows),
    ]


def totals(found: Sequence[Mapping[str, Any]]) -> list[str]:
    if not found:
        return []
    rows = [
        (
            text(total["measure"]),
            figure(total["speed"]),
            figure(total["batch"]),
            text(f"{total['percent']} %"),
        )
        for total in found
    ]
    return ["<h2>Totals</h2>", table(("measure", "speed", "batch", "difference"), rows)]


def windows(found: Sequence[Mapping[str, Any]]) -> list[str]:
    if not found:
        return []
    rows = [
        (
            status("within bounds" if window["status"] == "ok" else window["status"]),
            text(moment(window["start"])),
            figure(window["rows_speed"]),
            figure(window["rows_batch"]),
            text(f"{window['percent']} %"),
            text("; ".join(window["reasons"])),
        )
        for window in found
    ]
    heads = ("status", "window", "speed rows", "batch rows", "difference", "because of")
    return ["<h2>Windows that differ</h2>", table(heads, rows)]


def differences(found: Sequence[Mapping[str, Any]]) -> list[str]:
    if not found:
        return []
    rows = [
        (
            text(row["key"]),
            text(row["kind"]),
            text(row.get("column")),
            text(row.get("speed")),
            text(row.get("batch")),
        )
        for row in found
    ]
    heads = ("key", "kind", "column", "speed", "batch")
    return ["<h2>Rows that differ, a sample</h2>", table(heads, rows)]


def repair(found: Mapping[str, Any] | None) -> list[str]:
    if not found:
        return []
    command = found.get("command")
    block = [f"<pre>{escape(command)}</pre>"] if command else []
    return ["<h2>What to do</h2>", f"<p>{escape(found['message'])}</p>", *block]


def tasks(found: Sequence[Mapping[str, Any]]) -> list[str]:
    if not found:
        return []
    rows = []
    for task in found:
        address = task.get("page")
        name = escape(task["task_id"])
        linked = f'<a href="{escape(address)}">{name}</a>' if address else name
        rows.append((status(task["status"]), linked, text(task["message"])))
    return ["<h2>Tasks</h2>", table(("status", "task", "result"), rows)]


def components(found: Sequence[Mapping[str, Any]]) -> list[str]:
    if not found:
        return []
    rows = [
        (
            status(component["status"]),
            text(component["name"]),
            text(component["message"]),
        )
        for component in found
    ]
    return ["<h2>Components</h2>", table(("status", "component", "answer"), rows)]
