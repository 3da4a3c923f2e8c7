"""Run DAGs in one process, in which each operator tells what it has and calls nobody.

record_values.py FOLDER DATE DAG…
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

from run_dags import main


def step_arguments(task: Any) -> list[str]:
    return task.steps[0]["HadoopJarStep"]["Args"]


def job_arguments(task: Any) -> list[str]:
    return task.job_driver["sparkSubmit"]["entryPointArguments"]


def loaded(text: Any) -> Any:
    return json.loads(text) if isinstance(text, str) else text


PROVIDERS = "airflow.providers."

# For each class what an author gives it, by the names that the oracle has for it.
TOLD: dict[str, Callable[[Any], dict[str, Any]]] = {
    "slack.operators.slack_webhook.SlackWebhookOperator": lambda task: {
        "message": task.message
    },
    "smtp.operators.smtp.EmailOperator": lambda task: {
        "subject": task.subject,
        "html": task.html_content,
    },
    "common.sql.operators.sql.SQLExecuteQueryOperator": lambda task: {
        "parameters": task.parameters
    },
    "standard.operators.trigger_dagrun.TriggerDagRunOperator": lambda task: {
        "conf": task.conf
    },
    "http.operators.http.HttpOperator": lambda task: request(task),
    "http.sensors.http.HttpSensor": lambda task: {"path": task.endpoint},
    "standard.sensors.filesystem.FileSensor": lambda task: {"path": task.filepath},
    "standard.sensors.bash.BashSensor": lambda task: {"command": task.bash_command},
    "amazon.aws.sensors.s3.S3KeySensor": lambda task: {"key": task.bucket_key},
    "amazon.aws.operators.lambda_function.LambdaInvokeFunctionOperator": lambda task: {
        "payload": json.loads(task.payload)
    },
    "amazon.aws.operators.step_function.StepFunctionStartExecutionOperator": (
        lambda task: {"input": loaded(task.state_machine_input)}
    ),
    "amazon.aws.operators.glue.GlueJobOperator": lambda task: task.script_args,
    "amazon.aws.operators.emr.EmrAddStepsOperator": lambda task: {
        "argument": step_arguments(task)[0]
    },
    "amazon.aws.operators.emr.EmrServerlessStartJobOperator": lambda task: {
        "argument": job_arguments(task)[0]
    },
    "cncf.kubernetes.operators.pod.KubernetesPodOperator": lambda task: pod(task),
}

# Operators that decide by a function, and some by a value of the author's.
DECIDING = ("BranchPythonOperator", "ShortCircuitOperator")


def request(task: Any) -> dict[str, Any]:
    headers = {
        name: value for name, value in task.headers.items() if name != "Content-Type"
    }
    if headers:
        return headers
    if isinstance(task.data, str):
        return {"json": json.loads(task.data)}
    # The service gets each field of a form as a text, whatever it is here.
    fields = {name: str(value) for name, value in (task.data or {}).items()}
    return fields or {"path": task.endpoint}


def pod(task: Any) -> dict[str, Any]:
    if task.arguments:
        return {"argument": task.arguments[0]}
    return {variable.name: variable.value for variable in task.env_vars}


def plain(value: Any) -> Any:
    """What Airflow reads bit by bit is a list, all else that is no JSON its class."""
    if isinstance(value, Sequence):
        return list(value)
    return f"<{type(value).__name__}>"


def write(context: Any, told: dict[str, Any]) -> None:
    ti = context["ti"]
    text = json.dumps(told, default=plain, ensure_ascii=False, sort_keys=True)
    with open(os.environ["NOTES"], "a", encoding="utf-8") as notes:
        notes.write(f"{ti.dag_id} {ti.task_id} {ti.map_index} {text}\n")


def tells(read: Callable[[Any], dict[str, Any]]) -> Callable[[Any, Any], None]:
    return lambda task, context: write(context, read(task))


def tell_or(execute: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def tell(task: Any, context: Any) -> Any:
        if not task.op_args:
            return execute(task, context)
        return write(context, {"value": task.op_args[0]})

    return tell


def record() -> None:
    for path, read in TOLD.items():
        module, name = (PROVIDERS + path).rsplit(".", 1)
        getattr(importlib.import_module(module), name).execute = tells(read)
    python = importlib.import_module(PROVIDERS + "standard.operators.python")
    for name in DECIDING:
        operator = getattr(python, name)
        operator.execute = tell_or(operator.execute)


if __name__ == "__main__":
    record()
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
