"""The pipelines of `compiler-benchmark shell:PxB` as the other tools take them.

A block is ten tasks: two one after the other, four side by side, four one after the
other. Blocks follow each other.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path


def upstreams(tasks: int) -> dict[str, list[str]]:
    """The names of the tasks before each."""
    before: dict[str, list[int]] = {}
    for index in range(tasks):
        start, place = index - index % 10, index % 10
        if place == 0:
            above = [start - 1] if start else []
        elif place == 1 or place > 6:
            above = [index - 1]
        elif place == 6:
            above = list(range(start + 2, start + 6))
        else:
            above = [start + 1]
        before[f"task_{index:05}"] = above
    return {
        name: [f"task_{other:05}" for other in above] for name, above in before.items()
    }


def plain(folder: Path, number: int, tasks: int) -> None:
    """As a person writes it, with nothing that Airflow does anyway."""
    edges = [
        f"    {above[0] if len(above) == 1 else '[' + ', '.join(above) + ']'} >> {name}"
        for name, above in upstreams(tasks).items()
        if above
    ]
    operators = [
        f'    {name} = BashOperator(task_id="{name}", bash_command="echo {name[5:]}")'
        for name in upstreams(tasks)
    ]
    lines = [
        "import pendulum",
        "from airflow.providers.standard.operators.bash import BashOperator",
        "from airflow.sdk import DAG",
        "",
        "with DAG(",
        f'    dag_id="shell_{number:05}",',
        '    schedule="0 2 * * *",',
        '    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),',
        "    catchup=False,",
        '    default_args={"owner": "data-engineering"},',
        "):",
        *operators,
        *edges,
        "",
    ]
    (folder / f"shell_{number:05}.py").write_text("\n".join(lines))


def dag_factory(folder: Path, number: int, tasks: int) -> None:
    operator = "airflow.providers.standard.operators.bash.BashOperator"
    declared = [
        {
            "task_id": name,
            "operator": operator,
            "bash_command": f"echo {name[5:]}",
            "dependencies": above,
        }
        for name, above in upstreams(tasks).items()
    ]
    dag = {
        "default_args": {"owner": "data-engineering", "start_date": "2026-01-01"},
        "schedule": "0 2 * * *",
        "catchup": False,
        "tasks": declared,
    }
    # JSON is YAML; block style is what people write and what the parser is slower at.
    (folder / f"shell_{number:05}.yml").write_text(
        block_yaml({f"shell_{number:05}": dag})
    )


def gusty(folder: Path, number: int, tasks: int) -> None:
    """A folder with a file for each task."""
    dag = folder / f"shell_{number:05}"
    dag.mkdir()
    meta = {
        "owner": "data-engineering",
        "schedule": "0 2 * * *",
        "catchup": False,
        "default_args": {"start_date": "2026-01-01"},
    }
    (dag / "METADATA.yml").write_text(block_yaml(meta))
    operator = "airflow.providers.standard.operators.bash.BashOperator"
    for name, above in upstreams(tasks).items():
        task = {
            "operator": operator,
            "bash_command": f"echo {name[5:]}",
            "dependencies": above,
        }
        (dag / f"{name}.yml").write_text(block_yaml(task))


def boundary_layer(folder: Path, number: int, tasks: int) -> None:
    operators = [
        {
            "name": name,
            "type": "bash",
            "upstream_dependencies": above,
            "properties": {"bash_command": f"echo {name[5:]}"},
        }
        for name, above in upstreams(tasks).items()
    ]
    dag = {
        "name": f"shell_{number:05}",
        "dag_args": {"schedule_interval": "0 2 * * *", "catchup": False},
        "default_task_args": {"owner": "data-engineering", "start_date": "2026-01-01"},
        "operators": operators,
    }
    (folder / f"shell_{number:05}.yml").write_text(block_yaml(dag))


def write(
    tool: Callable[[Path, int, int], None], folder: Path, pipelines: int, tasks: int
) -> None:
    folder.mkdir(parents=True)
    for number in range(pipelines):
        tool(folder, number, tasks)


def block_yaml(value: object, indent: int = 0) -> str:
    """Block style YAML of dictionaries, lists and what JSON writes the same."""
    space = " " * indent
    text = ""
    if isinstance(value, dict):
        for key, item in value.items():
            text += f"{space}{key}:{nested(item, indent)}"
    elif isinstance(value, list):
        for item in value:
            body = (
                block_yaml(item, indent + 2)
                if isinstance(item, dict)
                else f"{' ' * (indent + 2)}{json.dumps(item)}\n"
            )
            text += f"{space}- {body[indent + 2 :]}"
    return text


def nested(item: object, indent: int) -> str:
    is_block = isinstance(item, dict | list) and item
    return f"\n{block_yaml(item, indent + 2)}" if is_block else f" {json.dumps(item)}\n"
