"""Holds rules, their tests and their pages against each other; prints what is amiss.

read_rules.py <generated folder>
"""

import csv
import re
import sys
from collections import defaultdict
from pathlib import Path

import promql_parser as promql
import yaml

OWN = {"ALERTS", "up"}
# What exporters once showed, with the version since which they do not:
# https://github.com/prometheus-community/elasticsearch_exporter/blob/master/CHANGELOG.md
GONE = {"elasticsearch_cluster_health_up": "elasticsearch_exporter 1.7"}


def catalogue(generated):
    """The labels of each metric that components and jobs show or that rules compute."""
    model = yaml.safe_load((generated / "model/environment.json").read_text())
    known = {name: None for name in OWN}
    for component in model["operations"]["components"]:
        for metric in component.get("metrics", []):
            known[metric["name"]] = set(metric.get("labels", [])) | {
                "component", "instance", "job",
            }  # fmt: skip
    for path in (generated / "prometheus/rules").rglob("*.yaml"):
        for group in yaml.safe_load(path.read_text())["groups"]:
            for rule in group["rules"]:
                if "record" in rule:
                    known[rule["record"]] = None
    with (generated / "jobs/dagc_jobs/metrics.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            known[row["name"]] = {
                *row["labels"].split(),
                "component",
                "instance",
                "job",
            }
    for name in ("success", "failed"):
        known[f"airflow_dagrun_duration_{name}_sum"] = None
    return known


def selectors(node):
    """Every selector of an expression."""
    if isinstance(node, promql.VectorSelector):
        yield node
    for name in ("expr", "lhs", "rhs", "vector_selector"):
        inner = getattr(node, name, None)
        if inner is not None and not isinstance(inner, str):
            yield from selectors(inner)
    for inner in getattr(node, "args", None) or []:
        yield from selectors(inner)


def unknown(expression, known):
    for selector in selectors(promql.parse(expression)):
        if selector.name in GONE:
            yield f"{selector.name} is gone since {GONE[selector.name]}"
        if selector.name not in known:
            yield f"no component shows {selector.name}"
            continue
        labels = known[selector.name]
        for matcher in selector.matchers.matchers:
            if labels is not None and matcher.name not in labels:
                yield f"{selector.name} has no label {matcher.name}"


def main():
    generated = Path(sys.argv[1])
    rules, tests = generated / "prometheus/rules", generated / "prometheus/tests"
    known = catalogue(generated)
    problems = []
    alerts = {}
    for path in sorted(rules.rglob("*.yaml")):
        for group in yaml.safe_load(path.read_text())["groups"]:
            for rule in group["rules"]:
                name = rule.get("alert", rule.get("record"))
                where = f"{path.relative_to(rules)}: {name}"
                problems += [f"{where}: {p}" for p in unknown(rule["expr"], known)]
                if "alert" not in rule:
                    continue
                alerts[path.relative_to(rules), rule["alert"]] = rule
                page, anchor = (
                    rule["annotations"]["runbook_url"].split("/runbooks/")[1].split("#")
                )
                text = (generated / "runbooks" / page).read_text()
                heading = next(
                    (
                        h
                        for h in re.findall(r"^## (.+)$", text, re.M)
                        if h.lower() == anchor
                    ),
                    None,
                )
                if heading is None:
                    problems.append(f"{where}: {page} has no part {anchor}")
                elif rule["expr"] not in text:
                    problems.append(f"{where}: {page} asks something else")
    fired, silent = defaultdict(int), defaultdict(int)
    for path in sorted(tests.rglob("*.yaml")):
        document = yaml.safe_load(path.read_text())
        [target] = document["rule_files"]
        target = (path.parent / target).resolve().relative_to(rules.resolve())
        for test in document["tests"]:
            for check in test.get("alert_rule_test", []):
                key = target, check["alertname"]
                if key not in alerts:
                    name = check["alertname"]
                    problems.append(f"{path.relative_to(tests)}: {name} is no alert")
                (fired if check.get("exp_alerts") else silent)[key] += 1
    for path, name in alerts:
        if not fired[path, name]:
            problems.append(f"{path}: no test shows {name} firing")
        if not silent[path, name] and name != "Watchdog":
            problems.append(f"{path}: no test shows {name} silent")
    print("\n".join(problems))
    print(
        f"alerts\t{len(alerts)}\tfiring\t{sum(fired.values())}\tsilent\t{sum(silent.values())}"
    )
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
