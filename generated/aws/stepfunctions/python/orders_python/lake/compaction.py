"""Which partitions of the lake are worth compacting."""

from __future__ import annotations

from collections import Counter
from datetime import datetime


def partitions_to_compact(
    bucket: str,
    prefix: str,
    hour: str,
    connection: str,
    smallest_file_mib: str,
    most_files: str,
) -> list[str]:
    """The partitions of an hour with more than `most_files` small files, sorted."""
    from airflow.providers.amazon.aws.hooks.s3 import S3Hook

    folder = f"{prefix}/{datetime.fromisoformat(hour):day=%Y-%m-%d/hour=%H}/"
    files = S3Hook(connection).get_file_metadata(folder, bucket)
    limit = int(smallest_file_mib) * 1024 * 1024
    small = Counter(
        file["Key"].rpartition("/")[0] for file in files if file["Size"] < limit
    )
    return sorted(
        f"s3://{bucket}/{path}"
        for path, count in small.items()
        if count > int(most_files)
    )
