"""Values of Python as plain data that says what each is: [kind, value]."""

from __future__ import annotations

import datetime
import enum
import inspect
import pathlib
import re
from typing import Any


def described(value: Any, functions: Any) -> list[Any]:
    """`functions` knows the importable path of a function or class."""
    if isinstance(value, enum.Enum):
        if isinstance(value.value, str):
            return ["text", value.value]
        return ["reference", f"{path_of(type(value))}.{value.name}"]
    if value is None or isinstance(value, (bool, int, float)):
        return ["plain", value]
    if isinstance(value, str):
        return ["text", str(value)]
    if isinstance(value, datetime.timedelta):
        return ["seconds", int(value.total_seconds())]
    if isinstance(value, datetime.datetime):
        return ["object", "datetime.datetime", moment(value)]
    if isinstance(value, datetime.time) and value.tzinfo is None:
        names = ["hour", "minute", "second", "microsecond"]
        given = [[name, ["plain", getattr(value, name)]] for name in names]
        return ["object", "datetime.time", given]
    if isinstance(value, dict):
        if all(isinstance(key, str) for key in value):
            return [
                "dictionary",
                [[key, described(each, functions)] for key, each in value.items()],
            ]
        return ["unknown", nameless(value)]
    if isinstance(value, (list, tuple)):
        return ["list", [described(each, functions) for each in value]]
    if isinstance(value, (set, frozenset)):
        return ["list", sorted((described(each, functions) for each in value), key=str)]
    return described_object(value, functions)


# Of each asset that has both, the address by its name and the name by its address.
ADDRESSES: dict[str, str] = {}
NAMES: dict[str, str] = {}


def know_asset(value: Any) -> None:
    name, uri = getattr(value, "name", None), getattr(value, "uri", None)
    if name and uri and name != uri:
        ADDRESSES.setdefault(name, uri)
        NAMES.setdefault(uri, name)


def described_asset(name: str, uri: str) -> list[Any]:
    """An asset may be meant by one of the two, where another DAG says both."""
    if name == uri:
        name, uri = NAMES.get(uri, name), ADDRESSES.get(name, uri)
    return ["asset", name, uri]


def described_object(value: Any, functions: Any) -> list[Any]:
    operator = getattr(value, "operator", None)
    kind = type(value).__name__
    if kind == "MappedArgument":
        return ["item", value._key]
    if kind == "DagParam":
        # The value of a run, which reaches the task as a text.
        return ["text", f"{{{{ params[{value._name!r}] }}}}"]
    if kind == "AssetNameRef":
        return described_asset(value.name, value.name)
    if hasattr(operator, "task_id") and type(value).__name__ == "PlainXComArg":
        if value.key == "return_value":
            return ["result", operator.task_id]
        given = f"task_ids={operator.task_id!r}, key={value.key!r}"
        return ["text", f"{{{{ ti.xcom_pull({given}) }}}}"]
    elif type(value).__name__ in ("Asset", "AssetDefinition", "Dataset"):
        return described_asset(getattr(value, "name", value.uri), value.uri)
    elif type(value).__name__ in ("AssetAlias", "DatasetAlias"):
        return ["alias", value.name]
    elif isinstance(value, pathlib.PurePath):
        return ["text", str(value)]
    elif isinstance(value, type):
        return ["reference", functions.path(value) or path_of(value)]
    elif callable(value):
        path = functions.path(value)
        if path is not None:
            return ["reference", path]
    elif functions is not None:
        given = given_to(value)
        if given is not None:
            named = [[name, described(each, functions)] for name, each in given.items()]
            return ["object", functions.path(type(value)), named]
    return ["unknown", nameless(value)]


def given_to(value: Any) -> dict[str, Any] | None:
    """The arguments that make an object, where it keeps them and nothing beside."""
    kind = type(value)
    if "<" in kind.__qualname__ or kind.__module__ == "builtins":
        return None
    kept = getattr(value, "__dict__", {})
    if kind.__init__ is object.__init__:
        return None if kept else {}
    try:
        parameters = [*inspect.signature(kind).parameters.values()]
    except (TypeError, ValueError):
        return None
    if any(each.kind is each.VAR_POSITIONAL for each in parameters):
        return None
    names = [each for each in parameters if each.kind is not each.VAR_KEYWORD]
    if not all(each.name in kept or each.default is not each.empty for each in names):
        return None
    if any(each for name, each in kept.items() if name not in {n.name for n in names}):
        return None
    return {
        each.name: kept[each.name]
        for each in names
        if each.name in kept and kept[each.name] != each.default
    }


def nameless(value: Any) -> str:
    """An object in the words of Python, without where it lies today."""
    text = re.sub(r" at 0x[0-9a-f]+", "", repr(value))
    return re.sub(r"unusual_prefix_[0-9a-f]+_", "", text)


def path_of(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def moment(time: datetime.datetime) -> list[list[Any]]:
    """The arguments of `datetime.datetime` for a time, in UTC where it has a zone."""
    zone: list[list[Any]] = []
    if time.tzinfo is not None:
        time = time.astimezone(datetime.timezone.utc)
        zone = [["tzinfo", ["reference", "datetime.timezone.utc"]]]
    names = ["year", "month", "day", "hour", "minute", "second"]
    given = [[name, ["plain", getattr(time, name)]] for name in names]
    while len(given) > 3 and given[-1][1][1] == 0:
        given.pop()
    return given + zone
