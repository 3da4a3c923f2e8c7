"""A DAG as people have them, on Airflow 2.11 and 3 alike."""

from __future__ import annotations

from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.providers.standard.operators.python import (
    BranchPythonOperator,
    PythonOperator,
)
from airflow.timetables.interval import CronDataIntervalTimetable

try:
    from airflow.sdk import DAG, BaseOperator, Label, Param, TaskGroup, task
except ImportError:  # Airflow 2
    from airflow import DAG
    from airflow.decorators import task
    from airflow.models.baseoperator import BaseOperator
    from airflow.models.param import Param
    from airflow.utils.edgemodifier import Label
    from airflow.utils.task_group import TaskGroup

LIMIT = 3
REGIONS = ["eu", "us"]


def size_of(day: str) -> str:
    return "large" if len(day) > LIMIT else "small"


@task
def count(region: str, *, strict: bool = False) -> int:
    return len(region) + strict


class Scale:
    def __init__(self, factor: float, words: list[str]) -> None:
        self.factor = factor
        self.words = words


class Weigh(BaseOperator):
    """Weighs an order."""

    template_fields = ("order",)

    def __init__(self, *, order: str, scale: Scale, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.order = order
        self.scale = scale

    def execute(self, context: object) -> float:
        total = LIMIT * self.scale.factor
        return total


def tell(context: object) -> None:
    print(context)


def write_report(total: int, words: dict[str, object]) -> None:
    print(total, words)


with DAG(
    dag_id="nightly-orders",
    description="Loads the orders of a night.",
    doc_md='# Orders\n\nWith "quotes" and `code`.',
    schedule=CronDataIntervalTimetable("30 2 * * *", timezone="Europe/Berlin"),
    start_date=datetime(2026, 1, 31),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=4),
    tags=["orders", "nightly"],
    params={"limit": Param(10, type="integer", minimum=1)},  # noqa: AIR311
    default_args={
        "owner": "data",
        "retries": 2,
        "retry_delay": timedelta(minutes=5),
        "execution_timeout": timedelta(hours=1),
    },
):
    start = EmptyOperator(task_id="start")
    fetch_orders = BashOperator(
        task_id="fetch_orders",
        bash_command='fetch --day "{{ ds }}" --limit {{ params.limit }}',
        env={"MODE": "{{ run_id }}"},
        append_env=True,
        retries=0,
        pool="warehouse",
    )
    route = BranchPythonOperator(
        task_id="route", python_callable=size_of, op_args=["{{ ds }}"]
    )
    with TaskGroup("load", tooltip="by size"):
        small = EmptyOperator(task_id="small")
        large = EmptyOperator(task_id="large")
    done = EmptyOperator(task_id="done", trigger_rule="none_failed_min_one_success")
    counts = count.partial(strict=True).expand(region=REGIONS)
    report = PythonOperator(
        task_id="report",
        python_callable=write_report,
        op_kwargs={"total": 3, "words": {"a": [1, 2.5, None, True]}},
        trigger_rule="all_done",
        execution_timeout=timedelta(minutes=10),
        on_failure_callback=tell,
    )
    print_each = PythonOperator.partial(
        task_id="print_each", python_callable=size_of
    ).expand(op_kwargs=counts.map(lambda day: {"day": day}))
    weigh = Weigh.partial(
        task_id="weigh", scale=Scale(0.5, ["a"]), retry_delay=60, retries=1
    ).expand(order=["x", "y"])
    start >> fetch_orders >> route
    route >> Label("few") >> small
    route >> Label("many") >> large
    [small, large] >> done >> counts >> report
    counts >> print_each >> weigh
