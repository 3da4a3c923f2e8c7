"""Run a job that dagc compiled: a check of data or health, a reconciliation, statements, or a report.

    dagc_jobs quality   SPEC [--from TIME --to TIME] [where results go]
    dagc_jobs reconcile SPEC --from TIME --to TIME [--repair COMMAND] [where results go]
    dagc_jobs health | performance | alerts SPEC [where results go]
    dagc_jobs run       SPEC
    dagc_jobs report    --dag DAG --task TASK --of TASK... [--states JSON] [where ...]

SPEC is a JSON file that dagc wrote. TIME is ISO 8601 with a UTC offset; rows from the
first, included, to the second, excluded, are what a run is about.

Every run of a check, a reconciliation or a report writes its result, whatever the
outcome: see dagc_jobs.results. Where results go:

    --results FOLDER   default: results in $AIRFLOW_HOME, or in ~/airflow
    --address URL      where people reach that folder
    --gateway URL      a Prometheus Pushgateway
    --table SPEC       {"engine": ENGINE, "table": "NAME"}, a file
    --run ID --try N --instance N   which run it is

Lines for people come first, and the last line on stdout is one JSON object.

Exit status: 0 done; 1 the data is wrong: a rule of severity "error" does not hold, or
the layers differ too much, or a component is ill, a bound is not kept, an alert is
active; 2 the job could not be run; 71 it could not for lack of memory or disk; 75 it
could not reach its engine, and may later.

ENGINE is one of these; $NAME and ${NAME} in a path come from the environment:

    {"kind": "duckdb", "path": "$WAREHOUSE"}             read-only unless it must write
    {"kind": "duckdb", "files": {"raw_orders": {         a view over files, in memory:
        "path": "$LAKE/orders/*.jsonl"}}}                .jsonl .json .csv .parquet
    {"kind": "spark", "files": {…}}                      the same in Spark
    {"kind": "chdb", "path": "$SPEED"}                   ClickHouse inside the process
    {"kind": "fakesnow", "path": "$FOLDER", "database": "LAKE", "schema": "PUBLIC"}
    {"kind": "clickhouse" | "postgres" | "snowflake", "uri_environment": "NAME"}

The variable of "uri_environment" holds a connection, as a URI or as JSON. A job that ends
with another status than 0 leaves its last line in the file that $JOB_RESULT names, too.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from dagc_jobs.engines import RESOURCES, QueryFailed
from dagc_jobs.errors import CANNOT_RUN, DONE, JobError, first_line, redacted
from dagc_jobs.health import alerts, health, performance
from dagc_jobs.quality import quality
from dagc_jobs.reconcile import reconcile
from dagc_jobs.report import report
from dagc_jobs.results import Origin, Places, Result, replace_file, written
from dagc_jobs.statements import run
from dagc_jobs.values import UTC, Interval, instant, parsed_json

VERSION = 2

# What of a result is the value of the task for those after it.
HANDED_ON = (
    *("job", "status", "message", "dag_id", "task_id", "run_id", "from", "to"),
    *("score", "quarantined_rows", "window_count", "equal_windows", "worst_percent"),
    *("rows_speed", "rows_batch", "page"),
)


def loaded(path: str) -> Mapping[str, Any]:
    """A spec, of the version that this runner reads."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise JobError(f"cannot read the spec: {error}") from None
    specification = parsed_json(text, path)
    version = specification.get("version")
    if version != VERSION:
        raise JobError(f"{path} has version {version!r}, this runner reads version {VERSION}")
    return specification


def named(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name, value


def task_states(text: str) -> Mapping[str, str]:
    try:
        states = json.loads(text)
    except ValueError:
        states = None
    if not isinstance(states, dict):
        raise argparse.ArgumentTypeError(f"{text!r} is not a JSON object of states")
    return states


def parser() -> argparse.ArgumentParser:
    result = argparse.ArgumentParser(
        prog="dagc_jobs",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    jobs = result.add_subparsers(dest="job", required=True)
    for name in ("quality", "reconcile"):
        command = jobs.add_parser(name)
        command.add_argument("spec")
        # Checks of all rows need no interval, and runs about a partition have none.
        required = name == "reconcile"
        command.add_argument("--from", dest="start", type=instant, required=required)
        command.add_argument("--to", dest="end", type=instant, required=required)
        add_places(command)
    jobs.choices["reconcile"].add_argument("--repair", help="what clears the runs to be run again")
    for name in ("health", "performance", "alerts"):
        command = jobs.add_parser(name)
        command.add_argument("spec")
        add_places(command)
    jobs.add_parser("run").add_argument("spec")
    command = jobs.add_parser("report")
    command.add_argument("--dag", required=True)
    command.add_argument("--task", required=True)
    command.add_argument("--of", action="append", default=[], dest="sources")
    command.add_argument("--value", type=named, action="append", default=[])
    command.add_argument("--states", type=task_states, default={})
    add_places(command)
    return result


def add_places(command: argparse.ArgumentParser) -> None:
    command.add_argument("--results")
    command.add_argument("--address")
    command.add_argument("--gateway")
    command.add_argument("--table")
    command.add_argument("--run", default="manual")
    command.add_argument("--try", dest="attempt", type=int, default=1)
    command.add_argument("--instance", type=int)


def places(given: argparse.Namespace) -> Places:
    home = os.environ.get("AIRFLOW_HOME") or os.path.expanduser("~/airflow")
    folder = Path(given.results) if given.results else Path(home) / "results"
    table = None
    if given.table:
        table = parsed_json(Path(given.table).read_text(encoding="utf-8"), given.table)
    return Places(folder, given.gateway or None, table, given.address or None)


def origin(given: argparse.Namespace, specification: Mapping[str, Any]) -> Origin:
    dag = specification.get("pipeline") or getattr(given, "dag", None) or "unknown"
    task = specification.get("task") or getattr(given, "task", None) or "unknown"
    instance = given.instance if given.instance is not None and given.instance >= 0 else None
    return Origin(dag, task, given.run, given.attempt, instance)


def with_result(given: argparse.Namespace) -> int:
    """Runs a job and writes its result, whatever happens to it."""
    started = datetime.now(UTC)
    interval = Interval(getattr(given, "start", None), getattr(given, "end", None))
    specification: Mapping[str, Any] = {}
    try:
        if given.job != "report":
            specification = loaded(given.spec)
        here = places(given)
    except (JobError, OSError) as error:
        # Without a spec or its places nobody knows whose result it would be.
        print(f"dagc_jobs {given.job}: {redacted(str(error))}", file=sys.stderr)
        if given.job != "report" and not specification:
            specification = guessed(given.spec)
        here = places(argparse.Namespace(**{**vars(given), "table": None}))
        result = Result(given.job, origin(given, specification), interval, started)
        return finished(result, here, failed(result, error))
    result = Result(given.job, origin(given, specification), interval, started)
    work: dict[str, Callable[[], int]] = {
        "quality": lambda: quality(specification, interval, here, result),
        "reconcile": lambda: reconcile(specification, interval, here, result, given.repair),
        "health": lambda: health(specification, result),
        "performance": lambda: performance(specification, result),
        "alerts": lambda: alerts(specification, result),
        "report": lambda: report(given.sources, given.states, dict(given.value), here, result),
    }
    try:
        status = work[given.job]()
    except (KeyError, TypeError, AttributeError) as error:
        status = failed(result, JobError(f"the spec is malformed ({error!r}): compile it again"))
    except Exception as error:
        status = failed(result, error)
    return finished(result, here, status)


def guessed(path: str) -> Mapping[str, Any]:
    """Whose result it is when its spec cannot be read, by where the spec lies."""
    parts = Path(path).with_suffix("").parts
    return {"pipeline": parts[-2], "task": parts[-1]} if len(parts) > 1 else {}


def failed(result: Result, error: Exception) -> int:
    """Makes the result say that the job could not be run; the exit status."""
    status = error.status if isinstance(error, JobError) else CANNOT_RUN
    result.status = "error"
    result.message = (
        first_line(error) if isinstance(error, JobError) else f"{type(error).__name__}: {first_line(error)}"
    )
    result.fields["error"] = {"message": result.message, "exit_status": status}
    if isinstance(error, QueryFailed):
        print(redacted(error.sql), file=sys.stderr)
    return status


def finished(result: Result, here: Places, status: int) -> int:
    document = written(result, here)
    print_lines(document)
    if result.status == "error":
        print(f"dagc_jobs {result.job}: {redacted(result.message)}", file=sys.stderr)
    print(f"result: {document['page']}")
    short = {name: document[name] for name in HANDED_ON if name in document}
    if "tasks" in document:
        short["tasks"] = {task["task_id"]: task["status"] for task in document["tasks"]}
    value = redacted(json.dumps(short, default=str))
    if status != DONE:
        keep(value)
    sys.stdout.flush()
    print(value)
    return status


def keep(value: str) -> None:
    """Leaves the value of a task that fails where Airflow, which drops its output, is told to look for it."""
    path = os.environ.get("JOB_RESULT")
    if not path:
        return
    try:
        replace_file(Path(path), value)
    except OSError as error:
        print(f"dagc_jobs: the value of the task could not be kept: {first_line(error)}", file=sys.stderr)


def print_lines(document: Mapping[str, Any]) -> None:
    for rule in document.get("rules", []):
        print(redacted(f"{rule['status']:<8} {rule['name']}: {rule['message']}"))
    for finding in document.get("findings", []):
        print(redacted(f"{finding['status']:<8} {finding['kind']}: {finding['message']}"))
    for component in document.get("components", []):
        print(redacted(f"{component['status']:<8} {component['name']}: {component['message']}"))
    for task in document.get("tasks", []):
        print(redacted(f"{task['status']:<8} {task['task_id']}: {task['message']}"))
    plan = document.get("repair")
    if plan:
        print(f"repair: {plan['message']}")
        if plan.get("command"):
            print(f"  {plan['command']}")


def main(arguments: Sequence[str] | None = None) -> int:
    given = parser().parse_args(arguments)
    with RESOURCES:
        if given.job != "run":
            return with_result(given)
        try:
            return run(loaded(given.spec))
        except JobError as error:
            message, status = str(error), error.status
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            message, status = (
                f"the spec is malformed ({error!r}): compile it again",
                CANNOT_RUN,
            )
        sys.stdout.flush()
        print(f"dagc_jobs run: {redacted(message)}", file=sys.stderr)
        return status
