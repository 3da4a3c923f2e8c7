"""Holds dashboards against their schema, the catalogue of metrics and the alerts.

read_dashboards.py <generated folder> [<schema>]
"""

import json
import re
import sys
from pathlib import Path

import promql_parser as promql
import yaml
from jsonschema import Draft7Validator
from read_rules import catalogue, unknown


def alert_numbers(generated):
    """Every number that an alert compares with."""
    numbers = set()
    for path in (generated / "prometheus/rules").rglob("*.yaml"):
        for group in yaml.safe_load(path.read_text())["groups"]:
            for rule in group["rules"]:
                if "alert" in rule:
                    found = re.findall(r"[<>]=?\s+(-?[\d.]+)", rule["expr"])
                    numbers |= {float(number) for number in found}
    return numbers


def overlaps(panels):
    taken = {}
    for panel in panels:
        place = panel["gridPos"]
        if place["x"] + place["w"] > 24:
            yield f"{panel['title']} is wider than the page"
        for x in range(place["x"], place["x"] + place["w"]):
            for y in range(place["y"], place["y"] + place["h"]):
                if (x, y) in taken:
                    yield f"{panel['title']} lies over {taken[x, y]}"
                    return
                taken[x, y] = panel["title"]


def amiss(board, known, numbers):
    uids = board["uid"]
    if len(uids) > 40:
        yield f"uid {uids} is too long"
    yield from overlaps(board["panels"])
    for panel in board["panels"]:
        if panel["type"] in ("row", "text"):
            continue
        name = panel["title"]
        if not panel.get("description"):
            yield f"{name} is not described"
        if not panel["targets"]:
            yield f"{name} asks nothing"
        if "unit" not in panel["fieldConfig"]["defaults"]:
            yield f"{name} has no unit"
        for target in panel["targets"]:
            expression = target["expr"]
            promql.parse(expression)
            yield from (f"{name}: {problem}" for problem in unknown(expression, known))
            for counter in re.findall(r"\w+_total\b", expression):
                if not re.search(rf"(rate|increase)\({counter}", expression):
                    yield f"{name} shows the counter {counter} as it is"
        steps = panel["fieldConfig"]["defaults"].get("thresholds", {}).get("steps", [])
        for step in steps[1:]:
            if step["value"] not in numbers and 1 - step["value"] not in numbers:
                yield f"{name} turns red at {step['value']}, where no alert is"


def main():
    generated = Path(sys.argv[1])
    known, numbers = catalogue(generated), alert_numbers(generated)
    validator = None
    if len(sys.argv) > 2:
        validator = Draft7Validator(json.loads(Path(sys.argv[2]).read_text()))
    problems, panels, uids = [], 0, set()
    for path in sorted((generated / "grafana/dashboards").glob("*.json")):
        board = json.loads(path.read_text())
        problems += [
            f"{path.name}: {problem}" for problem in amiss(board, known, numbers)
        ]
        if board["uid"] in uids:
            problems.append(f"{path.name}: its uid is another's too")
        uids.add(board["uid"])
        panels += sum(panel["type"] != "row" for panel in board["panels"])
        if validator:
            problems += [
                f"{path.name}: {'/'.join(map(str, error.path))}: {error.message[:200]}"
                for error in validator.iter_errors(board)
            ]
    print("\n".join(problems))
    print(f"dashboards\t{len(uids)}\tpanels\t{panels}")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
