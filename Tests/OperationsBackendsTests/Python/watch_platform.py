"""Makes each threshold true and false on a live Prometheus and Alertmanager, and holds
what people hear of it against what they should.

    watch_platform.py <generated folder>
"""

import json
import re
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from live_platform import Platform

DAILY = "daily_batch_processing"


def thresholds(platform):
    """Alert, where its first message goes, what makes it true, and what ends it."""
    show, grow = platform.exporter.gauge, platform.exporter.rate

    def push(score, discrepancy):
        for task, text in platform.results(score, discrepancy):
            platform.push(DAILY, task, text)

    failed = "kafka_server_brokertopicmetrics_failedproducerequests_total"
    requests = "kafka_server_brokertopicmetrics_totalproducerequests_total"
    grow("kafka", requests, 1000, topic="some")
    lag = {"context": "streaming", "name": "shop"}
    behind = "debezium_metrics_millisecondsbehindsource"
    disk = {"device": "sda", "fstype": "ext4", "mountpoint": "/"}

    def cpu(idle):
        grow("nodes", "node_cpu_seconds_total", idle, cpu="0", mode="idle")

    return [
        ("PipelineFailed", "pagerduty/data-pager", lambda: platform.run("capture_prices", "failed", 61), lambda: None),
        (
            "HighErrorRate", "pagerduty/data-pager",
            lambda: grow("kafka", failed, 60, topic="some"), lambda: grow("kafka", failed, 0, topic="some"),
        ),
        ("ReconciliationDiscrepancy", "pagerduty/data-pager", lambda: push(0.99, 0.11), lambda: push(0.99, 0.1)),
        (
            "HighLag", "slack/data-alerts",
            lambda: show("kafka-connect", behind, 300_001, **lag),
            lambda: show("kafka-connect", behind, 300_000, **lag),
        ),
        ("QualityDegraded", "slack/data-alerts", lambda: push(0.949, 0.01), lambda: push(0.95, 0.01)),
        ("HighProcessorUse", "slack/data-alerts", lambda: cpu(0.15), lambda: cpu(0.7)),
        (
            "HighMemoryUse", "slack/data-alerts",
            lambda: show("nodes", "node_memory_MemAvailable_bytes", 19),
            lambda: show("nodes", "node_memory_MemAvailable_bytes", 20),
        ),
        (
            "DiskSpaceLow", "slack/data-alerts",
            lambda: show("nodes", "node_filesystem_avail_bytes", 19, **disk),
            lambda: show("nodes", "node_filesystem_avail_bytes", 20, **disk),
        ),
        (
            "LowThroughput", "slack/data-alerts",
            lambda: grow("clickhouse", "ClickHouseProfileEvents_InsertedRows", 15_000),
            lambda: grow("clickhouse", "ClickHouseProfileEvents_InsertedRows", 25_000),
        ),
    ]  # fmt: skip


def resolved(body, where):
    if "pagerduty" in where:
        return body.get("event_action") == "resolve"
    return "resolved:" in json.dumps(body)


def heard(platform, where, name, since, is_end):
    with platform.servers.lock:
        for moment, place, body in platform.servers.messages:
            if moment < since or where not in place or name not in json.dumps(body):
                continue
            if resolved(body, place) == is_end:
                return moment
    return None


def crossed(platform):
    """Each threshold of the seeds: the message, and its end."""
    for name, where, begin, end in thresholds(platform):
        start = time.time()
        begin()
        come = platform.wait(
            lambda: heard(platform, where, name, start, False),
            60,
            f"the message of {name}",  # noqa: B023
        )
        if name == "QualityDegraded":
            dashboards(platform)
        over = time.time()
        end()
        gone = platform.wait(
            lambda: heard(platform, where, name, over, True),
            90,
            f"the end of {name}",  # noqa: B023
        )
        print(f"threshold\t{name}\t{where}\t{come - start:.1f} s\t{gone - over:.1f} s")


def component_down(platform):
    """What hangs on a component that is down is not told."""
    start = time.time()
    for host in platform.hosts("kafka"):
        platform.exporter.absent.add(("kafka", host))
    platform.wait(
        lambda: heard(platform, "pagerduty/data-pager", "ComponentDown", start, False),
        60,
        "ComponentDown",
    )
    lag = {"context": "streaming", "name": "shop"}
    later = time.time()
    platform.exporter.gauge(
        "kafka-connect", "debezium_metrics_millisecondsbehindsource", 400_000, **lag
    )
    platform.run("capture_orders", "failed", 17)
    platform.wait(
        lambda: {"HighLag", "PipelineFailed"} <= platform.suppressed(),
        60,
        "the silence",
    )
    time.sleep(8)
    for name, where in (("HighLag", "slack"), ("PipelineFailed", "pagerduty")):
        assert heard(platform, where, name, later, False) is None, f"{name} was told"
    platform.exporter.gauge(
        "kafka-connect", "debezium_metrics_millisecondsbehindsource", 900, **lag
    )
    time.sleep(20)
    platform.exporter.absent.clear()
    platform.wait(
        lambda: heard(platform, "pagerduty/data-pager", "ComponentDown", later, True),
        90,
        "its end",
    )
    print("silence\tHighLag and PipelineFailed while kafka was down")


def storm(platform):
    """Two hundred alerts at once are a few messages."""
    start = time.time()
    alerts = [
        {
            "labels": {
                "alertname": "PipelineStale", "severity": "warning", "team": team, "kind": "pipeline",
                "objective": "freshness", "pipeline": f"storm_{team}_{number}",
            },
            "annotations": {"summary": f"storm {number}", "runbook_url": "https://example.com"},
        }
        for team in ("data-engineering", "finance-data")
        for number in range(100)
    ]  # fmt: skip
    request = urllib.request.Request(
        f"http://127.0.0.1:{platform.alertmanager}/api/v2/alerts", json.dumps(alerts).encode(),
        {"Content-Type": "application/json"},
    )  # fmt: skip
    urllib.request.urlopen(request, timeout=10).close()
    time.sleep(6)
    with platform.servers.lock:
        told = [
            place for moment, place, body in platform.servers.messages
            if moment > start and "storm" in json.dumps(body) and not resolved(body, place)
        ]  # fmt: skip
    assert 3 <= len(told) <= 6, told
    print(f"storm\t200 alerts\t{len(told)} messages")


def dashboards(platform):
    """Every query of every dashboard has an answer."""
    asked, empty = 0, []
    for path in sorted((platform.generated / "grafana/dashboards").glob("*.json")):
        for panel in json.loads(path.read_text())["panels"]:
            for target in panel.get("targets", []):
                expression = target["expr"].replace("$pipeline", DAILY)
                asked += 1
                if not platform.query(re.sub(r"\[\w+\]", lambda r: r[0], expression)):
                    empty.append(f"{path.stem}: {panel['title']}: {expression}")
    print(f"dashboards\t{asked} queries\t{len(empty)} without an answer")
    for line in empty:
        print(f"empty\t{line}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        platform = Platform(sys.argv[1], Path(folder))
        platform.start()
        try:
            platform.is_well()
            platform.wait(
                lambda: heard(platform, "webhook/heartbeat", "Watchdog", 0, False),
                30,
                "the heartbeat",
            )
            time.sleep(25)
            quiet = platform.firing()
            assert not quiet, [a["labels"] for a in quiet]
            print("quiet\tnothing but the heartbeat")
            crossed(platform)
            component_down(platform)
            storm(platform)
        except AssertionError:
            for log in sorted(Path(folder).glob("*.log")):
                print(f"-- {log.name}\n{log.read_text()[-3000:]}", file=sys.stderr)
            raise
        finally:
            platform.stop()


main()
