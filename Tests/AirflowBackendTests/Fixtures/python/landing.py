"""What tasks find out about their datasets while they run."""

from __future__ import annotations

try:
    from airflow.sdk import Asset, AssetAlias
except ImportError:  # Airflow 2
    from airflow.datasets import Dataset as Asset
    from airflow.datasets import DatasetAlias as AssetAlias


def write_partitions(keys: list[str], outlet_events=None) -> None:
    regions = Asset(name="regions", uri="file://landing/regions")
    outlet_events[regions].add_partitions(keys)


def attach(alias: str, name: str, outlet_events=None) -> None:
    outlet_events[AssetAlias(alias)].add(Asset(f"file://landing/{name}"))
