"""Makes the report of capacity: growth, limits that are reached, bottlenecks, sizes."""

from __future__ import annotations

import json
import sys
from datetime import date, timedelta
from typing import Any

from bottlenecks import of_pipeline, right_sizes
from growth import CONFIDENCE, Growth, project

MIB = 1 << 20


def day_text(day: int | None) -> str:
    return "–" if day is None else (date(1970, 1, 1) + timedelta(days=day)).isoformat()


def day_number(text: str) -> int:
    return (date.fromisoformat(text[:10]) - date(1970, 1, 1)).days


def amount(value: float, unit: str) -> str:
    if abs(value) < 0.005 or (unit in ("s", "bytes") and abs(value) < 0.5):
        value = 0.0
    if unit == "bytes":
        for name in ["B", "KiB", "MiB", "GiB", "TiB"]:
            if abs(value) < 1024 or name == "TiB":
                return f"{value:.4g} {name}"
            value /= 1024
    if unit == "s":
        return f"{value:.0f} s" if abs(value) < 120 else f"{value / 60:.1f} min"
    return f"{value:,.0f} {unit}" if abs(value) >= 100 else f"{value:.3g} {unit}"


def days_of(history: list[list[Any]]) -> list[tuple[int, float]]:
    return [(day_number(day), float(value)) for day, value in history]


def series(given: dict[str, Any]) -> list[dict[str, Any]]:
    """What there are daily values of, with the limit that each has."""
    plan, seen = given["project"], given["observed"]
    found: list[dict[str, Any]] = []

    def add(
        name: str,
        what: str,
        unit: str,
        history: Any,
        limit: float | None = None,
        of: str = "",
    ) -> None:
        if history:
            found.append(
                {
                    "name": name,
                    "what": what,
                    "unit": unit,
                    "days": days_of(history),
                    "limit": limit,
                    "of": of,
                }
            )

    for pipeline in plan["pipelines"]:
        facts = seen.get("pipelines", {}).get(pipeline["id"], {})
        limits = [
            (pipeline["deadline"], "its deadline"),
            (pipeline["timeout"], "its time-out"),
        ]
        limit, of = min(((a, b) for a, b in limits if a), default=(None, ""))
        add(
            pipeline["id"],
            "length of a run",
            "s",
            facts.get("runs", {}).get("history"),
            limit,
            of,
        )
        for task, own in facts.get("tasks", {}).items():
            for kind, unit in [("rows", "rows"), ("bytes", "bytes")]:
                add(
                    f"{pipeline['id']}.{task}",
                    f"{kind} of a run",
                    unit,
                    (own.get(kind) or {}).get("history"),
                )
    for name, facts in seen.get("datasets", {}).items():
        for kind, unit in [("rows", "rows"), ("bytes", "bytes")]:
            add(name, f"{kind} in all", unit, facts.get(kind))
    for component in plan["components"]:
        facts = seen.get("components", {}).get(component["name"], {})
        size = component["storageMiB"]
        add(
            component["name"],
            "disk",
            "bytes",
            facts.get("disk", {}).get("history"),
            size * MIB if size else None,
            "its volume",
        )
        limit = component["limitMiB"]
        add(
            component["name"],
            "memory",
            "bytes",
            [
                [day, value * MIB]
                for day, value in facts.get("memoryMiB", {}).get("history", [])
            ],
            limit * MIB if limit else None,
            "its limit of memory",
        )
    pools = {pool["name"]: pool["slots"] for pool in plan["pools"]}
    for name, facts in seen.get("pools", {}).items():
        add(
            name,
            "slots used at once",
            "slots",
            facts.get("history"),
            pools.get(name),
            "the slots of the pool",
        )
    return found


def projected(given: dict[str, Any]) -> list[tuple[dict[str, Any], Growth]]:
    return [(one, project(one["days"], given["days"])) for one in series(given)]


def growth_row(one: dict[str, Any], growth: Growth) -> list[str]:
    last = growth.future[-1]
    return [
        one["name"],
        one["what"],
        amount(growth.values[-1], one["unit"]),
        amount(growth.per_day * 7, one["unit"]),
        amount(last[1], one["unit"]),
        f"{amount(last[2], one['unit'])} to {amount(last[3], one['unit'])}",
        day_text(last[0]),
    ]


def limits(all_growth: list[tuple[dict[str, Any], Growth]]) -> list[dict[str, Any]]:
    found = []
    for one, growth in all_growth:
        if growth.refusal or one["limit"] is None:
            continue
        day, early, late = growth.reached(one["limit"])
        if early is None:
            continue
        found.append(
            {
                "name": one["name"],
                "what": one["what"],
                "limit": one["limit"],
                "of": one["of"],
                "expected": day_text(day),
                "earliest": day_text(early),
                "latest": day_text(late),
                "text": [
                    one["name"],
                    one["what"],
                    f"{amount(one['limit'], one['unit'])}, {one['of']}",
                    day_text(early),
                    day_text(day),
                    day_text(late),
                ],
            }
        )
    return sorted(found, key=lambda limit: (limit["earliest"], limit["name"]))


def throughput(given: dict[str, Any]) -> list[list[str]]:
    rows = []
    for target in given["project"]["throughput"]:
        facts = (
            given["observed"]
            .get("components", {})
            .get(target["component"], {})
            .get("throughput")
        )
        if not facts:
            rows.append(
                [target["component"], f"{target['least']}/s", "not measured", ""]
            )
            continue
        verdict = "met" if facts["p50"] >= target["least"] else "missed"
        rows.append(
            [
                target["component"],
                f"{target['least']}/s",
                f"{facts['p50']:.0f}/s",
                verdict,
            ]
        )
    return rows


def scaling(given: dict[str, Any]) -> list[list[str]]:
    """Rows a second of tasks whose rows and seconds are both known, from run to run."""
    rows = []
    for pipeline, facts in given["observed"].get("pipelines", {}).items():
        for task, own in facts.get("tasks", {}).items():
            count, took = (own.get("rows") or {}), (own.get("seconds") or {})
            if count.get("mean") and took.get("p50"):
                fast, slow = (
                    count["mean"] / max(took.get("p10") or took["p50"], 1),
                    count["mean"] / max(took["p90"], 1),
                )
                rows.append(
                    [
                        f"{pipeline}.{task}",
                        f"{count['mean'] / took['p50']:,.0f}",
                        f"{slow:,.0f} to {fast:,.0f}",
                        amount(2 * count["mean"] * took["p50"] / count["mean"], "s"),
                    ]
                )
    return rows


def chart(one: dict[str, Any], growth: Growth) -> dict[str, Any]:
    return {
        "unit": f"{one['name']}, {one['what']}",
        "past": [
            [day, value] for day, value in zip(growth.days, growth.values, strict=True)
        ],
        "future": [list(day) for day in growth.future],
        "limit": one["limit"],
    }


def report(given: dict[str, Any]) -> dict[str, Any]:
    plan, seen = given["project"], given["observed"]
    grown = projected(given)
    told = [(one, growth) for one, growth in grown if not growth.refusal]
    thin = [(one, growth) for one, growth in grown if growth.refusal]
    reached = limits(grown)
    pools = {pool["name"]: pool["slots"] for pool in plan["pools"]}
    narrow = [
        found
        for pipeline in plan["pipelines"]
        for found in of_pipeline(
            pipeline, seen.get("pipelines", {}).get(pipeline["id"], {}), pools
        )
    ]
    sizes = right_sizes(plan["components"], seen.get("components", {}))
    sections: list[dict[str, Any]] = []

    def section(
        title: str,
        note: str,
        columns: list[str],
        rows: list[list[str]],
        nothing: str,
        **more: Any,
    ) -> None:
        body = {"title": title, "note": note, "columns": columns, "rows": rows, **more}
        sections.append(body if rows else {"title": title, "words": [["", nothing]]})

    section(
        "Limits that are reached",
        f"Within {given['days']} days, by the projection and its interval.",
        ["What", "", "Limit", "At the earliest", "Expected", "At the latest"],
        [limit["text"] for limit in reached],
        f"None within {given['days']} days, as far as there is data.",
    )
    section(
        "What holds runs up",
        "By the longest way through a run, waits for places, and instances "
        "beside each other.",
        ["Pipeline", "Task", "Kind", "What", "What to change"],
        [[n["pipeline"], n["task"], n["kind"], n["what"], n["fix"]] for n in narrow],
        "Nothing stands out.",
    )
    section(
        "Growth",
        f"Trend, week and steps, by statsmodels; {CONFIDENCE * 100:.0f} % of days "
        "are to lie within the interval.",
        ["What", "", "Now", "A week", "Then", "Interval", "On"],
        [growth_row(one, growth) for one, growth in told],
        "There is no series that can be projected.",
        numeric=[2, 3, 4],
    )
    for one, growth in told:
        if one["limit"] is not None and growth.reached(one["limit"])[1] is not None:
            sections.append(
                {"title": f"{one['name']}: {one['what']}", "chart": chart(one, growth)}
            )
    section(
        "Sizes",
        "A fifth more than what was used: the 95th of 100 of processors, "
        "the most of memory.",
        ["Component", "", "Asks for", "Used", "Should ask for", ""],
        [
            [
                s["component"],
                s["what"],
                s["asked"],
                s["used"],
                s["wanted"],
                s["verdict"],
            ]
            for s in sizes
        ],
        "No use of processors and memory was measured.",
        numeric=[2, 3, 4],
    )
    section(
        "Throughput against targets",
        "",
        ["Component", "Target", "Measured", ""],
        throughput(given),
        "No targets.",
    )
    section(
        "Rates",
        "Rows a second on what it has now, and how long twice as many "
        "would take at the same rate.",
        ["Task", "Rows a second", "From run to run", "Twice as many"],
        scaling(given),
        "No task has both rows and seconds.",
        numeric=[1],
    )
    if thin:
        sections.append(
            {
                "title": "Too little data",
                "words": [
                    ["", f"{one['name']}, {one['what']}: {growth.refusal}"]
                    for one, growth in thin
                ],
            }
        )
    if reached:
        first = reached[0]
        lead = f"{first['name']} may reach {first['of']} on {first['earliest']}."
    elif told:
        lead = f"No limit is reached within {given['days']} days."
    else:
        lead = "There is too little data to project anything."
    if narrow:
        words = "one thing holds" if len(narrow) == 1 else f"{len(narrow)} things hold"
        lead += f" {words[0].upper()}{words[1:]} runs up."
    return {
        "sheet": {
            "title": "Capacity",
            "lead": lead,
            "facts": [
                ["Measured from", seen["from"][:10]],
                ["To", seen["to"][:10]],
                ["Ahead", f"{given['days']} days"],
            ],
            "sections": sections,
        },
        "data": {
            "format": 1,
            "limits": [
                {key: value for key, value in limit.items() if key != "text"}
                for limit in reached
            ],
            "bottlenecks": narrow,
            "sizes": sizes,
            "growth": [
                {
                    "name": one["name"],
                    "what": one["what"],
                    "unit": one["unit"],
                    "per_day": growth.per_day,
                    "outages": [day_text(day) for day in growth.outages],
                    "steps": [day_text(day) for day in growth.steps],
                    "last": growth.values[-1],
                    "then": dict(
                        zip(
                            ["day", "value", "low", "high"],
                            growth.future[-1],
                            strict=True,
                        )
                    ),
                }
                for one, growth in told
            ],
            "too_little_data": [
                {"name": one["name"], "what": one["what"], "why": growth.refusal}
                for one, growth in thin
            ],
        },
    }


if __name__ == "__main__":
    json.dump(report(json.load(sys.stdin)), sys.stdout)
