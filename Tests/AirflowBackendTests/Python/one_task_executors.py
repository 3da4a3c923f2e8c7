"""Executors that run one task at a time, so that a SQLite database has few writers."""

from __future__ import annotations

from typing import Any

from airflow.executors.base_executor import BaseExecutor
from airflow.executors.local_executor import LocalExecutor


class ForkingExecutor(LocalExecutor):
    """Airflow 2's local executor, which refuses SQLite for its many workers."""

    is_single_threaded = True


class SupervisingExecutor(BaseExecutor):
    """Supervises each task to its end, as a worker of Airflow 3 does."""

    is_local = True

    def __init__(self, **_: Any) -> None:
        super().__init__(parallelism=1)
        from airflow.sdk.api.client import Client
        from airflow.sdk.execution_time.supervisor import in_process_api_server

        transport = in_process_api_server().transport
        self.client = Client(
            base_url="http://in-process.invalid./",
            token="",
            dry_run=False,
            transport=transport,
        )

    def _process_workloads(self, workload_items: Any) -> None:
        from airflow.sdk.execution_time.supervisor import supervise_task

        for work in workload_items:
            self.queued_tasks.pop(work.key)
            self.running.add(work.key)
            supervise_task(
                ti=work.ti,
                bundle_info=work.bundle_info,
                dag_rel_path=work.dag_rel_path,
                token=work.token,
                log_path=work.log_path,
                client=self.client,
            )
            self.success(work.key)
