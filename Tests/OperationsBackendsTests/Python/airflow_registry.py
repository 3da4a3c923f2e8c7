"""Holds the metrics of Airflow that components have against Airflow's own registry.

airflow_registry.py <generated folder> <metrics_template.yaml of Airflow>
"""

import json
import sys
from pathlib import Path

import yaml

KINDS = {"counter": "counter", "gauge": "gauge", "timer": "gauge"}


def main():
    generated, registry = (
        Path(sys.argv[1]),
        yaml.safe_load(Path(sys.argv[2]).read_text()),
    )
    kinds = {
        "airflow_" + metric["name"].replace(".", "_"): metric["type"]
        for metric in registry["metrics"]
    }
    model = json.loads((generated / "model/environment.json").read_text())
    problems, held = [], 0
    for component in model["operations"]["components"]:
        for metric in component.get("metrics", []):
            name = metric["name"]
            if not name.startswith("airflow_"):
                continue
            held += 1
            if name not in kinds:
                problems.append(f"Airflow has no {name}")
            elif KINDS[kinds[name]] != metric["kind"]:
                problems.append(f"{name} is a {kinds[name]}, not a {metric['kind']}")
    for name in ("success", "failed"):
        if kinds.get(f"airflow_dagrun_duration_{name}") != "timer":
            problems.append(f"Airflow has no timer of runs that end with {name}")
    print("\n".join(problems))
    print(f"metrics of Airflow\t{held}")
    sys.exit(bool(problems) or held == 0)


main()
