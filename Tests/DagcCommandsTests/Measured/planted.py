"""Faults and bottlenecks planted into a sound chain, and what the reports name.

Prints one JSON object: for each plant what was found, as `kind pipeline task`.
"""

import copy
import json
import sys
from datetime import date, timedelta

sys.path.insert(0, sys.argv[1])
from capacity import report as capacity
from health import report as health

DAYS = 40
LAST = date(2026, 6, 30)


def task(name, after=(), **more):
    given = {
        "id": name,
        "after": list(after),
        "pool": None,
        "limit": None,
        "checks": False,
        "reads": [],
        "writes": [],
    }
    return {**given, **more}


def pipeline(name, tasks, reads, writes):
    return {
        "id": name,
        "owner": "tests",
        "deadline": 7200,
        "timeout": None,
        "activeRuns": 16,
        "activeTasks": 16,
        "objectives": [],
        "reads": reads,
        "writes": writes,
        "tasks": tasks,
    }


PROJECT = {
    "name": "chain",
    "environment": "test",
    "pipelines": [
        pipeline(
            "ingest",
            [task("land"), task("check", ["land"], checks=True)],
            [],
            ["s3://lake/raw"],
        ),
        pipeline(
            "build",
            [
                task("transform", pool="warehouse"),
                task("load", ["transform"]),
                task("compare", ["load"], checks=True),
            ],
            ["s3://lake/raw"],
            ["s3://lake/mart"],
        ),
        pipeline("serve", [task("refresh")], ["s3://lake/mart"], []),
    ],
    "pools": [{"name": "warehouse", "slots": 1}],
    "components": [
        {
            "name": "kafka",
            "instances": 3,
            "milliCPU": 500,
            "memoryMiB": 640,
            "limitMiB": 1024,
            "storageMiB": 10240,
        }
    ],
    "objectives": [
        {"family": "freshness", "dataset": None, "grace": 7200},
        {"family": "quality", "dataset": None, "share": 0.95},
        {"family": "consistency", "dataset": None, "share": 0.1},
    ],
    "throughput": [{"component": "kafka", "least": 10_000}],
}


def figures(middle, last=None, count=DAYS):
    return {
        "count": count,
        "mean": middle,
        "p10": middle * 0.9,
        "p50": middle,
        "p90": middle * 1.1,
        "p95": middle * 1.15,
        "max": last or middle * 1.2,
    }


def history(value):
    """The value of each day, a little apart, less on Sundays."""
    days = [LAST - timedelta(days=DAYS - 1 - index) for index in range(DAYS)]
    wave = [1.0, 1.02, 0.98, 1.01, 0.99]
    return [
        [day.isoformat(), value * wave[i % 5] * (0.7 if day.weekday() == 6 else 1)]
        for i, day in enumerate(days)
    ]


def runs(length):
    return {
        "count": DAYS,
        "failed": 0,
        "last_start": f"{LAST}T02:00:00Z",
        "last_success": f"{LAST}T02:20:00Z",
        "interval": 86_400,
        "seconds": figures(length),
        "history": history(length),
    }


def ran(length, **more):
    given = {
        "runs": DAYS,
        "failed": 0,
        "retried": 0,
        "pool": "default_pool",
        "seconds": figures(length),
        "wait": figures(3),
        "last": {"at": f"{LAST}T02:20:00Z", "seconds": length},
        "later": {"before": length, "after": length},
    }
    return {**given, **more}


def rows(count):
    return {**figures(count), "history": history(count), "last": count}


SOUND = {
    "observed": 1,
    "from": "2026-05-21T00:00:00Z",
    "to": "2026-06-30T12:00:00Z",
    "sources": ["Airflow 3.3.2, API"],
    "pipelines": {
        "ingest": {
            "runs": runs(400),
            "tasks": {
                "land": ran(150),
                "check": ran(
                    150,
                    rows=rows(100_000),
                    result={
                        "job": "quality",
                        "status": "ok",
                        "score": 0.99,
                        "at": f"{LAST}T02:20:00Z",
                    },
                ),
            },
        },
        "build": {
            "runs": runs(600),
            "tasks": {
                "transform": ran(200),
                "load": ran(210),
                "compare": ran(
                    190,
                    result={
                        "job": "reconcile",
                        "status": "ok",
                        "percent": 1.5,
                        "at": f"{LAST}T02:20:00Z",
                    },
                ),
            },
        },
        "serve": {"runs": runs(60), "tasks": {"refresh": ran(60)}},
    },
    "datasets": {},
    "components": {
        "kafka": {
            "milliCPU": figures(300),
            "memoryMiB": figures(500),
            "throughput": figures(12_000),
        }
    },
}


def planted(change):
    seen = copy.deepcopy(SOUND)
    change(seen["pipelines"])
    return {"project": PROJECT, "observed": seen, "days": 90}


def set_at(path, value):
    def change(seen):
        at = seen
        for name in path[:-1]:
            at = at[name]
        at[path[-1]] = value

    return change


def drop_result(seen):
    del seen["ingest"]["tasks"]["check"]["result"]


FAULTS = {
    "failing": set_at(["build", "runs", "failed"], 3),
    "stale": set_at(["ingest", "runs", "last_success"], "2026-06-28T02:20:00Z"),
    "incomplete": set_at(
        ["ingest", "tasks", "check", "rows", "history", -1], [LAST.isoformat(), 20_000]
    ),
    "quality": set_at(["ingest", "tasks", "check", "result", "score"], 0.9),
    "inconsistent": set_at(["build", "tasks", "compare", "result", "percent"], 14.0),
    "late": set_at(["build", "tasks", "load", "last", "seconds"], 1200),
    "bottleneck": set_at(["build", "tasks", "transform", "wait"], figures(600)),
    "unmeasured": drop_result,
}

NARROW = {
    "pool of one": set_at(["build", "tasks", "transform", "wait"], figures(600)),
    "skewed key": set_at(
        ["build", "tasks", "load", "instances"],
        {"count": 20, "p50": 30.0, "max": 900.0},
    ),
    "slow task": set_at(["build", "tasks", "load", "seconds"], figures(4000)),
    "slower": set_at(
        ["build", "tasks", "load", "later"], {"before": 210, "after": 700}
    ),
    "workers": set_at(["serve", "tasks", "refresh", "wait"], figures(500)),
}


def named(found):
    return [f"{one['kind']} {one['pipeline']} {one['task']}".strip() for one in found]


def main():
    clean = health(planted(lambda seen: None))
    told = {
        "sound": named(clean["data"]["faults"]),
        "lead": clean["sheet"]["lead"],
        "nothing": health(
            {"project": PROJECT, "observed": {**SOUND, "pipelines": {}}, "days": 1}
        )["data"]["sound"],
        "narrow in the sound": named(
            capacity(planted(lambda seen: None))["data"]["bottlenecks"]
        ),
        "faults": {
            name: named(health(planted(change))["data"]["faults"])
            for name, change in FAULTS.items()
        },
        "narrow": {
            name: named(capacity(planted(change))["data"]["bottlenecks"])
            for name, change in NARROW.items()
        },
    }
    grown = planted(lambda seen: None)
    base = date(2026, 5, 22)
    days = [(base + timedelta(days=day)).isoformat() for day in range(DAYS)]
    grown["observed"]["components"]["kafka"]["disk"] = {
        "history": [
            [day, (4000 + 100 * at + at % 3) * (1 << 20)] for at, day in enumerate(days)
        ]
    }
    reached = capacity(grown)["data"]["limits"]
    told["disk"] = [[one["name"], one["of"], one["expected"]] for one in reached]
    told["sizes"] = [
        [size["what"], size["wanted"], size["verdict"]]
        for size in capacity(grown)["data"]["sizes"]
    ]
    if len(sys.argv) > 2:
        with open(sys.argv[2], "w", encoding="utf-8") as file:
            json.dump(
                grown if sys.argv[3] == "capacity" else planted(FAULTS["stale"]), file
            )
    print(json.dumps(told))


if __name__ == "__main__":
    main()
