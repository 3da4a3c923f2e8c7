"""DAGs as a real Airflow has them, as plain data: what their author said."""

from __future__ import annotations

import datetime
import json
from typing import Any

from dag_values import described, described_object

# What a task is given by what makes it, or that is read otherwise.
SILENT = {
    "dag",
    "is_setup",
    "is_teardown",
    "kwargs",
    "kwargs_to_upstream",
    "on_failure_fail_dagrun",
    "op_args",
    "op_kwargs",
    "start_date",
    "task_group",
    "task_id",
}
RULE = "trigger_rule"
# What stands for values that only a run has, or that nobody has given.
UNSET = {"ArgNotSet", "SetDuringExecution", "NotSetType"}
UPDATES = {
    "AssetTriggeredTimetable",
    "AssetOrTimeSchedule",
    "DatasetTriggeredTimetable",
    "DatasetOrTimeSchedule",
}


def read_dag(dag: Any, functions: Any) -> dict[str, Any]:
    defaults = {key: value for key, value in (dag.default_args or {}).items()}
    tasks = [read_task(task, dag, functions, defaults) for task in in_order(dag)]
    return {
        "id": dag.dag_id,
        "title": dag.dag_display_name if dag.dag_display_name != dag.dag_id else None,
        "summary": dag.description,
        "documentation": dag.doc_md,
        "schedule": read_schedule(dag.timetable),
        "start": read_start(dag),
        "end": dag.end_date.date().isoformat() if dag.end_date else None,
        "catchup": bool(dag.catchup),
        "runs": dag.max_active_runs,
        "tasks_at_once": dag.max_active_tasks,
        "timeout": int(dag.dagrun_timeout.total_seconds())
        if dag.dagrun_timeout
        else None,
        "tags": sorted(dag.tags or []),
        "native": bool(dag.render_template_as_native_obj),
        "owner": str(defaults.get("owner", "airflow")),
        "params": [read_param(name, dag, functions) for name in dag.params],
        "defaults": {
            name: described(value, functions)
            for name, value in sorted(defaults.items())
            if name not in ("owner", "start_date")
        },
        "tasks": tasks,
        "groups": read_groups(dag, functions),
        "labels": [
            [start, end, info["label"]]
            for start, ends in (dag.edge_info or {}).items()
            for end, info in ends.items()
            if info.get("label")
        ],
    }


def read_start(dag: Any) -> list[Any] | None:
    """The day, the time and the seconds of the first moment, in the schedule's zone."""
    if dag.start_date is None:
        return None
    zone = getattr(dag.timetable, "timezone", getattr(dag.timetable, "_timezone", None))
    if not isinstance(zone, datetime.tzinfo):
        zone = datetime.timezone.utc
    start = dag.start_date.astimezone(zone)
    return [start.date().isoformat(), start.strftime("%H:%M"), start.second]


def in_order(dag: Any) -> list[Any]:
    """Those whose results others take come before them."""
    order: list[Any] = []
    seen: set[str] = set()

    def visit(task: Any) -> None:
        if task.task_id in seen:
            return
        seen.add(task.task_id)
        for before in sorted(task.upstream_task_ids):
            visit(dag.task_dict[before])
        order.append(task)

    for task in dag.tasks:
        visit(task)
    return order


def read_schedule(timetable: Any) -> list[Any]:
    kind = type(timetable).__name__
    if kind == "NullTimetable":
        return ["manual"]
    if kind == "OnceTimetable":
        return ["once"]
    if kind == "ContinuousTimetable":
        return ["continuous"]
    expression = getattr(timetable, "expression", getattr(timetable, "_expression", ""))
    zone = str(getattr(timetable, "timezone", getattr(timetable, "_timezone", "UTC")))
    zone = getattr(getattr(timetable, "timezone", None), "name", zone)
    if kind == "CronDataIntervalTimetable":
        return ["cron", str(expression), zone, "interval"]
    if kind == "CronTriggerTimetable":
        return ["cron", str(expression), zone, "instant"]
    if kind == "CronPartitionTimetable":
        key, offset = timetable.key_format, timetable.run_offset
        return ["partitions by time", str(expression), zone, key, offset]
    if kind == "PartitionedAssetTimetable":
        mappers = {
            getattr(asset, "name", ""): read_mapper(mapper)
            for asset, mapper in timetable.partition_mapper_config.items()
        }
        usual = read_mapper(timetable.default_partition_mapper)
        condition = read_condition(timetable.asset_condition)
        every = [[name, mappers.get(name, usual)] for name in assets_in(condition)]
        return ["partitions", condition, sorted(every)]
    if kind == "PartitionedAtRuntime":
        return ["partitions at runtime"]
    condition = getattr(timetable, "asset_condition", None)
    if condition is None:
        condition = getattr(timetable, "dataset_condition", None)
    if condition is not None and kind in UPDATES:
        times = getattr(timetable, "timetable", None)
        return ["updates", read_condition(condition), times and read_schedule(times)]
    delta = getattr(timetable, "delta", getattr(timetable, "_delta", None))
    if hasattr(delta, "total_seconds"):
        window = "interval" if "Interval" in kind else "instant"
        return ["every", int(delta.total_seconds()), window]
    return ["unknown", kind]


def assets_in(condition: list[Any]) -> list[str]:
    if condition[0] == "asset":
        return [condition[1]]
    if condition[0] not in ("all", "any"):
        return []
    return [name for part in condition[1] for name in assets_in(part)]


def read_mapper(mapper: Any) -> list[Any]:
    """What becomes of the key of a partition."""
    limit = getattr(mapper, "max_downstream_keys", None)
    read = read_unlimited(mapper)
    return read if limit is None else ["limited", read, limit]


def read_window(window: Any) -> list[Any]:
    """A piece of the calendar and whether it ends with the key, or keys by name."""
    kind = type(window).__name__
    if kind == "SegmentWindow":
        return ["keys", sorted(window._segments)]
    trailing = getattr(window.direction, "name", "") == "BACKWARD"
    return [kind[: -len("Window")].lower(), trailing]


def read_wait(policy: Any) -> int | None:
    """How many parts are enough: nil for all, negative for all but so many."""
    return getattr(policy, "n", getattr(policy, "_n", None))


def read_unlimited(mapper: Any) -> list[Any]:
    kind = type(mapper).__name__
    if kind == "RollupMapper":
        before, window = read_mapper(mapper.upstream_mapper), read_window(mapper.window)
        wait = read_wait(mapper.wait_policy)
        if before[0] == "start" and before[1] == window[0] and not window[1]:
            return ["gathered", before[1], before[2], wait, before[3]]
        if before[0] == "fixed" and window[0] == "keys":
            return ["gathered keys", window[1], before[1], wait]
    if kind == "FixedKeyMapper":
        return ["fixed", mapper.downstream_key]
    if kind == "FanOutMapper":
        before, window = read_mapper(mapper.upstream_mapper), read_window(mapper.window)
        after = mapper.downstream_mapper
        usual = type(mapper).default_downstream_mapper_by_window_name
        if before == ["same"] and window[0] == "keys":
            return ["spread keys", window[1]]
        if (
            before[0] == "start"
            and before[1] == window[0]
            and usual.get(type(mapper.window).__name__) is type(after)
        ):
            return ["spread", before[1], before[2], window[1], before[3]]
    if kind == "ChainMapper":
        return ["chain", [read_mapper(each) for each in mapper.mappers]]
    if kind == "IdentityMapper":
        return ["same"]
    if kind.startswith("StartOf") and mapper.output_format in (
        None,
        getattr(mapper, "default_output_format", None),
    ):
        zone = getattr(mapper._timezone, "name", str(mapper._timezone))
        period = kind[len("StartOf") : -len("Mapper")].lower()
        return ["start", period, zone, mapper.input_format]
    if kind == "AllowedKeyMapper":
        return ["only", sorted(mapper.allowed_keys)]
    if kind == "ProductMapper" and mapper.delimiter == "|":
        return ["product", [read_mapper(each) for each in mapper.mappers]]
    return ["unknown", kind]


def read_condition(condition: Any) -> list[Any]:
    """Assets, or some of which all or any must have been updated."""
    kind = type(condition).__name__
    for word in ("All", "Any"):
        if kind in (f"Asset{word}", f"Dataset{word}"):
            parts = getattr(condition, "objects", None) or condition.assets
            return [word.lower(), [read_condition(part) for part in parts]]
    return described_object(condition, None)


def json_keys(value: Any) -> Any:
    """The same with keys as JSON, in which a schema is written, has them."""
    if not isinstance(value, dict):
        return value
    return {
        key if isinstance(key, str) else json.dumps(key): json_keys(each)
        for key, each in value.items()
    }


def read_param(name: str, dag: Any, functions: Any) -> dict[str, Any]:
    param = dag.params.get_param(name)
    value = param.value
    missing = type(value).__name__ in UNSET
    return {
        "name": name,
        "description": param.description,
        "schema": described(json_keys(dict(param.schema or {})), functions),
        "default": None if missing else described(value, functions),
    }


def read_items(group: Any, functions: Any) -> list[Any] | None:
    """What a group is repeated for: each argument of its function with its list."""
    expansion = getattr(group, "_expand_input", None)
    if expansion is None:
        return None
    if type(expansion).__name__ == "ListOfDictsExpandInput":
        return ["rows", described(expansion.value, functions)]
    return [
        "lists",
        [[name, described(each, functions)] for name, each in expansion.value.items()],
    ]


def read_groups(dag: Any, functions: Any) -> list[dict[str, Any]]:
    root = dag.task_group

    def children(group: Any) -> list[dict[str, Any]]:
        found = []
        for each in group.children.values():
            if hasattr(each, "children"):
                found.append(
                    {
                        "group": each.label,
                        "path": each.group_id,
                        "tooltip": each.tooltip or "",
                        "plain": type(each).__name__
                        in ("TaskGroup", "MappedTaskGroup"),
                        "mapped": read_items(each, functions),
                        "children": children(each),
                    }
                )
            else:
                found.append({"task": plain_id(each.task_id)})
        return found

    return children(root)


def read_task(
    task: Any, dag: Any, functions: Any, defaults: dict[str, Any]
) -> dict[str, Any]:
    mapped = hasattr(task, "partial_kwargs")
    kind = task.operator_class if mapped else type(task)
    given = dict(
        task.partial_kwargs
        if mapped
        else getattr(task, "_BaseOperator__init_kwargs", {})
    )
    unsaid = partial_defaults() if mapped else {}
    fixed = getattr(kind, "FIXED_ARGS", ())
    calls = called_function(task, given)
    arguments = {
        name: described(as_said(name, value), functions)
        for name, value in given.items()
        if name not in SILENT
        and name not in fixed
        and not (name in unsaid and unsaid[name] == value)
        and name != "python_callable"
        and not is_default(name, value, defaults)
        and not (name == "params" and is_of_dag(value, dag))
        and type(value).__name__ not in UNSET
        and not (mapped and (value is None or value == "default_pool"))
        and not (name in ("inlets", "outlets") and not value)
        # They are on by themselves, and say nothing where there is no address.
        and not (name.startswith("email_on_") and (not value or not given.get("email")))
    }
    read = {
        "id": own_id(task),
        "path": plain_id(task.task_id),
        "class": functions.path(kind) or f"{kind.__module__}.{kind.__qualname__}",
        "upstream": sorted(map(plain_id, task.upstream_task_ids)),
        "rule": str(getattr(task.trigger_rule, "value", task.trigger_rule)),
        "arguments": {name: value for name, value in arguments.items() if name != RULE},
        "setup": bool(getattr(task, "is_setup", False)),
        "teardown": bool(getattr(task, "is_teardown", False)),
        "fails_run": bool(getattr(task, "on_failure_fail_dagrun", False)),
        "templates": sorted(getattr(task, "template_fields", ())),
    }
    if calls is not None:
        read["call"] = read_call(calls, given, functions)
    if mapped:
        read["mapped"] = read_mapping(task, functions)
    return read


# Seconds, where a number stands for them.
SPANS = ("retry_delay", "max_retry_delay", "execution_timeout")


def as_said(name: str, value: Any) -> Any:
    """A value in the form in which somebody says it."""
    if name == "params":
        return value.dump() if hasattr(value, "dump") else dict(value)
    if name in SPANS and isinstance(value, (int, float)):
        return datetime.timedelta(seconds=value)
    return value


def partial_defaults() -> dict[str, Any]:
    """What Airflow itself gives a mapped task of which nobody has said more."""
    try:
        from airflow.sdk.bases.operator import OPERATOR_DEFAULTS
    except ImportError:
        from airflow.models.baseoperator import _PARTIAL_DEFAULTS

        return _PARTIAL_DEFAULTS
    return OPERATOR_DEFAULTS


def plain_id(text: str) -> str:
    """Without what a member of an enumeration has beside its text."""
    return str.__str__(text)


def own_id(task: Any) -> str:
    """Without the groups around it; what people are shown is another name."""
    group = getattr(task, "task_group", None)
    prefix = getattr(group, "group_id", None) or getattr(group, "node_id", None)
    path = plain_id(task.task_id)
    return path.removeprefix(f"{prefix}.") if prefix else path


def called_function(task: Any, given: dict[str, Any]) -> Any:
    return given.get("python_callable") or getattr(task, "python_callable", None)


def read_call(function: Any, given: dict[str, Any], functions: Any) -> dict[str, Any]:
    """The arguments by their names, of which Airflow takes some by their place."""
    names = list(getattr(getattr(function, "__code__", None), "co_varnames", ()))
    positional = dict(zip(names, given.get("op_args") or (), strict=False))
    return {
        "own": functions.take(function),
        "path": functions.path(function),
        "arguments": {
            name: described(value, functions)
            for name, value in {**positional, **(given.get("op_kwargs") or {})}.items()
        },
    }


def read_mapping(task: Any, functions: Any) -> dict[str, Any]:
    expansion = task._get_specified_expand_input()
    value = expansion.value
    rows = type(expansion).__name__ == "ListOfDictsExpandInput"
    if not rows and list(value) == ["op_kwargs"]:
        value = by_argument(value["op_kwargs"]) or value
    name = getattr(task, "_op_kwargs", None) and getattr(
        task, "_expand_input_attr", None
    )
    return {
        "rows": rows,
        "function": getattr(task, "_expand_input_attr", "") == "op_kwargs_expand_input"
        or name == "op_kwargs_expand_input",
        "items": described(value, functions)
        if rows
        else [[key, described(each, functions)] for key, each in value.items()],
    }


def by_argument(calls: Any) -> dict[str, Any] | None:
    """The one argument that the calls of a function differ in, and its values."""
    if type(calls).__name__ == "MapXComArg":
        # What makes a call of an item that nobody has seen before says where it goes.
        item = object()
        try:
            call = calls.callables[0](item) if len(calls.callables) == 1 else None
        except Exception:  # noqa: BLE001
            return None
        if isinstance(call, dict) and [*call.values()] == [item]:
            return dict.fromkeys(call, calls.arg)
        return None
    if not isinstance(calls, (list, tuple)) or not calls:
        return None
    if not all(isinstance(call, dict) and len(call) == 1 for call in calls):
        return None
    names = {name for call in calls for name in call}
    if len(names) > 1:
        return None
    (name,) = names
    return {name: [call[name] for call in calls]}


def is_default(name: str, value: Any, defaults: dict[str, Any]) -> bool:
    if name in defaults and defaults[name] == value:
        return True
    return name == "multiple_outputs" and not value


def is_of_dag(params: Any, dag: Any) -> bool:
    """Whether a task has no other params than its DAG."""
    if not params:
        return True
    own, common = (
        {name: repr(each.get_param(name).value) for name in each}
        for each in (params, dag.params)
    )
    return own == common
