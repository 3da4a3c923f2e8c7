"""Writes a test for promtool: a day on which all is well and no alert may be there.

quiet_day.py <generated folder> <file to write>
"""

import json
import sys
from pathlib import Path

import yaml
from live_platform import Exporter

MINUTES = 1440


def series(exporter):
    """What each component shows in a day, with the labels that a scrape adds."""
    for name, component in exporter.components.items():
        for number in range(component["instances"]):
            target = {"component": name, "instance": f"{number}:1"}
            yield "up", target, f"1x{MINUTES}"
    for (owner, name, labels), value in exporter.gauges.items():
        target = {"component": owner, "instance": "0:1"}
        count = exporter.components[owner]["instances"]
        if "timestamp" in name and value:
            # What is renewed again and again.
            yield name, {**target, **dict(labels)}, f"0+60x{MINUTES}"
            continue
        for number in range(count if name.endswith("_up") else 1):
            target = {"component": owner, "instance": f"{number}:1"}
            yield name, {**target, **dict(labels)}, f"{value}x{MINUTES}"
    for (owner, name, labels), rate in exporter.rates.items():
        target = {"component": owner, "instance": "0:1"}
        yield name, {**target, **dict(labels)}, f"0+{rate * 60:g}x{MINUTES}"


def runs(generated):
    """Each pipeline succeeds every five minutes."""
    name = "airflow_dagrun_duration_success_sum"
    for path in sorted((generated / "model/pipelines").glob("*.json")):
        values = " ".join(f"{7 + 11 * run}x4" for run in range(MINUTES // 5))
        yield name, {"dag_id": path.stem, "run_type": "scheduled"}, values


def results(alerts):
    """Good results, for pipelines that alerts about results are about."""
    for rule in alerts:
        dag = rule["labels"].get("pipeline")
        objective = rule["labels"]["objective"]
        if objective == "quality":
            yield (
                "dagc_quality_score",
                {"dag_id": dag, "task_id": "x"},
                f"0.99x{MINUTES}",
            )
        if objective == "consistency":
            labels = {"dag_id": dag, "task_id": "x", "measure": "count"}
            name = "dagc_reconciliation_discrepancy_ratio"
            yield name, labels, f"0.01x{MINUTES}"
        if objective == "measurement":
            tasks = rule["expr"].split('task_id=~"')[1].split('"')[0]
            for task in tasks.replace("\\\\", "").split("|"):
                labels = {"dag_id": dag, "task_id": task}
                name = "dagc_job_last_run_timestamp_seconds"
                yield name, labels, f"0+60x{MINUTES}"


def main():
    generated, target = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    files = sorted((generated / "prometheus/rules").rglob("*.yaml"))
    groups = [
        group for path in files for group in yaml.safe_load(path.read_text())["groups"]
    ]
    alerts = [rule for group in groups for rule in group["rules"] if "alert" in rule]
    exporter = Exporter(json.loads((generated / "model/environment.json").read_text()))
    exporter.is_well()
    shown = [*series(exporter), *runs(generated), *results(alerts)]
    inputs = [
        {
            "series": name
            + "{"
            + ",".join(f"{k}={json.dumps(v)}" for k, v in labels.items())
            + "}",
            "values": values,
        }
        for name, labels, values in shown
    ]
    names = sorted({rule["alert"] for rule in alerts} - {"Watchdog"})
    checks = [
        {"eval_time": f"{hour}h", "alertname": name}
        for hour in range(1, 24)
        for name in names
    ]
    test = {"interval": "1m", "input_series": inputs, "alert_rule_test": checks}
    document = {
        "rule_files": [str(path) for path in files],
        "evaluation_interval": "1m",
        "tests": [test],
    }
    target.write_text(yaml.safe_dump(document, width=1000))
    print(f"alerts\t{len(alerts)}\tseries\t{len(inputs)}\thours\t23")


if __name__ == "__main__":
    main()
