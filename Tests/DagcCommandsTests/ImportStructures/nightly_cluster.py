"""Groups, setups and partitions, as people write them for Airflow 3."""

from __future__ import annotations

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import (
    DAG,
    AllowedKeyMapper,
    Asset,
    CronPartitionTimetable,
    IdentityMapper,
    PartitionedAssetTimetable,
    ProductMapper,
    StartOfDayMapper,
    dag,
    task,
    task_group,
)

ORDERS = Asset(name="orders", uri="s3://lake/orders")
REGIONS = Asset(name="regions", uri="s3://lake/regions")

with DAG(
    "nightly_cluster", schedule=CronPartitionTimetable("0 2 * * *", timezone="UTC")
):
    create = BashOperator(task_id="create", bash_command="create")
    load = BashOperator(task_id="load", bash_command="load", outlets=[ORDERS])
    check = BashOperator(task_id="check", bash_command="check")
    destroy = BashOperator(task_id="destroy", bash_command="destroy")
    create >> load >> check >> destroy.as_teardown(setups=create)


@dag(
    "hourly_regions",
    schedule=PartitionedAssetTimetable(
        assets=ORDERS & REGIONS,
        partition_mapper_config={REGIONS: AllowedKeyMapper(["us", "eu"])},
        default_partition_mapper=ProductMapper(IdentityMapper(), StartOfDayMapper()),
    ),
)
def hourly_regions(region: str = "eu"):
    @task
    def count(depot: str, region: str) -> int:
        return len(depot + region)

    @task
    def tell(rows: int) -> None:
        print(rows)

    @task_group
    def each(depot: str):
        tell(count(depot, region))

    each.expand(depot=["north", "south"])


hourly_regions()
