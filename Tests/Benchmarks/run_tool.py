"""Run one tool over its declarations, and print what came out, as JSON.

run_tool.py MODE FOLDER [--warm]   --warm: 15 times more; the median in CPU seconds
run_tool.py hera PIPELINES TASKS
"""

from __future__ import annotations

import json
import resource
import runpy
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

Counts = tuple[int, int]


def dagbag(folder: Path) -> Counts:
    from airflow.dag_processing.dagbag import DagBag

    bag = DagBag(str(folder))
    assert not bag.import_errors, list(bag.import_errors.items())[:1]
    return len(bag.dags), sum(len(dag.tasks) for dag in bag.dags.values())


def module(folder: Path) -> Counts:
    """The files as Python runs them, and DAGs collected as a DagBag does it."""
    from airflow.sdk.definitions._internal.contextmanager import DagContext

    DagContext.current_autoregister_module_name = __name__
    for file in sorted(folder.glob("*.py")):
        runpy.run_path(str(file))
    dags = [dag for dag, _ in DagContext.autoregistered_dags]
    DagContext.autoregistered_dags.clear()
    return len(dags), sum(len(dag.tasks) for dag in dags)


def dag_factory(folder: Path) -> Counts:
    from airflow.sdk import DAG
    from dagfactory import load_yaml_dags

    names: dict[str, object] = {}
    load_yaml_dags(globals_dict=names, dags_folder=str(folder))
    dags = [value for value in names.values() if isinstance(value, DAG)]
    return len(dags), sum(len(dag.tasks) for dag in dags)


def gusty(folder: Path) -> Counts:
    from gusty import create_dag

    dags = [
        create_dag(str(path), latest_only=False)
        for path in sorted(folder.iterdir())
        if path.is_dir()
    ]
    return len(dags), sum(len(dag.tasks) for dag in dags)


def boundary_layer(folder: Path) -> Counts:
    from boundary_layer.builders import PrimaryDagBuilder
    from boundary_layer.workflow import Workflow

    files = sorted(folder.glob("*.yml"))
    tasks = 0
    for file in files:
        text = Workflow.load(str(file)).build_dag(PrimaryDagBuilder)
        tasks += text.count("BashOperator(")
    return len(files), tasks


def hera(pipelines: int, tasks: int) -> Counts:
    from hera.workflows import DAG, Container, Workflow
    from workloads import upstreams

    count = 0
    for number in range(pipelines):
        with Workflow(name=f"shell-{number}", entrypoint="flow") as workflow:
            echo = Container(
                name="echo",
                image="busybox",
                command=["echo"],
                args=["{{inputs.parameters.text}}"],
            )
            with DAG(name="flow"):
                made = {
                    name: echo(name=name.replace("_", "-"), arguments={"text": name})
                    for name in upstreams(tasks)
                }
                for name, above in upstreams(tasks).items():
                    for other in above:
                        made[other] >> made[name]
        workflow.to_yaml()
        count += len(made)
    return pipelines, count


def warm(run: Callable[[], Counts], rounds: int = 15) -> float:
    costs = []
    for _ in range(rounds):
        start = time.process_time()
        run()
        costs.append(time.process_time() - start)
    return median(costs)


def main(mode: str, *rest: str) -> None:
    tools: dict[str, Callable[[Path], Counts]] = {
        "dagbag": dagbag,
        "module": module,
        "dag-factory": dag_factory,
        "gusty": gusty,
        "boundary-layer": boundary_layer,
    }

    def run() -> Counts:
        return (
            hera(int(rest[0]), int(rest[1]))
            if mode == "hera"
            else tools[mode](Path(rest[0]))
        )

    pipelines, tasks = run()
    result: dict[str, float] = {"pipelines": pipelines, "tasks": tasks}
    if "--warm" in rest:
        result["warm"] = warm(run)
    result["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(result))


if __name__ == "__main__":
    main(*sys.argv[1:])
