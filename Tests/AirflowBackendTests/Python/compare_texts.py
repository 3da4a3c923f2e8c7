"""Hold what Airflow makes of random texts against what it makes of plain marks.

compare_texts.py VARIANTS

VARIANTS is a JSON list of {"plain": FOLDER, "folder": FOLDER, "texts": {MARK: TEXT}}.
Both folders are the compiler's output for the same pipelines. All that a task is given
is compared after Airflow has rendered it, and all that the job specifications say: each
must be what the plain one is, with the texts in place of the marks.
"""

from __future__ import annotations

import json
import logging
import re
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import CodeType, FunctionType, SimpleNamespace
from typing import Any

import yaml
from inspect_tasks import read

MARK = re.compile("@[a-z0-9-]+@")
START = datetime(2026, 1, 31, 2, tzinfo=UTC)


class Named:
    """Stands for a variable or a connection: it is its own name."""

    def __init__(self, name: str = "") -> None:
        self.name = name

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return Named(name)

    def get_uri(self) -> str:
        return f"uri://{self.name}"

    def __str__(self) -> str:
        return self.name


def context(dag: Any, task: Any, index: int) -> dict[str, Any]:
    run = SimpleNamespace(
        conf={},
        run_id="run",
        dag_id=dag.dag_id,
        get_task_instance=lambda name: SimpleNamespace(state=f"state of {name}"),
    )
    instance = SimpleNamespace(
        task=task,
        map_index=index,
        task_id=task.task_id,
        dag_id=dag.dag_id,
        run_id="run",
        xcom_pull=lambda task_ids: f"result of {task_ids}",
        get_task_states=lambda **_: {"run": {}},
    )
    return {
        "dag": dag,
        "dag_run": run,
        "task": task,
        "ti": instance,
        "task_instance": instance,
        "run_id": "run",
        "logical_date": START,
        "data_interval_start": START,
        "data_interval_end": START + timedelta(days=1),
        "params": {name: param.value for name, param in dag.params.items()},
        "var": SimpleNamespace(value=Named()),
        "conn": Named(),
    }


def plain(value: Any) -> Any:
    """A value as lists, dictionaries, texts and numbers."""
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    if isinstance(value, FunctionType):
        return plain_code(value.__code__)
    if hasattr(value, "to_dict"):
        return plain(value.to_dict())
    if isinstance(value, (datetime, timedelta)) or not hasattr(value, "__dict__"):
        return str(value)
    if type(value).__module__.startswith("airflow.providers"):
        return plain(vars(value))
    return type(value).__qualname__


def plain_code(code: CodeType) -> list[Any]:
    return [
        plain_code(value) if isinstance(value, CodeType) else plain(value)
        for value in code.co_consts
        # Where the lambda stands is no text of the pipeline.
        if not (isinstance(value, str) and "<lambda>" in value)
    ]


def of_an_item(task: Any) -> Callable[[Any], dict[str, Any]] | None:
    """What a mapped task makes of the item of another task."""
    if not hasattr(task, "partial_kwargs"):
        return None
    value = task._get_specified_expand_input().value
    if hasattr(value, "callables"):
        return value.callables[0]
    if isinstance(value, Mapping):
        name, given = next(iter(value.items()))
        if hasattr(given, "callables"):
            return lambda item: {name: given.callables[0](item)}
    return None


def indexes(task: Any) -> Iterator[int]:
    """The instances of a mapped task over a literal; -1 for any other task."""
    if not hasattr(task, "partial_kwargs"):
        yield 0 if task.task_group.__class__.__name__ == "MappedTaskGroup" else -1
        return
    if of_an_item(task):
        yield 0
        return
    value = task._get_specified_expand_input().value
    lists = value if isinstance(value, list) else next(iter(value.values()))
    yield from range(len(lists))


def rendered(dag: Any, task: Any, index: int) -> dict[str, Any]:
    values = context(dag, task, index)
    arguments = of_an_item(task)
    if arguments:
        item = arguments("{{ item }}")
        if hasattr(task._get_specified_expand_input().value, "callables"):
            # Of what comes of the item of another task, Airflow renders the lists and
            # dictionaries in a row of `expand_kwargs`, and nothing else.
            item = {
                name: task.render_template(value, values)
                if isinstance(value, (list, dict))
                else value
                for name, value in item.items()
            }
        given = {name: task.partial_kwargs.get(name) for name in task.template_fields}
        return {
            name: plain(task.render_template(value, values))
            for name, value in given.items()
        } | item
    task.render_template_fields(values)
    # A mapped task has put its instance there.
    instance = values["ti"].task
    given = getattr(instance, "_BaseOperator__init_kwargs", {})
    result = {
        name: plain(value)
        for name, value in given.items()
        if name not in ("dag", "task_group")
    }
    for name in instance.template_fields:
        if name in result:
            result[name] = plain(getattr(instance, name))
    if hasattr(instance, "serialized_params"):
        result["form"] = plain(instance.serialized_params)
    if hasattr(instance, "build_pod_request_obj"):
        pod = instance.build_pod_request_obj(dry_run=True)
        result["pod"] = plain(pod.to_dict()["spec"])
    for name in [name for name in result if name.startswith("on_")]:
        result[name] = [notified(call, values) for call in given[name] or []]
    for name in ("doc_md", "task_display_name", "map_index_template"):
        text = getattr(instance, name, None)
        template = name == "map_index_template" and isinstance(text, str)
        result[name] = (
            dag.get_template_env().from_string(text).render(values)
            if template
            else plain(text)
        )
    return result


def notified(call: Any, values: dict[str, Any]) -> Any:
    # One notifier may stand in several tasks, and rendering changes it.
    call = copy(call)
    call.render_template_fields(values)
    return {name: plain(getattr(call, name)) for name in call.template_fields}


def described(dag: Any) -> dict[str, Any]:
    values = context(dag, dag.tasks[0], -1)
    return {
        "description": dag.description,
        "display name": dag.dag_display_name,
        "tags": sorted(dag.tags),
        "params": {
            name: {"schema": plain(param.schema), "value": plain(param.value)}
            | {"description": param.description}
            for name, param in dag.params.items()
        },
        "labels": plain(dag.edge_info),
        "groups": {
            name: group.tooltip
            for name, group in dag.task_group.get_task_group_dict().items()
            if name
        },
        "failed": [notified(call, values) for call in dag.on_failure_callback or []],
        "succeeded": [notified(call, values) for call in dag.on_success_callback or []],
    }


def everything(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = {}
    bag = read(str(folder / "airflow/dags"))
    if bag.import_errors:
        sys.exit(f"{folder.name}: {bag.import_errors}")
    for dag in bag.dags.values():
        dag.template_searchpath = [str(folder)]
        found[dag.dag_id] = described(dag)
        for task in dag.tasks:
            for index in indexes(task):
                place = f"{dag.dag_id}.{task.task_id}[{index}]"
                try:
                    found[place] = rendered(dag, task, index)
                except Exception as error:
                    found[place] = f"cannot be rendered: {error!r}"
    for kind in ("quality", "reconciliation", "sql"):
        for file in sorted((folder / kind).rglob("*.json")):
            found[str(file.relative_to(folder))] = json.loads(file.read_text("utf-8"))
    for file in sorted((folder / "dbt").rglob("*.yml")):
        found[str(file.relative_to(folder))] = yaml.safe_load(file.read_text("utf-8"))
    return found


class Comparison:
    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts
        self.compared: set[str] = set()
        self.problems: list[str] = []

    def said(self, value: str) -> str:
        self.compared.update(MARK.findall(value))
        return MARK.sub(lambda found: self.texts[found[0]], value)

    def quoted(self, expected: str) -> re.Pattern[str]:
        """The text with variables of items as the quotes around them ask for."""
        forms = r"""(?:"\\$\1"|'"\\$\1"'|\\$\\{\1\\})"""
        escaped = re.escape(self.said(expected))
        return re.compile(re.sub(r'"\\\$(ITEM\w*)"', forms, escaped), re.DOTALL)

    def hold(self, place: str, expected: Any, found: Any) -> None:
        """Note each value of `found` that is not the expected one with its texts."""
        if isinstance(expected, str) and isinstance(found, str):
            if not self.agree(expected, found):
                wanted = self.said(expected)
                self.problems.append(
                    f"{place}\n  said  {wanted[:300]!r}\n  found {found[:300]!r}"
                )
        elif isinstance(expected, dict) and isinstance(found, dict):
            named = {self.said(str(key)): value for key, value in expected.items()}
            if sorted(named) != sorted(map(str, found)):
                self.problems.append(
                    f"{place}\n  keys  {list(named)}\n  found {list(found)}"
                )
            for (key, value), other in zip(
                expected.items(), found.values(), strict=False
            ):
                self.hold(f"{place}.{key}", value, other)
        elif isinstance(expected, list) and isinstance(found, list):
            if len(expected) != len(found):
                self.problems.append(f"{place}: {len(found)} for {len(expected)}")
            for index, (value, other) in enumerate(zip(expected, found, strict=False)):
                self.hold(f"{place}[{index}]", value, other)
        elif expected != found:
            self.problems.append(f"{place}\n  said  {expected!r}\n  found {found!r}")

    def agree(self, expected: str, found: str) -> bool:
        """Equal as it stands, or as the JSON, the YAML or the command that it is."""
        if found == self.said(expected) or self.quoted(expected).fullmatch(found):
            return True
        for decoded in (json.loads, yaml.safe_load):
            try:
                document, other = decoded(expected), decoded(found)
            except (ValueError, yaml.YAMLError):
                continue
            if isinstance(document, (dict, list)):
                inner = Comparison(self.texts)
                inner.hold("", document, other)
                if not inner.problems:
                    self.compared |= inner.compared
                    return True
        try:
            words = [self.said(word) for word in shlex.split(expected)]
            return words == shlex.split(found)
        except ValueError:
            return False


def main() -> None:
    logging.disable(logging.ERROR)
    read_once: dict[str, Any] = {}
    problems: list[str] = []
    compared = 0
    for number, variant in enumerate(json.loads(Path(sys.argv[1]).read_text("utf-8"))):
        marked = variant["plain"]
        if marked not in read_once:
            read_once[marked] = everything(Path(marked))
        comparison = Comparison(variant["texts"])
        comparison.hold("", read_once[marked], everything(Path(variant["folder"])))
        unseen = sorted(variant["texts"].keys() - comparison.compared)
        problems += [f"variant {number} {problem}" for problem in comparison.problems]
        problems += [f"variant {number}: nobody gets {mark}" for mark in unseen]
        compared += len(comparison.compared)
    print("\n".join(problems))
    print(f"{compared} texts compared, {len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
