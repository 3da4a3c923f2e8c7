"""Files that partners drop."""

from __future__ import annotations

from pathlib import Path
from typing import Any

try:
    from airflow.sdk import Asset, AssetAlias
except ImportError:  # Airflow 2
    from airflow.datasets import Dataset as Asset
    from airflow.datasets import DatasetAlias as AssetAlias


def take_in_files(
    folder: str, bucket: str, connection: str, alias: str, outlet_events: Any
) -> list[str]:
    """Move each file that a `.done` beside it says is complete; name its dataset."""
    from airflow.providers.amazon.aws.hooks.s3 import S3Hook
    from airflow.providers.standard.hooks.filesystem import FSHook

    lake = S3Hook(connection)
    moved = []
    for marker in sorted(Path(FSHook(folder).get_path()).glob("*/*.done")):
        file, partner = marker.with_suffix(""), marker.parent.name
        key = f"landing/{partner}/{file.name}"
        lake.load_file(str(file), key, bucket, replace=True)
        outlet_events[AssetAlias(alias)].add(Asset(f"s3://{bucket}/landing/{partner}"))
        # The marker goes first: a file without one is not taken again.
        marker.unlink()
        file.unlink()
        moved.append(key)
    return moved
