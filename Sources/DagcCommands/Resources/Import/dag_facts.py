"""A DAG as facts: what must be the same of it before and after it has moved."""

from __future__ import annotations

import re
from typing import Any

from dag_swift import undecorated


def facts(dag: dict[str, Any]) -> dict[str, str]:
    told = {
        name: repr(dag[name])
        for name in (
            "title summary documentation schedule start end catchup runs "
            "tasks_at_once timeout tags native owner"
        ).split()
    }
    for param in dag["params"]:
        schema = dict((key, value) for key, value in param["schema"][1])
        told[f"param {param['name']}"] = repr(
            (sorted(schema.items(), key=str), param["default"])
        )
    for task in dag["tasks"]:
        subject = f"task {task['path']}"
        told[f"{subject}: class"] = undecorated(task["class"])
        told[f"{subject}: upstream"] = repr(task["upstream"])
        told[f"{subject}: rule"] = task["rule"]
        told[f"{subject}: setup"] = repr((task["setup"], task["teardown"]))
        told[f"{subject}: mapped"] = repr(mapping(task))
        for name, value in arguments(task, dag).items():
            told[f"{subject}: argument {name}"] = value
    for start, end, label in dag["labels"]:
        told[f"label {start} {end}"] = label
    return told


def arguments(task: dict[str, Any], dag: dict[str, Any]) -> dict[str, str]:
    """What a task is given by itself or by the defaults of its DAG."""
    given = {**dag["defaults"], **task["arguments"]}
    mapped = {
        name
        for name, _ in (task.get("mapped") or {}).get("items", [])
        if isinstance(name, str)
    }
    told = {name: plain(value) for name, value in given.items() if name not in mapped}
    call = task.get("call")
    if call is not None:
        told["python_callable"] = (call["path"] or "?").rsplit(".", 1)[-1]
        for name, value in call["arguments"].items():
            told[f"op_kwargs[{name}]"] = plain(value)
    # What Airflow takes for granted, whoever says it.
    usual = {
        "append_env": "['plain', False]",
        "depends_on_past": "['plain', False]",
        "pool_slots": "['plain', 1]",
        "retry_delay": "['seconds', 300]",
    }
    return {
        name: value
        for name, value in told.items()
        if value not in ("['plain', None]", usual.get(name)) and name != "owner"
    }


def mapping(task: dict[str, Any]) -> Any:
    mapped = task.get("mapped")
    if mapped is None:
        return None
    items = mapped["items"]
    return (
        [[name, plain(value)] for name, value in items]
        if not mapped["rows"]
        else plain(items)
    )


def plain(value: Any) -> str:
    """Two values that mean the same are the same words."""
    if isinstance(value, list) and value and value[0] == "item":
        return "an item"
    if isinstance(value, list) and value and value[0] == "list" and len(value[1]) == 1:
        # Airflow takes one call for a list of one.
        if value[1][0][0] == "reference":
            return plain(value[1][0])
    if isinstance(value, list) and value and value[0] == "reference":
        return value[1].rsplit(".", 1)[-1]
    if isinstance(value, list) and value and value[0] == "dictionary":
        return repr(sorted((key, plain(each)) for key, each in value[1]))
    if isinstance(value, list) and value and value[0] == "list":
        return repr([plain(each) for each in value[1]])
    if isinstance(value, list) and value and value[0] == "text":
        # An empty template keeps a last line end from Jinja, or an ending from Airflow.
        text = value[1].removesuffix("{{ '' }}")
        return re.sub(r"\{\{\s*(.*?)\s*\}\}", r"{{ \1 }}", text).rstrip()
    return repr(value)
