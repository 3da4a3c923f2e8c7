"""Run an Airflow command, and answer as a person would where a run waits for a review.

answering.py yes|no COMMAND...    the exit status is the command's
"""

from __future__ import annotations

import subprocess
import sys
import time
from types import SimpleNamespace
from typing import Any

from airflow.models.taskinstance import TaskInstance
from airflow.utils.session import create_session


def waiting(session: Any) -> list[TaskInstance]:
    reviews = session.query(TaskInstance).filter(TaskInstance.task_id.like("%review"))
    states = ("awaiting_input", "up_for_reschedule")
    return [ti for ti in reviews.all() if ti.state in states]


def answer(ti: TaskInstance, consents: bool, session: Any) -> None:
    """As Airflow's API does it, or on Airflow 2 as its page does that marks tasks."""
    try:
        from airflow.api_fastapi.core_api.datamodels.hitl import UpdateHITLDetailPayload
        from airflow.api_fastapi.core_api.routes.public.hitl import update_hitl_detail
    except ImportError:
        ti.set_state("success" if consents else "failed", session=session)
        return
    option = "Approve" if consents else "Reject"
    update_hitl_detail(
        dag_id=ti.dag_id,
        dag_run_id=ti.run_id,
        task_id=ti.task_id,
        map_index=ti.map_index,
        update_hitl_detail_payload=UpdateHITLDetailPayload(chosen_options=[option]),
        user=SimpleNamespace(get_id=lambda: "ada", get_name=lambda: "Ada"),
        session=session,
    )


def main(consents: bool, command: list[str]) -> int:
    running = subprocess.Popen(command)
    while running.poll() is None:
        with create_session() as session:
            for ti in waiting(session):
                answer(ti, consents, session)
        time.sleep(0.5)
    return running.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] == "yes", sys.argv[2:]))
