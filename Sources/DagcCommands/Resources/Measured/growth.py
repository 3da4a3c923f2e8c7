"""How a daily series grows: trend, week and steps are fitted, the next days projected.

statsmodels does the fitting. Days on which something did not work are left out, a
lasting change of level becomes a term of its own, and noise that hangs together from
day to day makes the interval wider. A series that is too short to tell is refused.
"""

from __future__ import annotations

import math
import sys
import warnings
from dataclasses import dataclass
from typing import Any

try:
    import numpy as np
    import statsmodels.api as sm
except ImportError as problem:
    print(
        f"{problem.name}; `pip install statsmodels==0.15.0` brings it, "
        "and --python names the Python that has it",
        file=sys.stderr,
    )
    sys.exit(3)

# Fewer days than two weeks show neither a trend nor a week.
LEAST_DAYS = 14
# A week needs to have been seen three times to be told from noise.
SEASON_DAYS = 21
# How far beyond what was seen a straight line may be drawn.
FARTHEST = 3
# The share of days that an interval is to hold. A little more than the 95 of 100 that
# is promised, as steps and outages that were found by looking make it too narrow.
CONFIDENCE = 0.97


@dataclass
class Growth:
    """A series, and what is to be expected of it. Days are counted from 1970."""

    days: list[int]
    values: list[float]
    per_day: float
    future: list[tuple[int, float, float, float]]
    outages: list[int]
    steps: list[int]
    # Why there is no projection; empty where there is one.
    refusal: str = ""

    def reached(self, limit: float) -> tuple[int | None, int | None, int | None]:
        """When a limit is expected, and could at first and at last be reached."""

        def first(column: int) -> int | None:
            return next((day[0] for day in self.future if day[column] >= limit), None)

        return first(1), first(3), first(2)


def refused(days: list[int], values: list[float], reason: str) -> Growth:
    return Growth(days, values, 0.0, [], [], [], reason)


def project(series: list[tuple[int, float]], ahead: int) -> Growth:
    """Projects a series of days and values by so many days."""
    ordered = sorted(dict(series).items())
    days = [day for day, _ in ordered]
    values = [float(value) for _, value in ordered]
    if len(days) < LEAST_DAYS:
        return refused(
            days,
            values,
            f"{len(days)} days, and {LEAST_DAYS} are needed to tell a trend",
        )
    if not all(math.isfinite(value) for value in values):
        return refused(days, values, "it holds values that are no numbers")
    t = np.array(days, dtype=float)
    y = np.array(values, dtype=float)
    kept = working_days(t, y)
    if kept.sum() < LEAST_DAYS:
        return refused(
            days, values, f"{int(kept.sum())} days on which it worked, of {len(days)}"
        )
    weekly = t[kept][-1] - t[kept][0] >= SEASON_DAYS and kept.sum() >= SEASON_DAYS
    steps = find_steps(t[kept], y[kept], weekly)
    fit, spread = fitted(design(t[kept], t[0], weekly, steps), y[kept])
    reach = min(ahead, FARTHEST * int(t[-1] - t[0] + 1))
    coming = np.arange(days[-1] + 1, days[-1] + reach + 1, dtype=float)
    new = design(coming, t[0], weekly, steps)
    mean = new @ fit.params
    # The line's own uncertainty and that of a single day, as statsmodels' `obs_ci`.
    line = np.einsum("ij,jk,ik->i", new, fit.cov_params(), new)
    width = student(fit.df_resid) * np.sqrt(np.maximum(line, 0) + spread**2)
    future = [
        (int(day), float(m), float(max(m - w, 0.0)), float(m + w))
        for day, m, w in zip(coming, mean, width, strict=True)
    ]
    outages = [day for day, works in zip(days, kept, strict=True) if not works]
    return Growth(
        days, values, float(fit.params[1]), future, outages, [int(day) for day in steps]
    )


def working_days(t: Any, y: Any) -> Any:
    """Those whose value is not far below what the days around them lead to expect."""
    if np.median(y) <= 0:
        return np.ones(len(y), dtype=bool)
    around = np.array([np.median(y[max(0, i - 7) : i + 8]) for i in range(len(y))])
    return y > 0.35 * around


def design(t: Any, origin: float, weekly: bool, steps: list[float]) -> Any:
    """Level, trend, six of the seven days of a week, and a level after each step."""
    columns = [np.ones(len(t)), t - origin]
    if weekly:
        columns += [(t % 7 == day).astype(float) for day in range(1, 7)]
    columns += [(t >= step).astype(float) for step in steps]
    return np.column_stack(columns)


def find_steps(t: Any, y: Any, weekly: bool) -> list[float]:
    """Days from which on the level is another, as long as each explains much more."""
    steps: list[float] = []
    while len(steps) < 3:
        base = rest(design(t, t[0], weekly, steps), y)
        candidates = [
            day for day in t[7:-7] if all(abs(day - step) > 7 for step in steps)
        ]
        if not candidates:
            break
        rests = [rest(design(t, t[0], weekly, [*steps, day]), y) for day in candidates]
        best = int(np.argmin(rests))
        # Bayes' information criterion, with a price for having looked at every day.
        gain = len(y) * math.log(base / rests[best]) if rests[best] > 0 else math.inf
        if base <= 0 or gain < 2 * math.log(len(y)) + 10:
            break
        steps.append(float(candidates[best]))
    return sorted(steps)


def rest(x: Any, y: Any) -> float:
    """The sum of squares that a design leaves."""
    params = np.linalg.lstsq(x, y, rcond=None)[0]
    return float(((y - x @ params) ** 2).sum())


def fitted(x: Any, y: Any) -> tuple[Any, float]:
    """A fit, and the standard deviation of a single day around it."""
    fit = sm.OLS(y, x).fit()
    noise = fit.resid
    together = float(
        (noise[1:] * noise[:-1]).sum() / max(float((noise**2).sum()), 1e-300)
    )
    if abs(together) > 2 / math.sqrt(len(y)) and len(y) >= 30:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model = sm.GLSAR(y, x, rho=1)
            fit = model.iterative_fit(maxiter=8)
        rho = min(abs(float(model.rho[0])), 0.95)
        return fit, math.sqrt(float(fit.scale) / (1 - rho**2))
    return fit, math.sqrt(float(fit.scale))


def student(freedom: float) -> float:
    from scipy import stats

    return float(stats.t.ppf(0.5 + CONFIDENCE / 2, max(freedom, 1)))
