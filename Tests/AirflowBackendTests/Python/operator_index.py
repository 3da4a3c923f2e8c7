"""Print the file of Swift that knows what installed operators and sensors can be given.

operator_index.py OTHER_PYTHON    for the versions of Airflow of both Pythons
operator_index.py --common        only what every operator of this Airflow takes

Lines of text. First each provider with its version, then what every operator takes,
then each class with the parameters of its own: those that are rendered end in `*`, and
a class that takes what it has no name for ends in `...`.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from importlib.metadata import distributions

import airflow.providers
import airflow.version
from airflow.exceptions import AirflowException

try:
    from airflow.sdk import BaseOperator, BaseSensorOperator
except ImportError:  # Airflow 2
    from airflow.models.baseoperator import BaseOperator
    from airflow.sensors.base import BaseSensorOperator

ROOMS = (".operators", ".sensors", ".transfers")
PREFIX = "apache-airflow-providers-"


def providers() -> list[str]:
    named = {
        dist.metadata["Name"]: dist.version
        for dist in distributions()
        if str(dist.metadata["Name"]).startswith(PREFIX)
    }
    return [
        f"{name.removeprefix(PREFIX)} {version}"
        for name, version in sorted(named.items())
    ]


def modules() -> Iterator[str]:
    path = airflow.providers.__path__
    for module in pkgutil.walk_packages(path, "airflow.providers."):
        if any(f"{room}." in module.name for room in ROOMS):
            yield module.name


def own(kind: type) -> tuple[list[str], bool]:
    """The parameters of a class and of those that it hands the rest on to."""
    found: list[str] = []
    takes_any = False
    for each in kind.__mro__:
        if each in (BaseOperator, BaseSensorOperator):
            break
        if not issubclass(each, BaseOperator) or "__init__" not in vars(each):
            continue
        parameters = inspect.signature(each.__init__).parameters.values()
        found += [
            parameter.name
            for parameter in parameters
            if parameter.name != "self"
            and parameter.kind not in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL)
            and parameter.name not in found
        ]
        if not any(each.kind is each.VAR_KEYWORD for each in parameters):
            break
    source = inspect.getsource(kind)
    takes_any = "kwargs.pop" in source or "kwargs.get" in source or "kwargs[" in source
    return found, takes_any


def names(kind: type) -> list[str]:
    parameters = inspect.signature(kind.__init__).parameters
    return [name for name in parameters if name not in ("self", "args", "kwargs")]


def line(path: str, kind: type, common: set[str]) -> str:
    parameters, takes_any = own(kind)
    rendered = set(getattr(kind, "template_fields", ()))
    words = [
        name + ("*" if name in rendered else "")
        for name in parameters
        if name not in common and not name.startswith("_")
    ]
    return " ".join([path, *words, *(["..."] if takes_any else [])])


def common_lines() -> tuple[list[str], set[str], set[str]]:
    """What every operator, and every sensor beside that, takes."""
    common = [name for name in names(BaseOperator) if not name.startswith("_")]
    sensors = [name for name in names(BaseSensorOperator) if name not in common]
    version = ".".join(airflow.version.version.split(".")[:1])
    return (
        [
            " ".join([f"operator {version}", *common]),
            " ".join([f"sensor {version}", *sensors]),
        ],
        set(common),
        set(sensors),
    )


def class_lines(common: set[str], sensors: set[str]) -> list[str]:
    found: dict[str, str] = {}
    for name in modules():
        try:
            module = importlib.import_module(name)
        except (ImportError, AirflowException):
            continue
        for word, kind in vars(module).items():
            if (
                inspect.isclass(kind)
                and issubclass(kind, BaseOperator)
                and kind.__module__ == name
                and not word.startswith("_")
            ):
                is_sensor = issubclass(kind, BaseSensorOperator)
                taken = common | sensors if is_sensor else common
                path = f"{name}.{word}".removeprefix("airflow.providers.")
                mark = "sensor" if is_sensor else "class"
                found[path] = line(f"{mark} {path}", kind, taken)
    return [found[path] for path in sorted(found)]


def main(argument: str) -> None:
    warnings.simplefilter("ignore")
    own_lines, common, sensors = common_lines()
    if argument == "--common":
        print("\n".join(own_lines))
        return
    other = subprocess.run(
        [argument, __file__, "--common"], check=True, capture_output=True, text=True
    )
    lines = [f"provider {each}" for each in providers()]
    lines += [
        each
        for each in other.stdout.split("\n")
        if each[:8] in ("operator", "sensor 2")
    ]
    lines += own_lines + class_lines(common, sensors)
    print("// Written by Tests/AirflowBackendTests/Python/operator_index.py.\n")
    print("// swift-format-ignore-file")
    print("extension OperatorIndex {")
    print('    static let installedLines = #"""')
    for each in lines:
        print(f"        {each}")
    print('        """#\n}')


if __name__ == "__main__":
    main(sys.argv[1])
