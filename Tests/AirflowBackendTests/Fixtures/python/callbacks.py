"""What Airflow calls when something happens to a task or a run."""

from __future__ import annotations

import json
import os
from copy import copy
from typing import Any

try:
    from airflow.sdk import BaseNotifier
except ImportError:  # Airflow 2
    from airflow.notifications.basenotifier import BaseNotifier


def write(words: str) -> None:
    with open(os.environ["NOTES"], "a") as notes:
        notes.write(words + "\n")


def started(context: dict[str, Any]) -> None:
    write(f"started {context['ti'].task_id}")


def ended(context: dict[str, Any]) -> None:
    run = context["dag_run"]
    write(f"ended {run.dag_id}")


def missed(context: dict[str, Any]) -> None:
    run = context.get("dag_run")
    write(f"missed {run['dag_id'] if run else context['dag'].dag_id}")


async def awaited(context: dict[str, Any]) -> None:
    write("awaited")


def chosen(option: str) -> None:
    write(f"chosen {option}")


class Note(BaseNotifier):  # noqa: AIR301
    template_fields = ("words", "mark")

    def __init__(self, words: str, mark: str, times: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.words = words
        self.mark = mark
        self.times = times

    def __call__(self, *arguments: Any) -> None:
        # Rendering changes it, and only `airflow dags test` lets instances share it.
        super(Note, copy(self)).__call__(*arguments)

    def notify(self, context: Any) -> None:
        write(f"{self.mark} {self.times} {self.words}")


class Teller(BaseNotifier):  # noqa: AIR301
    """Tells the words that it has when Airflow has rendered them."""

    template_fields = ("words",)

    def __init__(self, words: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.words = words

    def __call__(self, *arguments: Any) -> None:
        super(Teller, copy(self)).__call__(*arguments)

    def notify(self, context: Any) -> None:
        ti = context["ti"]
        text = json.dumps({"v_a": self.words}, ensure_ascii=False)
        write(f"{ti.dag_id} {ti.task_id} {ti.map_index} {text}")
