"""Health checks: whether components answer, whether numbers keep within bounds, whether alerts are active.

Every component, measure and alert is looked at, whatever the others say.
"""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from dagc_jobs.connections import Connection
from dagc_jobs.dialects import SQL
from dagc_jobs.engines import opened
from dagc_jobs.errors import BAD_DATA, DONE, TRY_AGAIN, JobError, first_line
from dagc_jobs.kafka import ERRORS, cluster
from dagc_jobs.metrics import Sample
from dagc_jobs.results import Result, worst
from dagc_jobs.tables import Declared, Table
from dagc_jobs.values import UTC, duration, is_false, joined, listed, number_or_null, plain, plural
from dagc_jobs.web import asked, json_of, mapping

SECONDS = 10
SHOWN_ALERTS = 20
# The parts of Airflow that it reports of itself.
AIRFLOW_PARTS = ("metadatabase", "scheduler", "triggerer", "dag_processor")

Entry = dict[str, Any]


def entry(name: str, status: str, message: str, value: Decimal | None = None) -> Entry:
    found: Entry = {"name": name, "status": status, "message": message}
    if value is not None:
        found["value"] = plain(value)
    return found


def health(specification: Mapping[str, Any], result: Result) -> int:
    """Looks at components, those behind the network side by side."""
    components: Sequence[Mapping[str, Any]] = specification["components"]
    remote = [component for component in components if component["kind"] != "sql"]
    with ThreadPoolExecutor(max_workers=16) as pool:
        answers = dict(zip((c["name"] for c in remote), pool.map(looked_at, remote), strict=True))
    # Engines within the process bear no second thread.
    for component in components:
        if component["kind"] == "sql":
            answers[component["name"]] = looked_at(component)
    found = [answers[component["name"]] for component in components]
    for component in found:
        up = Decimal(int(component["status"] in ("ok", "warning")))
        result.samples.append(Sample("dagc_health_component_up", result.labels(component=component["name"]), up))
    return told(result, found, "component", "up")


def looked_at(component: Mapping[str, Any]) -> Entry:
    name = component["name"]
    ways: Mapping[str, Callable[[Mapping[str, Any]], tuple[str, str]]] = {
        "http": http,
        "tcp": tcp,
        "sql": sql,
        "kafka": kafka,
        "airflow": airflow,
    }
    way = ways.get(component["kind"])
    if way is None:
        return entry(name, "error", f"unknown kind {component['kind']!r}: compile the job again")
    try:
        status, message = way(component)
    except JobError as error:
        return entry(name, "failed", first_line(error))
    return entry(name, status, message)


def http(component: Mapping[str, Any]) -> tuple[str, str]:
    path = joined(component.get("path", "/"))
    status, body = asked(component["uri_environment"], path, component["name"], component.get("seconds", SECONDS))
    if not 200 <= status < 300:
        return "failed", f"{path} answers {status}"
    expected: Mapping[str, Any] = component.get("expects", {})
    if not expected:
        return "ok", f"{path} answers {status}"
    try:
        document = mapping(json.loads(body), path)
    except ValueError:
        return "failed", f"{path} answers no JSON"
    other = {key: document.get(key) for key, value in expected.items() if document.get(key) != value}
    if other:
        words = ", ".join(f"{key} {json.dumps(value)}" for key, value in other.items())
        return "failed", f"{path} answers {words}"
    return "ok", f"{path} answers as it should"


def place(component: Mapping[str, Any], default: int) -> tuple[str, int, Connection]:
    connection = Connection(component["uri_environment"], component["name"])
    return connection.host or "", connection.port or default, connection


def tcp(component: Mapping[str, Any]) -> tuple[str, str]:
    host, port, _ = place(component, 0)
    if not port:
        raise JobError(f"the connection in {component['uri_environment']} names no port")
    try:
        with socket.create_connection((host, port), timeout=component.get("seconds", SECONDS)) as plain_socket:
            if component.get("tls"):
                context = ssl.create_default_context()
                with context.wrap_socket(plain_socket, server_hostname=host) as stream:
                    return "ok", f"{host}:{port} takes connections, by {stream.version()}"
    except OSError as error:
        raise JobError(f"{host}:{port} takes no connection: {error}", TRY_AGAIN) from None
    return "ok", f"{host}:{port} takes connections"


def sql(component: Mapping[str, Any]) -> tuple[str, str]:
    engine = opened(component["engine"])
    statement = component.get("sql")
    rows = engine.rows(SQL(joined(statement) if statement else "select 1"), component["name"])
    if not rows:
        return "failed", "the query answers no row"
    false = [cell for cell in rows[0] if is_false(cell)]
    return ("failed", "the query answers what is not true") if false else ("ok", "the query answers")


def kafka(component: Mapping[str, Any]) -> tuple[str, str]:
    host, port, connection = place(component, 9092)
    wanted: Sequence[str] = component.get("topics", ())
    protocol = str(connection.extra.get("security.protocol", "")).upper()
    if protocol.startswith("SASL"):
        raise JobError("a cluster that wants SASL is not asked by this check: use a listener of the inside")
    seconds = component.get("seconds", SECONDS)
    found = cluster(host, port, wanted, seconds, encrypted=protocol == "SSL")
    problems = []
    least = component.get("brokers", 1)
    if found.brokers < least:
        problems.append(f"{plural(found.brokers, 'broker')} of {least}")
    known = {topic.name: topic for topic in found.topics}
    slow: list[str] = []
    for name in wanted:
        topic = known.get(name)
        if topic is None or topic.error or not topic.partitions:
            problems.append(f"topic {name} {ERRORS.get(topic.error if topic else 3, 'cannot be described')}")
        elif topic.leaderless:
            problems.append(f"topic {name} has no leader of {plural(len(topic.leaderless), 'partition')}")
        elif topic.lagging:
            slow.append(f"topic {name} has replicas behind in {plural(len(topic.lagging), 'partition')}")
    if problems:
        return "failed", "; ".join(problems)
    if slow:
        return "warning", "; ".join(slow)
    topics = f", {plural(len(wanted), 'topic')} led" if wanted else ""
    return "ok", f"{plural(found.brokers, 'broker')}{topics}"


def airflow(component: Mapping[str, Any]) -> tuple[str, str]:
    """Airflow 3 answers at `/api/v2/monitor/health`, Airflow 2 at `/health`."""
    path = joined(component.get("path", "/api/v2/monitor/health"))
    seconds = component.get("seconds", SECONDS)
    document = mapping(json_of(component["uri_environment"], path, "Airflow", seconds), "Airflow")
    wanted = component.get("parts", AIRFLOW_PARTS)
    states = {part: (document.get(part) or {}).get("status") for part in wanted}
    ill = [f"{part} {state or 'not running'}" for part, state in states.items() if state != "healthy"]
    return ("failed", ", ".join(ill)) if ill else ("ok", f"{listed(wanted)} healthy")


# Performance


def performance(specification: Mapping[str, Any], result: Result) -> int:
    """Compares measures with what the project allows."""
    found = [measured(measure) for measure in specification["measures"]]
    for measure in found:
        if "value" in measure:
            labels = result.labels(measure=measure["name"])
            result.samples.append(Sample("dagc_performance_value", labels, Decimal(measure["value"])))
    return told(result, found, "measure", "within bounds")


def measured(measure: Mapping[str, Any]) -> Entry:
    name = measure["name"]
    try:
        values, words = lag(measure) if "lag" in measure else (queried(measure), "")
    except JobError as error:
        return entry(name, "error", f"could not be measured: {first_line(error)}")
    if not values:
        return entry(name, "failed", words or "there is nothing to measure")
    odd = [value for value in values if not value.is_finite()]
    if odd:
        return entry(name, "failed", f"{plain(odd[0])} is no finite number{words}")
    unit = measure.get("unit", "")

    def said(value: Decimal) -> str:
        return duration(float(value)) if unit == "s" else f"{plain(value)}{unit}"

    for bound, word in (("at_most", "at most"), ("at_least", "at least")):
        if bound not in measure:
            continue
        limit = Decimal(str(measure[bound]))
        # Each bound is one for every series, so it is held against the one that is nearest to it.
        value = max(values) if bound == "at_most" else min(values)
        if value > limit if bound == "at_most" else value < limit:
            return entry(name, "failed", f"{said(value)}, where {word} {said(limit)} is allowed{words}", value)
    value = min(values) if "at_least" in measure and "at_most" not in measure else max(values)
    return entry(name, "ok", f"{said(value)}{words}", value)


def queried(measure: Mapping[str, Any]) -> list[Decimal]:
    if "query" in measure:
        return by_prometheus(measure)
    rows = opened(measure["engine"]).rows(SQL(joined(measure["sql"])), measure["name"])
    value = number_or_null(rows[0][0], measure["name"]) if rows and rows[0] else None
    return [] if value is None else [value]


def by_prometheus(measure: Mapping[str, Any]) -> list[Decimal]:
    """The values of a query's series now, without those that are no number."""
    query = {"query": joined(measure["query"])}
    seconds = measure.get("seconds", SECONDS)
    document = mapping(json_of(measure["uri_environment"], "/api/v1/query", "Prometheus", seconds, query), "Prometheus")
    data = document.get("data") or {}
    series = [data["result"]] if data.get("resultType") == "scalar" else [s["value"] for s in data.get("result", ())]
    values: list[Decimal] = []
    for _, text in series:
        try:
            value = Decimal(text.replace("Inf", "Infinity"))
        except InvalidOperation:
            raise JobError(f"Prometheus answers {text!r}") from None
        if not value.is_nan():
            values.append(value)
    return values


def lag(measure: Mapping[str, Any]) -> tuple[list[Decimal], str]:
    """How much older the newest row is than that of the source, or than now where no source is named.

    An idle source makes no lag. Rows dated in the future are no sign of life.
    """
    now = datetime.now(UTC)
    own, ahead = newest(measure["lag"], now)
    words = f"; {plural(ahead, 'row')} dated in the future not counted" if ahead else ""
    source = measure.get("source")
    if source is None:
        if own is None:
            return [], f"there is no row{words}"
        return [max(Decimal(0), Decimal(str(now.timestamp())) - own).quantize(Decimal(1))], words
    origin, _ = newest(source, now)
    if origin is None:
        return [Decimal(0)], f"; the source has no row{words}"
    if own is None:
        return [], f"there is no row, and the source has some{words}"
    return [max(Decimal(0), origin - own).quantize(Decimal(1))], words


def newest(side: Mapping[str, Any], now: datetime) -> tuple[Decimal | None, int]:
    """Seconds since 1970 of the newest row up to now, and how many rows lie ahead."""
    engine = opened(side["engine"])
    table = Table(engine, Declared.of(side["table"]))
    column = side["time"]
    if table.missing([column]):
        raise JobError(f"there is no column {column} in {side['table']['name']}")
    dialect = table.dialect
    value, limit = table.value(column), dialect.instant(now)
    past = SQL(f"case when {value} <= {limit} then {value} end")
    future = dialect.flag(SQL(f"{value} > {limit}"))
    wanted = [dialect.microseconds(SQL(f"max({past})")), SQL(f"sum({future})")]
    ((found, ahead),) = engine.rows(dialect.select(wanted, table.source), side["table"]["name"])
    microseconds = number_or_null(found, "the newest row")
    return (
        None if microseconds is None else microseconds / 1_000_000,
        int(number_or_null(ahead, "rows ahead") or 0),
    )


# Alerts


def alerts(specification: Mapping[str, Any], result: Result) -> int:
    """Active alerts of Alertmanager that nobody has silenced and no other inhibits."""
    query = [("active", "true"), ("silenced", "false"), ("inhibited", "false")]
    query += [("filter", condition) for condition in specification.get("filters", ())]
    seconds = specification.get("seconds", SECONDS)
    found = json_of(specification["uri_environment"], "/api/v2/alerts", "Alertmanager", seconds, query)
    if not isinstance(found, list):
        raise JobError("Alertmanager answers something else than a list")
    ignored = set(specification.get("ignored", ()))
    entries: list[Entry] = []
    for alert in found:
        labels = alert.get("labels") or {}
        name = labels.get("alertname", "alert")
        state = (alert.get("status") or {}).get("state", "active")
        if name in ignored or state != "active":
            continue
        notes = alert.get("annotations") or {}
        words = notes.get("summary") or notes.get("description") or ""
        others = ", ".join(f"{key} {value}" for key, value in sorted(labels.items()) if key != "alertname")
        entries.append(entry(name, "failed", f"{words} ({others})" if words else others))
    entries.sort(key=lambda alert: (alert["name"], alert["message"]))
    result.fields["components"] = entries[:SHOWN_ALERTS]
    result.status = "failed" if entries else "ok"
    result.message = f"{plural(len(entries), 'alert')} active" if entries else "no alert is active"
    if entries:
        result.message += ": " + listed(sorted({alert["name"] for alert in entries}))
    return BAD_DATA if entries else DONE


def told(result: Result, found: Sequence[Entry], word: str, fine: str) -> int:
    """Makes the result say what was found; what cannot be reached fails as what is wrong does."""
    result.fields["components"] = list(found)
    bad = [item for item in found if item["status"] in ("failed", "error")]
    result.status = worst([item["status"] for item in found])
    result.message = f"{len(found) - len(bad)} of {plural(len(found), word)} {fine}"
    if bad:
        result.message += "; " + "; ".join(f"{item['name']}: {item['message']}" for item in bad[:3])
    return BAD_DATA if bad else DONE
