"""An operator and a group of tasks, as users have them."""

from __future__ import annotations

from typing import Any

from airflow.providers.standard.operators.bash import BashOperator

from .given import told

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


class Models(TaskGroup):
    """A group for each model of a project, as providers for dbt build them."""

    def __init__(
        self,
        group_id: str = "models",
        *,
        models: dict[str, list[str]],
        operator_args: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        """`models` names for each model those that it is made of."""
        super().__init__(group_id=group_id, **kwargs)
        groups: dict[str, TaskGroup] = {}
        for model, sources in models.items():
            groups[model] = TaskGroup(group_id=model, parent_group=self)
            run, test = (
                BashOperator(
                    task_id=word,
                    bash_command=f"echo {word} {model} $MODE >> $NOTES",
                    task_group=groups[model],
                    dag=self.dag,
                    append_env=True,
                    **(operator_args or {}),
                )
                for word in ("run", "test")
            )
            run >> test
            for source in sources:
                groups[source] >> groups[model]


class Box(TaskGroup):
    """A group that takes the author's tasks."""

    def __init__(self, *, group_id: str, colour: str, **kwargs: Any) -> None:
        super().__init__(group_id=group_id, **kwargs)
        self.colour = colour


class Teller(BaseOperator):
    """Tells what it has when Airflow has rendered it."""

    template_fields = ("v_a", "v_b", "v_c", "v_d", "v_e", "v_f")

    def __init__(
        self,
        *,
        v_a: Any,
        v_b: Any,
        v_c: Any,
        v_d: Any,
        v_e: Any,
        v_f: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.v_a = v_a
        self.v_b = v_b
        self.v_c = v_c
        self.v_d = v_d
        self.v_e = v_e
        self.v_f = v_f

    def execute(self, context: Any) -> None:
        own = {
            name: value for name, value in vars(self).items() if name.startswith("v_")
        }
        told(context["ti"], **own)


class Keeper(Teller):
    """Of most of what it has Airflow renders nothing."""

    template_fields = ("v_a",)
