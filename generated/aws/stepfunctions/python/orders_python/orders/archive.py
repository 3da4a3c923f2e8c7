"""Where the archive keeps orders, and how they are replayed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any


def archive_folder(day: str) -> str:
    """The folder of a day: weeks keep listings short, as in `2026/W05/2026-01-31`."""
    year, week, _ = date.fromisoformat(day).isocalendar()
    return f"{year}/W{week:02}/{day}"


def as_list(values: Any) -> list[str]:
    """Several values, each once and in order: of a list, or with commas between."""
    found = values.split(",") if isinstance(values, str) else values
    return sorted({str(value).strip() for value in found})


def batches(
    folder: str,
    after: str,
    until: str | None,
    countries: list[str],
    share: float,
    limits: dict[str, Any],
    connection: str,
) -> list[str]:
    """The files to replay, oldest first, as many as the limits and the share allow."""
    from airflow.providers.amazon.aws.hooks.s3 import S3Hook

    start = datetime.fromisoformat(f"{folder.rpartition('/')[2]}T{after}+00:00")
    end = datetime.fromisoformat(until) if until else None
    keys: list[str] = []
    orders = 0
    for country in countries:
        prefix = f"{folder}/{country}/"
        files = S3Hook(connection).get_file_metadata(prefix, "acme-archive")
        for file in sorted(files, key=lambda file: file["LastModified"]):
            written, size = file["LastModified"], file["Size"]
            if written < start or (end and written >= end):
                continue
            # An archived order takes about 700 bytes.
            orders += size // 700
            if orders > int(limits["orders"]):
                return keys
            keys.append(file["Key"])
    return keys[: max(1, round(len(keys) * share))]
