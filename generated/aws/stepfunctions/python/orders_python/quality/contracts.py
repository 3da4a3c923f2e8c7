"""Contracts between the producers of data and those who read it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from airflow.providers.http.operators.http import HttpOperator

try:
    from airflow.sdk import BaseOperator, TaskGroup
except ImportError:  # Airflow 2
    from airflow.models.baseoperator import BaseOperator
    from airflow.utils.task_group import TaskGroup

BUCKET = "acme-contracts"


class ContractCheckOperator(BaseOperator):
    """Fail unless a table has the columns and types that its contract promises."""

    template_fields: Sequence[str] = ("contract", "table")

    def __init__(
        self, *, contract: str, table: str, store: str, registry: str, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.contract = contract
        self.table = table
        self.store = store
        self.registry = registry

    def execute(self, context: Any) -> list[str]:
        from airflow.providers.amazon.aws.hooks.s3 import S3Hook
        from airflow.providers.postgres.hooks.postgres import PostgresHook

        promised = json.loads(S3Hook(self.registry).read_key(self.contract, BUCKET))
        found = dict(
            PostgresHook(self.store).get_records(
                "select column_name, data_type from information_schema.columns "
                "where table_name = %s",
                parameters=(self.table,),
            )
        )
        broken = sorted(
            f"{column} is {found.get(column, 'missing')}, not {kind}"
            for column, kind in promised["columns"].items()
            if found.get(column) != kind
        )
        if broken:
            raise ValueError(
                f"{self.table} breaks {self.contract}: {'; '.join(broken)}"
            )
        return sorted(promised["columns"])


class StreamContracts(TaskGroup):
    """A task for each subject that asks whether its newest schema is compatible."""

    def __init__(
        self, *, group_id: str, subjects: Sequence[str], registry: str, **kwargs: Any
    ) -> None:
        super().__init__(group_id=group_id, **kwargs)
        with self:
            for subject in subjects:
                HttpOperator(
                    task_id=subject,
                    http_conn_id=registry,
                    method="GET",
                    endpoint=f"/compatibility/subjects/{subject}/versions/latest",
                    response_check=is_compatible,
                )


def is_compatible(response: Any) -> bool:
    """Whether the registry says so."""
    return bool(response.json()["is_compatible"])
