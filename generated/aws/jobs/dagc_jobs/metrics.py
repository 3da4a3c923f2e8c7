"""Metrics of results: an OpenMetrics text for a file collector, and a Pushgateway.

`metrics.csv` lists every metric. What reads them is written against the same list.
Format: https://prometheus.io/docs/specs/om/open_metrics_spec/
"""

from __future__ import annotations

import base64
import csv
import re
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

PUSH_TIMEOUT_SECONDS = 10


@dataclass(frozen=True)
class Metric:
    """A metric that jobs have."""

    name: str
    kind: str
    unit: str
    labels: tuple[str, ...]
    help: str


@dataclass(frozen=True)
class Sample:
    """One value of a metric."""

    name: str
    labels: Mapping[str, str]
    value: Decimal


def catalogue() -> dict[str, Metric]:
    """Every metric, by its name."""
    with (Path(__file__).parent / "metrics.csv").open(encoding="utf-8") as file:
        return {
            row["name"]: Metric(
                row["name"],
                row["type"],
                row["unit"],
                tuple(row["labels"].split()),
                row["help"],
            )
            for row in csv.DictReader(file)
        }


def exposition(samples: Sequence[Sample]) -> str:
    """The samples as OpenMetrics text, in the order of the catalogue."""
    known = catalogue()
    for sample in samples:
        metric = known[sample.name]
        if set(sample.labels) != set(metric.labels):
            raise ValueError(f"{sample.name} has the labels {' '.join(metric.labels)}")
    lines: list[str] = []
    for metric in known.values():
        own = [sample for sample in samples if sample.name == metric.name]
        if not own:
            continue
        lines.append(f"# TYPE {metric.name} {metric.kind}")
        if metric.unit:
            lines.append(f"# UNIT {metric.name} {metric.unit}")
        lines.append(f"# HELP {metric.name} {escaped(metric.help)}")
        for sample in own:
            labels = ",".join(f'{label}="{escaped(sample.labels[label])}"' for label in metric.labels)
            lines.append(f"{metric.name}{{{labels}}} {sample.value:f}")
    return "\n".join([*lines, "# EOF", ""])


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def last_success(text: str) -> Decimal | None:
    """When an earlier exposition says that its job last succeeded."""
    found = re.search(r"^dagc_job_last_success_timestamp_seconds\{.*\} ([0-9.]+)$", text, re.MULTILINE)
    return Decimal(found[1]) if found else None


def push(gateway: str, grouping: Iterable[tuple[str, str]], text: str) -> None:
    """Replaces metrics of the same names of a group; raises OSError when it cannot.

    POST leaves others of the group, such as the time of the last success, as they are.
    Source: https://github.com/prometheus/pushgateway#url
    """
    parts = [f"{part(label, value)}" for label, value in grouping]
    request = urllib.request.Request(
        f"{gateway.rstrip('/')}/metrics/{'/'.join(parts)}",
        # The gateway reads Prometheus' text format, which has neither units nor an end.
        data="\n".join(line for line in text.splitlines() if not line.startswith(("# UNIT", "# EOF"))).encode() + b"\n",
        headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"},
        method="POST",
    )
    try:
        with urllib.request.urlopen(request, timeout=PUSH_TIMEOUT_SECONDS):
            pass
    except urllib.error.HTTPError as error:
        reason = error.read().decode(errors="replace").strip()
        raise OSError(f"{error.code} {reason}") from None


def part(label: str, value: str) -> str:
    """A label of a group in an address; what an address cannot hold is encoded."""
    if value and re.fullmatch(r"[A-Za-z0-9_.~-]+", value):
        return f"{label}/{quote(value)}"
    encoded = base64.urlsafe_b64encode(value.encode()).decode() or "="
    return f"{label}@base64/{encoded}"
