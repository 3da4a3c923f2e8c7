"""Print what DAGs, tasks and the operators of the standard provider can be given.

The answer is a JSON object on the last line: the names of arguments by the class that
says them first. What an operator only hands on stands with the class that takes it.
"""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
from typing import Any

from airflow.exceptions import AirflowException

STANDARD = "airflow.providers.standard"
ROOMS = ("operators", "sensors")


def names(function: Any) -> list[str]:
    return [
        name
        for name, parameter in inspect.signature(function).parameters.items()
        if name not in ("self", "args", "kwargs")
        and parameter.kind is not inspect.Parameter.VAR_KEYWORD
        and not name.startswith("_")
    ]


def classes(base: type) -> dict[str, type]:
    found: dict[str, type] = {}
    for room in ROOMS:
        package = importlib.import_module(f"{STANDARD}.{room}")
        for module in pkgutil.iter_modules(package.__path__):
            try:
                loaded = importlib.import_module(f"{package.__name__}.{module.name}")
            except AirflowException:
                # What only a later version of Airflow has.
                continue
            for name, kind in vars(loaded).items():
                if (
                    inspect.isclass(kind)
                    and issubclass(kind, base)
                    and kind.__module__ == loaded.__name__
                    and not name.startswith("_")
                ):
                    found[name] = kind
    return found


def main() -> None:
    try:
        from airflow.sdk import DAG, BaseOperator, BaseSensorOperator
    except ImportError:  # Airflow 2
        from airflow import DAG
        from airflow.models.baseoperator import BaseOperator
        from airflow.sensors.base import BaseSensorOperator

    answer = {
        "DAG": names(DAG.__init__),
        "BaseOperator": names(BaseOperator.__init__),
        "BaseSensorOperator": names(BaseSensorOperator.__init__),
    }
    common = {name for given in answer.values() for name in given}
    for name, kind in sorted(classes(BaseOperator).items()):
        own = [each for each in names(kind.__init__) if each not in common]
        answer[name] = own
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
