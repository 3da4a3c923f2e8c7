"""An operator and a group of tasks, as users have them."""

from __future__ import annotations

from typing import Any

from airflow.providers.standard.operators.bash import BashOperator

try:
    from airflow.sdk import BaseOperator, TaskGroup
except ImportError:  # Airflow 2
    from airflow.models.baseoperator import BaseOperator
    from airflow.utils.task_group import TaskGroup


class Greeting(BaseOperator):
    template_fields = ("words",)

    def __init__(self, *, words: str, times: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.words = words
        self.times = times

    def execute(self, context: Any) -> str:
        expected = "hello 2026-11-18T00:00:00+00:00"
        assert (self.words, self.times) == (expected, 2), (self.words, self.times)
        return self.words


class Steps(TaskGroup):
    """One task after the other."""

    def __init__(self, *, group_id: str, names: list[str], **kwargs: Any) -> None:
        super().__init__(group_id=group_id, **kwargs)
        with self:
            last = None
            for name in names:
                step = BashOperator(
                    task_id=name, bash_command=f"echo step {name} >> $NOTES"
                )
                if last is not None:
                    last >> step
                last = step
