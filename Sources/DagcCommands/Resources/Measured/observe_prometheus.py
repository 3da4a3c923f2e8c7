"""What components used, from Prometheus."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from datetime import datetime, timezone
from typing import Any

from observe_airflow import TIMEOUT, Unreachable

# A value an hour shows days well and keeps the answer small.
STEP = 3600

# By what each is called in the file: the query, and how much of the unit a value is.
# `$pod` is the pattern of the component's pods: their names begin with its own.
QUERIES = {
    "milliCPU": (
        '1000 * sum(rate(container_cpu_usage_seconds_total{pod=~"$pod",'
        'container!=""}[1h]))',
        1.0,
    ),
    "memoryMiB": (
        'sum(container_memory_working_set_bytes{pod=~"$pod",container!=""})',
        1 / (1 << 20),
    ),
    "disk": (
        'max(kubelet_volume_stats_used_bytes{persistentvolumeclaim=~".*$pod"})',
        1.0,
    ),
    "up": ('avg(up{component="$name"})', 1.0),
}
POOL = (
    "max(airflow_pool_running_slots_$name) or "
    'max(airflow_pool_running_slots{pool="$name"})'
)


class Prometheus:
    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")

    def range(self, query: str, begin: float, end: float) -> list[tuple[float, float]]:
        words = urllib.parse.urlencode(
            {"query": query, "start": begin, "end": end, "step": STEP}
        )
        host = urllib.parse.urlsplit(self.address).hostname
        try:
            with urllib.request.urlopen(
                f"{self.address}/api/v1/query_range?{words}", timeout=TIMEOUT
            ) as answer:
                data = json.load(answer)["data"]["result"]
        except (urllib.error.URLError, OSError, ValueError, KeyError) as problem:
            raise Unreachable(f"Prometheus at {host}: {problem}") from None
        values = (
            [(float(at), float(value)) for at, value in data[0]["values"]]
            if data
            else []
        )
        return [(at, value) for at, value in values if value == value]

    def components(
        self, names: list[str], begin: float, end: float, summary: Any
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name in names:
            for key, (query, scale) in QUERIES.items():
                # A name has letters, digits and dashes, as patterns take them.
                asked = query.replace("$pod", f"{name}-.*").replace("$name", name)
                values = [
                    (at, value * scale) for at, value in self.range(asked, begin, end)
                ]
                if values:
                    facts = summary([value for _, value in values])
                    facts["history"] = by_day(values)
                    found.setdefault(name, {})[key] = facts
        return found

    def pools(
        self, names: list[str], begin: float, end: float, summary: Any
    ) -> dict[str, Any]:
        found = {}
        for name in names:
            values = self.range(POOL.replace("$name", name), begin, end)
            if values:
                found[name] = {
                    **summary([value for _, value in values]),
                    "history": by_day(values),
                }
        return found


def by_day(values: list[tuple[float, float]]) -> list[list[Any]]:
    """The most of each day of UTC."""
    days: dict[str, float] = {}
    for at, value in values:
        day = datetime.fromtimestamp(at, timezone.utc).date().isoformat()
        days[day] = max(days.get(day, value), value)
    return [[day, round(value, 3)] for day, value in sorted(days.items())]
