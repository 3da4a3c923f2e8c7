"""Which partitions of the lake are worth compacting."""

from __future__ import annotations

from collections import Counter
from datetime import datetime


def partitions_to_compact(
    bucket: str,
    prefix: str,
    hour: str,
    smallest_file_mib: str,
    most_files: str,
) -> list[str]:
    """The partitions of an hour with more than `most_files` small files, sorted.

    It comes to S3 as whoever runs it: a worker's role, or that of Lambda's function.
    """
    import boto3

    folder = f"{prefix}/{datetime.fromisoformat(hour):day=%Y-%m-%d/hour=%H}/"
    pages = boto3.client("s3").get_paginator("list_objects_v2")
    found = pages.paginate(Bucket=bucket, Prefix=folder)
    files = [file for page in found for file in page.get("Contents", [])]
    limit = int(smallest_file_mib) * 1024 * 1024
    small = Counter(
        file["Key"].rpartition("/")[0] for file in files if file["Size"] < limit
    )
    return sorted(
        f"s3://{bucket}/{path}"
        for path, count in small.items()
        if count > int(most_files)
    )
