"""Histories whose course is known, and whether projections of them hold.

Prints one JSON object: how many of so many projections held the day that came, how
often the slope was right, and what became of thin histories.
"""

import json
import math
import sys

import numpy as np

sys.path.insert(0, sys.argv[1])
from growth import project

AHEAD = 30


def history(seed):
    """Slope, season and noise, in many an outage or a step; and the days to come."""
    random = np.random.default_rng(seed)
    days = int(random.integers(60, 240))
    t = np.arange(days + AHEAD, dtype=float)
    level = float(random.uniform(1_000, 1_000_000))
    slope = level * float(random.uniform(-0.001, 0.01))
    season = level * float(random.uniform(0, 0.2))
    noise = level * float(random.uniform(0.01, 0.08))
    values = (
        level
        + slope * t
        + season * np.sin(2 * math.pi * t / 7)
        + random.normal(0, noise, len(t))
    )
    kind = ["plain", "outage", "step", "both"][seed % 4]
    if kind in ("step", "both"):
        at = int(random.integers(15, days - 15))
        values[at:] += level * float(random.choice([-0.3, 0.3, 0.5, 1.0]))
    if kind in ("outage", "both"):
        at = int(random.integers(10, days - 10))
        values[at : at + int(random.integers(1, 6))] *= float(random.uniform(0, 0.1))
    return kind, days, slope, noise, values


def main(first, count):
    held = {}
    slopes = 0
    errors = []
    for seed in range(first, first + count):
        kind, days, slope, noise, values = history(seed)
        growth = project([(20_000 + day, values[day]) for day in range(days)], AHEAD)
        day, _, low, high = growth.future[-1]
        assert day == 20_000 + days + AHEAD - 1, "the last day that was asked for"
        real = max(values[-1], 0)
        held.setdefault(kind, []).append(bool(low <= real <= high))
        errors.append(abs(growth.future[-1][1] - real) / noise)
        slopes += abs(growth.per_day - slope) * AHEAD < 2 * noise
    thin = project([(day, 5.0) for day in range(13)], AHEAD)
    dead = project([(day, 100.0 if day % 3 == 0 else 0.0) for day in range(30)], AHEAD)
    short = project([(day, 5.0 + day) for day in range(14)], 400)
    print(
        json.dumps(
            {
                "held": sum(sum(each) for each in held.values()),
                "of": count,
                "by_kind": {
                    kind: f"{sum(each)} of {len(each)}"
                    for kind, each in sorted(held.items())
                },
                "slopes": int(slopes),
                "median_error_in_noise": round(float(np.median(errors)), 2),
                "thin": thin.refusal,
                "thin_projects": len(thin.future),
                "dead_projects": len(dead.future),
                "short_reach": len(short.future),
            }
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[2]), int(sys.argv[3]))
