"""Makes each threshold true and false on a live Prometheus and Alertmanager.

What people hear of it, and when, is held against what they should.

    watch_platform.py <generated folder>
"""

import json
import sys
import tempfile
import time
import urllib.request
from contextlib import suppress
from functools import partial
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

    def memory(free):
        show("nodes", "node_memory_MemAvailable_bytes", free)

    def room(free):
        show("nodes", "node_filesystem_avail_bytes", free, **disk)

    def inserts(rows):
        grow("clickhouse", "ClickHouseProfileEvents_InsertedRows", rows)

    def errors(rate):
        grow("kafka", failed, rate, topic="some")

    def lagging(milliseconds):
        show("kafka-connect", behind, milliseconds, **lag)

    def fail(count):
        if count:
            platform.run("capture_prices", "failed", 61)

    def quality(score):
        push(score, 0.01)

    def consistency(discrepancy):
        push(0.99, discrepancy)

    pager, chat = "pagerduty/data-pager", "slack/data-alerts"
    # The value just beyond each threshold, and the one at it or where all is well.
    return [
        ("PipelineFailed", pager, fail, 1, 0),
        ("HighErrorRate", pager, errors, 60, 0),
        ("ReconciliationDiscrepancy", pager, consistency, 0.11, 0.1),
        ("HighLag", chat, lagging, 300_001, 300_000),
        ("QualityDegraded", chat, quality, 0.949, 0.95),
        ("HighProcessorUse", chat, cpu, 0.15, 0.7),
        ("HighMemoryUse", chat, memory, 19, 20),
        ("DiskSpaceLow", chat, room, 19, 20),
        ("LowThroughput", chat, inserts, 9_000, 25_000),
    ]


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


def wait_for(platform, where, name, since, is_end=False):
    """When a message or its end came."""
    what = f"the {'end' if is_end else 'message'} of {name}"
    found = partial(heard, platform, where, name, since, is_end)
    # The end of an alert waits for the run that may bring the next one.
    return platform.wait(found, 240 if is_end else 90, what)


def crossed(platform):
    """Crosses each threshold of the seeds: the message comes, and its end."""
    for name, where, setting, beyond, well in thresholds(platform):
        start = time.time()
        setting(beyond)
        come = wait_for(platform, where, name, start) - start
        over = time.time()
        setting(well)
        gone = wait_for(platform, where, name, over, is_end=True) - over
        print(f"threshold\t{name}\t{where}\t{come:.1f} s\t{gone:.1f} s", flush=True)


def component_down(platform):
    """What hangs on a component that is down is not told."""
    start = time.time()
    for host in platform.hosts("kafka"):
        platform.exporter.absent.add(("kafka", host))
    wait_for(platform, "pagerduty/data-pager", "ComponentDown", start)
    later = time.time()
    behind = "debezium_metrics_millisecondsbehindsource"
    lag = {"context": "streaming", "name": "shop"}
    platform.exporter.gauge("kafka-connect", behind, 400_000, **lag)
    platform.run("capture_orders", "failed", 17)
    dependants = {"HighLag", "PipelineFailed"}
    platform.wait(lambda: dependants <= platform.suppressed(), 60, "the silence")
    time.sleep(8)
    for name, where in (("HighLag", "slack"), ("PipelineFailed", "pagerduty")):
        assert heard(platform, where, name, later, False) is None, f"{name} was told"
    platform.exporter.gauge("kafka-connect", behind, 900, **lag)
    time.sleep(20)
    platform.exporter.absent.clear()
    wait_for(platform, "pagerduty/data-pager", "ComponentDown", later, is_end=True)
    print("silence\tHighLag and PipelineFailed while kafka was down", flush=True)


def storm(platform):
    """Sends two hundred alerts at once; they are a few messages."""
    start = time.time()
    common = {"alertname": "PipelineStale", "severity": "warning", "kind": "pipeline"}
    alerts = [
        {
            "labels": {**common, "team": team, "pipeline": f"storm_{team}_{number}"},
            "annotations": {"summary": f"storm {number}"},
        }
        for team in ("data-engineering", "finance-data")
        for number in range(100)
    ]
    request = urllib.request.Request(
        f"http://127.0.0.1:{platform.alertmanager}/api/v2/alerts",
        json.dumps(alerts).encode(),
        {"Content-Type": "application/json"},
    )
    urllib.request.urlopen(request, timeout=10).close()
    time.sleep(6)
    with platform.servers.lock:
        told = [
            place
            for moment, place, body in platform.servers.messages
            if moment > start
            and "storm" in json.dumps(body)
            and not resolved(body, place)
        ]
    assert 3 <= len(told) <= 6, told
    print(f"storm\t200 alerts\t{len(told)} messages", flush=True)


def seed(platform):
    """Runs, results and troubles of every pipeline and of dag-sync."""
    model = Path(platform.generated / "model/pipelines").glob("*.json")
    for dag in (path.stem for path in sorted(model)):
        platform.run(dag, "success", 60)
        platform.run(dag, "failed", 7)
        for task, text in platform.results(0.9, 0.2):
            platform.push(dag, task, text)
    since = time.time() - 10
    name = "dag_sync_failing_since_timestamp_seconds"
    platform.exporter.gauge("dag-sync", name, since)
    with suppress(AssertionError):
        platform.push("broken", "push", "# TYPE up gauge\nup 1 12345\n")


def dashboards(platform):
    """Asks every query of every dashboard; each has an answer."""
    seed(platform)
    time.sleep(25)
    asked, empty = 0, []
    for path in sorted((platform.generated / "grafana/dashboards").glob("*.json")):
        for panel in json.loads(path.read_text())["panels"]:
            for target in panel.get("targets", []):
                asked += 1
                if not platform.query(target["expr"].replace("$pipeline", DAILY)):
                    empty.append(f"{path.stem}: {panel['title']}: {target['expr']}")
    print(f"dashboards\t{asked} queries\t{len(empty)} without an answer", flush=True)
    assert not empty, "\n".join(empty)


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
            assert not quiet, quiet
            print("quiet\tnothing but the heartbeat")
            crossed(platform)
            component_down(platform)
            storm(platform)
            dashboards(platform)
        except AssertionError:
            for log in sorted(Path(folder).glob("*.log")):
                print(f"-- {log.name}\n{log.read_text()[-3000:]}", file=sys.stderr)
            raise
        finally:
            platform.stop()


if __name__ == "__main__":
    main()
