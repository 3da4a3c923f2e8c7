"""What holds runs up, what to change, and what asks for more or less than it uses."""

from __future__ import annotations

import math
from typing import Any

# Seconds below which nobody waits for a wait to be shorter.
SHORT = 30
# A wait that is worth a word: this share of the task's own time.
WAIT_SHARE = 0.5
# The longest instance against the middle one, from where on one key holds all up.
SKEW = 4.0
# The share of a run from where on a task is what makes it long.
SLOW_SHARE = 0.4
# How much later runs of a task take than earlier ones before that is told.
SLOWER = 1.5


def figure(task: dict[str, Any], name: str, which: str = "p50") -> float:
    return float((task.get(name) or {}).get(which) or 0.0)


def critical_path(
    tasks: list[dict[str, Any]], seen: dict[str, Any]
) -> list[tuple[str, float, float]]:
    """The longest way through a run: tasks with their wait and work, in seconds."""
    ends: dict[str, float] = {}
    before: dict[str, str | None] = {}
    for task in tasks:
        reach = max(task["after"], key=lambda other: ends.get(other, 0.0), default=None)
        before[task["id"]] = reach
        facts = seen.get(task["id"], {})
        start = ends.get(reach, 0.0) if reach is not None else 0.0
        ends[task["id"]] = start + figure(facts, "wait") + figure(facts, "seconds")
    way: list[tuple[str, float, float]] = []
    at = max(ends, key=lambda name: ends[name], default=None)
    while at is not None:
        facts = seen.get(at, {})
        way.append((at, figure(facts, "wait"), figure(facts, "seconds")))
        at = before[at]
    return way[::-1]


def in_order(tasks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each task after all that it waits for."""
    known: set[str] = set()
    left, ordered = list(tasks), []
    while left:
        ready = [task for task in left if set(task["after"]) <= known]
        if not ready:
            return ordered + left
        ordered += ready
        known |= {task["id"] for task in ready}
        left = [task for task in left if task["id"] not in known]
    return ordered


def of_pipeline(
    pipeline: dict[str, Any], seen: dict[str, Any], pools: dict[str, int]
) -> list[dict[str, str]]:
    tasks = in_order(pipeline["tasks"])
    facts = seen.get("tasks", {})
    way = critical_path(tasks, facts)
    whole = sum(wait + work for _, wait, work in way)
    found: list[dict[str, str]] = []
    for task in tasks:
        own = facts.get(task["id"], {})
        wait, work = figure(own, "wait"), figure(own, "seconds")
        if wait > SHORT and wait > WAIT_SHARE * work:
            found.append(waiting(pipeline, task, wait, work, pools))
        middle, longest = figure(own, "instances"), figure(own, "instances", "max")
        if middle > 0 and longest > SHORT and longest / middle >= SKEW:
            found.append(
                told(
                    pipeline,
                    task["id"],
                    "skew",
                    f"its longest instance takes {longest / middle:.1f} times as long "
                    "as the middle one",
                    "split the item that takes so long, or let items "
                    "be of the same size",
                )
            )
        if own.get("later") and own["later"]["before"] > SHORT:
            ratio = own["later"]["after"] / own["later"]["before"]
            if ratio >= SLOWER:
                found.append(
                    told(
                        pipeline,
                        task["id"],
                        "slower",
                        f"the last quarter of its runs took {ratio:.1f} times "
                        "as long as the first",
                        "see what grew: its input in the table of growth, or the plan "
                        "of its query",
                    )
                )
    for name, _, work in way:
        # Of few tasks each has a large share without being the one that is slow.
        if (
            len(way) > 1
            and whole > 0
            and work > SHORT
            and work / whole >= max(SLOW_SHARE, 1.5 / len(way))
        ):
            found.append(
                told(
                    pipeline,
                    name,
                    "slow task",
                    f"{work / whole:.0%} of the longest way through a run, "
                    f"{work:.0f} of {whole:.0f} s",
                    advice(next(task for task in tasks if task["id"] == name)),
                )
            )
    return found


def waiting(
    pipeline: dict[str, Any],
    task: dict[str, Any],
    wait: float,
    work: float,
    pools: dict[str, int],
) -> dict[str, str]:
    pool = task.get("pool")
    what = f"it waits {wait:.0f} s for its place and works {work:.0f} s"
    if pool in pools:
        slots = pools[pool]
        # By Little's law: as many as would have worked while it waited.
        wanted = slots + max(1, math.ceil(slots * min(wait / max(work, 1.0), 3.0)))
        fix = (
            f"`PoolSetting` of `{pool}`: {wanted} slots instead of {slots}, "
            "if what it guards bears that"
        )
        return told(
            pipeline,
            task["id"],
            "pool",
            f"{what}; pool `{pool}` has {slots} slots",
            fix,
        )
    if task.get("limit"):
        return told(
            pipeline,
            task["id"],
            "limit",
            what,
            f"`maximumActive` is {task['limit']}; raise it",
        )
    fix = f"more workers, or `maximumActiveTasks` above {pipeline['activeTasks']}"
    return told(pipeline, task["id"], "workers", what, fix)


def advice(task: dict[str, Any]) -> str:
    spark = task.get("spark")
    if spark:
        most = spark.get("executors") or 1
        return (
            f"`resources(executors:)`: more than {most}, while its input has "
            "partitions for them"
        )
    return "divide it by a mapping, or do before it what does not need it"


def told(
    pipeline: dict[str, Any], task: str, kind: str, what: str, fix: str
) -> dict[str, str]:
    return {
        "pipeline": pipeline["id"],
        "task": task,
        "kind": kind,
        "what": what,
        "fix": fix,
    }


def right_sizes(
    components: list[dict[str, Any]], used: dict[str, Any]
) -> list[dict[str, Any]]:
    """Requests beside use: near the most of processors, all of memory, a fifth more."""
    sizes = []
    for component in components:
        facts = used.get(component["name"], {})
        for name, unit, asked, real in [
            (
                "processors",
                "m",
                component.get("milliCPU"),
                figure(facts, "milliCPU", "p95"),
            ),
            (
                "memory",
                "Mi",
                component.get("memoryMiB"),
                figure(facts, "memoryMiB", "max"),
            ),
        ]:
            if not asked or real <= 0:
                continue
            step = 10 if name == "processors" else 16
            wanted = max(step, math.ceil(real * 1.2 / step) * step)
            verdict = "fits"
            if wanted > asked:
                verdict = "too little"
            elif wanted < asked * 0.6:
                verdict = "too much"
            sizes.append(
                {
                    "component": component["name"],
                    "what": name,
                    "asked": f"{asked}{unit}",
                    "used": f"{real:.0f}{unit}",
                    "wanted": f"{wanted}{unit}",
                    "verdict": verdict,
                }
            )
    return sizes
