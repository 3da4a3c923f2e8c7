"""Reads what has run into one document: `observed.schema.json` is its shape."""

from __future__ import annotations

import json
import statistics
import sys
from collections import defaultdict
from datetime import datetime, timezone
from typing import Any

from observe_airflow import API, Unreachable, read_database, seconds
from observe_prometheus import Prometheus, by_day
from observe_results import read_results

FORMAT = 1
# Fewer runs do not show that later ones take longer.
LEAST_RUNS = 8


def summary(values: list[float]) -> dict[str, Any]:
    """Count, mean and quantiles, by linear interpolation."""
    ordered = sorted(values)

    def quantile(share: float) -> float:
        at = share * (len(ordered) - 1)
        low = int(at)
        high = min(low + 1, len(ordered) - 1)
        return round(ordered[low] + (ordered[high] - ordered[low]) * (at - low), 3)

    return {
        "count": len(ordered),
        "mean": round(statistics.fmean(ordered), 3),
        "p10": quantile(0.1),
        "p50": quantile(0.5),
        "p90": quantile(0.9),
        "p95": quantile(0.95),
        "max": round(ordered[-1], 3),
    }


def moment(at: float | None) -> str | None:
    return (
        None
        if at is None
        else datetime.fromtimestamp(at, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    )


def run_facts(runs: list[dict[str, Any]]) -> dict[str, Any]:
    ended = [run for run in runs if run["end"] is not None]
    good = [run for run in ended if run["state"] == "success"]
    facts: dict[str, Any] = {
        "count": len(runs),
        "failed": sum(run["state"] == "failed" for run in runs),
        "last_start": moment(max((run["start"] for run in runs), default=None)),
        "last_success": moment(max((run["end"] for run in good), default=None)),
    }
    if good:
        facts["seconds"] = summary([run["end"] - run["start"] for run in good])
        facts["history"] = by_day(
            [(run["start"], run["end"] - run["start"]) for run in good]
        )
    starts = sorted(run["start"] for run in good)
    gaps = [
        later - earlier for earlier, later in zip(starts[:-1], starts[1:], strict=True)
    ]
    if gaps:
        facts["interval"] = round(statistics.median(gaps))
    return facts


def task_facts(instances: list[dict[str, Any]]) -> dict[str, Any]:
    instances = sorted(instances, key=lambda instance: instance["start"])
    good = [
        one for one in instances if one["state"] == "success" and one["end"] is not None
    ]
    facts: dict[str, Any] = {
        "runs": len({one["run"] for one in instances}),
        "failed": sum(one["state"] == "failed" for one in instances),
        "retried": sum(one["tries"] > 1 for one in instances),
        "pool": instances[-1]["pool"],
    }
    if not good:
        return facts
    lengths = [one["end"] - one["start"] for one in good]
    facts["seconds"] = summary(lengths)
    facts["last"] = {"at": moment(good[-1]["end"]), "seconds": round(lengths[-1], 3)}
    waits = [
        max(one["start"] - one["queued"], 0.0)
        for one in good
        if one["queued"] is not None
    ]
    if waits:
        facts["wait"] = summary(waits)
    by_run: dict[str, list[float]] = defaultdict(list)
    for one, length in zip(good, lengths, strict=True):
        by_run[one["run"]].append(length)
    mapped = [each for each in by_run.values() if len(each) > 2]
    if mapped:
        facts["instances"] = {
            "count": round(statistics.median(len(each) for each in mapped)),
            "p50": round(
                statistics.median(statistics.median(each) for each in mapped), 3
            ),
            "max": round(statistics.median(max(each) for each in mapped), 3),
        }
    if len(lengths) >= LEAST_RUNS:
        quarter = len(lengths) // 4
        facts["later"] = {
            "before": round(statistics.median(lengths[:quarter]), 3),
            "after": round(statistics.median(lengths[-quarter:]), 3),
        }
    return facts


def add_results(
    pipelines: dict[str, Any], datasets: dict[str, Any], results: list[dict[str, Any]]
) -> None:
    grouped: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for result in results:
        grouped[result["dag"], result["task"]].append(result)
    for (dag, task), found in sorted(grouped.items()):
        facts = (
            pipelines.setdefault(dag, {}).setdefault("tasks", {}).setdefault(task, {})
        )
        facts["result"] = {
            key: value for key, value in found[-1].items() if key not in ("dag", "task")
        }
        counted = [
            (seconds(result["at"]), float(result["rows"]))
            for result in found
            if "rows" in result
        ]
        if counted:
            facts["rows"] = {
                **summary([rows for _, rows in counted]),
                "history": by_day(counted),
            }
            facts["rows"]["last"] = counted[-1][1]
            dataset = found[-1].get("dataset")
            if dataset:
                datasets.setdefault(dataset, {})["rows"] = by_day(counted)


def observe(given: dict[str, Any]) -> dict[str, Any]:
    wanted = {
        pipeline["id"]: {task["id"] for task in pipeline["tasks"]}
        for pipeline in given["project"]["pipelines"]
    }
    sources, begin, end = given["sources"], given["from"], given["to"]
    first, last = seconds(begin), seconds(end)
    names: list[str] = []
    runs: list[dict[str, Any]] = []
    tasks: list[dict[str, Any]] = []
    if "airflow" in sources:
        api = API(sources["airflow"])
        names.append(f"Airflow {api.version}, API")
        runs, tasks = api.read(sorted(wanted), begin, end)
    elif "database" in sources:
        times = [datetime.fromtimestamp(at, timezone.utc) for at in (first, last)]
        version, runs, tasks = read_database(sorted(wanted), *times)
        names.append(f"Airflow {version}, database")
    pipelines: dict[str, Any] = {}
    datasets: dict[str, Any] = {}
    for dag in sorted(wanted):
        own = [run for run in runs if run["dag"] == dag and run["start"] is not None]
        done: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for task in tasks:
            if (
                task["dag"] == dag
                and task["task"] in wanted[dag]
                and task["start"] is not None
            ):
                done[task["task"]].append(task)
        if own or done:
            pipelines[dag] = {
                "runs": run_facts(own),
                "tasks": {
                    name: task_facts(each) for name, each in sorted(done.items())
                },
            }
    if "results" in sources:
        names.append("results of jobs")
        found = read_results(sources["results"], begin[:19], end[:19])
        add_results(
            pipelines,
            datasets,
            [one for one in found if one["task"] in wanted.get(one["dag"], set())],
        )
    observed: dict[str, Any] = {
        "observed": FORMAT,
        "project": given["project"]["name"],
        "environment": given["project"]["environment"],
        "from": begin,
        "to": end,
        "sources": names,
        "pipelines": pipelines,
        "datasets": datasets,
    }
    if "prometheus" in sources:
        names.append("Prometheus")
        prometheus = Prometheus(sources["prometheus"])
        components = [component["name"] for component in given["project"]["components"]]
        observed["components"] = prometheus.components(components, first, last, summary)
        pools = [pool["name"] for pool in given["project"]["pools"]]
        observed["pools"] = prometheus.pools(pools, first, last, summary)
    return observed


if __name__ == "__main__":
    try:
        json.dump(observe(json.load(sys.stdin)), sys.stdout)
    except (Unreachable, FileNotFoundError) as problem:
        print(problem, file=sys.stderr)
        sys.exit(1)
