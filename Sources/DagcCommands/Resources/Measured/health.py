"""Whether data comes through fresh, complete, right and in time, stage by stage."""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import datetime, timezone
from statistics import median
from typing import Any

from bottlenecks import in_order, of_pipeline

# Rows below this share of what is usual are too few to be a quiet day.
LEAST_ROWS = 0.5
# Days that show what is usual.
LEAST_DAYS = 5
# A stage is late when its last run took so many times what half of them take, more than
# nearly all took, and a minute more.
SLOW = 1.5
MINUTE = 60
# What people read first.
KINDS = {
    "failing": "Runs fail",
    "stale": "Data is old",
    "incomplete": "Rows are missing",
    "quality": "Data is poor",
    "inconsistent": "Layers differ",
    "late": "A stage takes long",
    "bottleneck": "Work waits",
    "unmeasured": "Nobody looks",
}


def at(text: str | None) -> float | None:
    if text is None:
        return None
    return (
        datetime.fromisoformat(text.replace("Z", "+00:00"))
        .astimezone(timezone.utc)
        .timestamp()
    )


def length(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} s"
    if seconds < 7200:
        return f"{seconds / 60:.0f} min"
    return (
        f"{seconds / 3600:.1f} h" if seconds < 172_800 else f"{seconds / 86_400:.1f} d"
    )


class Health:
    def __init__(self, given: dict[str, Any]) -> None:
        self.plan = given["project"]
        self.seen = given["observed"].get("pipelines", {})
        self.now = at(given["observed"]["to"]) or 0.0
        self.since = at(given["observed"]["from"]) or 0.0
        self.pools = {pool["name"]: pool["slots"] for pool in self.plan["pools"]}
        self.faults: list[dict[str, Any]] = []
        self.ages: dict[str, float] = {}

    def promises(self, pipeline: dict[str, Any], family: str) -> list[dict[str, Any]]:
        own = [
            promise for promise in pipeline["objectives"] if promise["family"] == family
        ]
        return own or [
            promise
            for promise in self.plan["objectives"]
            if promise["family"] == family
        ]

    def fault(self, kind: str, pipeline: dict[str, Any], task: str, what: str) -> None:
        downstream = self.readers(pipeline)
        self.faults.append(
            {
                "kind": kind,
                "pipeline": pipeline["id"],
                "task": task,
                "what": what,
                "reaches": downstream,
            }
        )

    def readers(self, pipeline: dict[str, Any]) -> list[str]:
        """All pipelines that read, over others too, what this one writes."""
        found, left = set(), [pipeline]
        while left:
            written = set(left.pop()["writes"])
            for other in self.plan["pipelines"]:
                if (
                    other["id"] not in found
                    and written & set(other["reads"])
                    and other["id"] != pipeline["id"]
                ):
                    found.add(other["id"])
                    left.append(other)
        return sorted(found)

    def look(self) -> None:
        for pipeline in self.plan["pipelines"]:
            facts = self.seen.get(pipeline["id"])
            if facts is None:
                continue
            self.look_at_runs(pipeline, facts.get("runs", {}))
            for task in in_order(pipeline["tasks"]):
                self.look_at_task(
                    pipeline, task, facts.get("tasks", {}).get(task["id"], {})
                )
            for found in of_pipeline(pipeline, facts, self.pools):
                if found["kind"] in ("pool", "limit", "workers", "skew"):
                    self.fault(
                        "bottleneck",
                        pipeline,
                        found["task"],
                        f"{found['what']}; {found['fix']}",
                    )
        order = list(KINDS)
        self.faults.sort(
            key=lambda one: (order.index(one["kind"]), one["pipeline"], one["task"])
        )

    def look_at_runs(self, pipeline: dict[str, Any], runs: dict[str, Any]) -> None:
        count, failed = runs.get("count", 0), runs.get("failed", 0)
        if failed:
            self.fault("failing", pipeline, "", f"{failed} of {count} runs have failed")
        success = at(runs.get("last_success"))
        if success is not None:
            self.ages[pipeline["id"]] = self.now - success
        for promise in self.promises(pipeline, "freshness"):
            within = promise.get("seconds")
            if within is None and runs.get("interval"):
                # As its schedule lets it be: a run comes, takes its time, and may be
                # late by its grace.
                took = (runs.get("seconds") or {}).get("p95", 0)
                within = runs["interval"] + took + promise.get("grace", 0)
            if within is None:
                continue
            age = self.now - (success if success is not None else self.since)
            if age > within:
                last = (
                    "no run has succeeded"
                    if success is None
                    else f"the last success was {length(age)} ago"
                )
                self.fault(
                    "stale", pipeline, "", f"{last}, and {length(within)} are promised"
                )

    def look_at_task(
        self, pipeline: dict[str, Any], task: dict[str, Any], facts: dict[str, Any]
    ) -> None:
        self.look_at_rows(pipeline, task, facts.get("rows") or {})
        took, last = facts.get("seconds") or {}, facts.get("last") or {}
        if took.get("count", 0) >= LEAST_DAYS and last.get("seconds", 0) > max(
            SLOW * took["p50"],
            took["p90"] if took["count"] < 20 else took["p95"],
            took["p50"] + MINUTE,
        ):
            words = (
                f"its last run took {length(last['seconds'])}, "
                f"and half of them at most {length(took['p50'])}"
            )
            self.fault("late", pipeline, task["id"], words)
        result = facts.get("result")
        if result is None:
            if task["checks"] and facts.get("runs"):
                self.fault(
                    "unmeasured", pipeline, task["id"], "it has run, and left no result"
                )
            return
        self.look_at_result(pipeline, task, facts, result)

    def look_at_rows(
        self, pipeline: dict[str, Any], task: dict[str, Any], rows: dict[str, Any]
    ) -> None:
        history = rows.get("history") or []
        if len(history) <= LEAST_DAYS:
            return
        # Days of the same name first: some rest on Sundays.
        last = history[-1][1]
        alike = [value for _, value in history[-8::-7]]
        usual = (
            median(alike)
            if len(alike) >= 3
            else median(value for _, value in history[-29:-1])
        )
        if usual > 0 and last < LEAST_ROWS * usual:
            words = (
                f"{last:,.0f} rows on {history[-1][0]}, where {usual:,.0f} are usual"
            )
            self.fault("incomplete", pipeline, task["id"], words)

    def look_at_result(
        self,
        pipeline: dict[str, Any],
        task: dict[str, Any],
        facts: dict[str, Any],
        result: dict[str, Any],
    ) -> None:
        done, told = at((facts.get("last") or {}).get("at")), at(result["at"])
        if done is not None and told is not None and done - told > 3600:
            words = f"its last result is {length(done - told)} older than its last run"
            self.fault("unmeasured", pipeline, task["id"], words)
        if result["status"] == "error":
            self.fault(
                "unmeasured", pipeline, task["id"], "its last run could not look"
            )
        share = next((one["share"] for one in self.promises(pipeline, "quality")), None)
        if "score" in result:
            if share is not None and result["score"] < share:
                words = (
                    f"{result['score']:.1%} of rows pass its rules, "
                    f"and {share:.1%} are promised"
                )
                self.fault("quality", pipeline, task["id"], words)
            elif result["status"] == "failed":
                self.fault(
                    "quality", pipeline, task["id"], "a rule that has to hold does not"
                )
        apart = next(
            (one["share"] for one in self.promises(pipeline, "consistency")), None
        )
        if "percent" in result:
            if apart is not None and result["percent"] / 100 > apart:
                words = (
                    f"layers differ by {result['percent']:.1f} %, "
                    f"and {apart:.1%} are promised at most"
                )
                self.fault("inconsistent", pipeline, task["id"], words)
            elif result["status"] == "failed":
                self.fault(
                    "inconsistent",
                    pipeline,
                    task["id"],
                    "a window differs by more than it may",
                )

    # What people and programs read.

    def chain(self) -> list[list[str]]:
        """Each pipeline that ran, after those whose data it reads."""
        ran = [
            pipeline
            for pipeline in self.plan["pipelines"]
            if pipeline["id"] in self.seen
        ]
        placed: list[dict[str, Any]] = []
        while ran:
            rest = {uri for pipeline in ran for uri in pipeline["writes"]}
            ready = [
                one
                for one in ran
                if not (set(one["reads"]) - set(one["writes"])) & rest
            ] or ran[:1]
            placed += ready
            ran = [one for one in ran if one not in ready]
        broken = Counter(fault["pipeline"] for fault in self.faults)
        rows = []
        for pipeline in placed:
            runs = self.seen[pipeline["id"]].get("runs", {})
            took = runs.get("seconds") or {}
            age = self.ages.get(pipeline["id"])
            count = broken[pipeline["id"]]
            rows.append(
                [
                    pipeline["id"],
                    f"{runs.get('count', 0)}",
                    f"{runs.get('failed', 0)}",
                    "–" if age is None else f"{length(age)} ago",
                    length(took["p50"]) if took else "–",
                    length(took["p95"]) if took else "–",
                    f"{count} fault{'s' if count > 1 else ''}" if count else "sound",
                ]
            )
        return rows

    def stages(self) -> list[list[str]]:
        rows = []
        for pipeline in self.plan["pipelines"]:
            facts = self.seen.get(pipeline["id"], {}).get("tasks", {})
            for task in in_order(pipeline["tasks"]):
                own = facts.get(task["id"])
                if not own or not own.get("seconds"):
                    continue
                took, wait = own["seconds"], own.get("wait") or {}
                rows.append(
                    [
                        pipeline["id"],
                        task["id"],
                        length(wait.get("p50", 0)),
                        length(took["p50"]),
                        length(took["p95"]),
                        length((own.get("last") or {}).get("seconds", 0)),
                    ]
                )
        return rows

    def unseen(self) -> list[str]:
        return [
            pipeline["id"]
            for pipeline in self.plan["pipelines"]
            if pipeline["id"] not in self.seen
        ]

    def lead(self) -> str:
        if not self.seen:
            return "Nothing has run in this time, so nothing can be said."
        if not self.faults:
            return f"All {len(self.seen)} pipelines that ran are sound."
        kinds = Counter(fault["kind"] for fault in self.faults)
        words = ", ".join(
            f"{KINDS[kind].lower()} ({count})" for kind, count in kinds.items()
        )
        hit = len({fault["pipeline"] for fault in self.faults})
        return f"{hit} of {len(self.seen)} pipelines need somebody: {words}."

    def sheet(self, given: dict[str, Any]) -> dict[str, Any]:
        sections: list[dict[str, Any]] = []
        if self.faults:
            sections.append(
                {
                    "title": "Faults",
                    "note": "The worst first, each with the pipelines that its "
                    "data reaches.",
                    "columns": ["", "Pipeline", "Task", "What", "Reaches"],
                    "rows": [
                        [
                            KINDS[one["kind"]],
                            one["pipeline"],
                            one["task"],
                            one["what"],
                            ", ".join(one["reaches"]),
                        ]
                        for one in self.faults
                    ],
                }
            )
        else:
            sections.append({"title": "Faults", "words": [["", "None was found."]]})
        sections.append(
            {
                "title": "The way of the data",
                "note": "Each pipeline after those whose data it reads.",
                "columns": [
                    "Pipeline",
                    "Runs",
                    "Failed",
                    "Last success",
                    "Half take",
                    "95 of 100 take",
                    "",
                ],
                "numeric": [1, 2],
                "rows": self.chain(),
            }
        )
        sections.append(
            {
                "title": "Stages",
                "columns": [
                    "Pipeline",
                    "Task",
                    "Waits",
                    "Half take",
                    "95 of 100 take",
                    "The last took",
                ],
                "rows": self.stages(),
            }
        )
        unseen = self.unseen()
        if unseen:
            words = [["", "did not run in this time: " + ", ".join(unseen)]]
            sections.append({"title": "Not seen", "words": words})
        seen = given["observed"]
        return {
            "title": "Health",
            "lead": self.lead(),
            "facts": [
                ["From", seen["from"]],
                ["To", seen["to"]],
                ["Read from", ", ".join(seen.get("sources", []))],
            ],
            "sections": sections,
        }

    def metrics(self) -> str:
        def quoted(text: str) -> str:
            return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")

        lines = [
            "# HELP dagc_health_faults Faults that a health report names, by kind",
            "# TYPE dagc_health_faults gauge",
        ]
        counts = Counter((fault["pipeline"], fault["kind"]) for fault in self.faults)
        for name in sorted(self.seen):
            for kind in KINDS:
                lines.append(
                    f'dagc_health_faults{{dag_id="{quoted(name)}",kind="{kind}"}} '
                    f"{counts[name, kind]}"
                )
        lines += [
            "# HELP dagc_health_age_seconds Seconds since a pipeline's last success",
            "# TYPE dagc_health_age_seconds gauge",
        ]
        lines += [
            f'dagc_health_age_seconds{{dag_id="{quoted(n)}"}} {age:.0f}'
            for n, age in sorted(self.ages.items())
        ]
        return "\n".join(lines) + "\n"


def report(given: dict[str, Any]) -> dict[str, Any]:
    health = Health(given)
    health.look()
    return {
        "sheet": health.sheet(given),
        "data": {
            "format": 1,
            "from": given["observed"]["from"],
            "to": given["observed"]["to"],
            "sound": bool(health.seen) and not health.faults,
            "faults": health.faults,
            "not_seen": health.unseen(),
        },
        "metrics": health.metrics(),
        "faults": bool(health.faults),
    }


if __name__ == "__main__":
    json.dump(report(json.load(sys.stdin)), sys.stdout)
