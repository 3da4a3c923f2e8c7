"""Runs state machines by the interpreter beside this file and, where asked to, by moto.

run_machines.py CASES.json    cases: [{"name", "run", "machine", "answers", "input",
                              "moto", "table"}]

Prints a list of how each went: {"name", "interpreter": …, "moto": …}.
"""

from __future__ import annotations

import json
import re
import sys
import time
from typing import Any
from unittest import mock

from interpreter import DYNAMODB, EXPRESSION, Execution, StateError
from jsonata import jsonata

ROLE = "arn:aws:iam::123456789012:role/machine"


def expressions(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [found for item in value.values() for found in expressions(item)]
    if isinstance(value, list):
        return [found for item in value for found in expressions(item)]
    found = EXPRESSION.match(value) if isinstance(value, str) else None
    return [found[1]] if found else []


def broken(machine: dict[str, Any]) -> list[str]:
    """What is no expression of JSONata."""
    found = []
    for text in expressions(machine):
        try:
            jsonata.Jsonata(text)
        except Exception as error:
            found.append(f"{error}: {text}")
    return found


def record(entered: list[tuple[str, Any]]) -> Any:
    """What the run knew of its tasks when it ended, by task and what of it."""
    flat = next(
        given
        for name, given in reversed(entered)
        if name in ("Run failed", "Run succeeded")
    )
    tasks: dict[str, dict[str, Any]] = {}
    for name, value in flat.items():
        task, _, key = name.partition(" ")
        tasks.setdefault(task, {})[key or "state"] = value
    return tasks


def interpreted(case: dict[str, Any], table: Table | None) -> dict[str, Any]:
    defaults = {
        name: tries
        for name, tries in default_answers(case["machine"]).items()
        if not (table and DYNAMODB.match(find(case["machine"], name)["Resource"]))
    }
    execution = Execution(
        case["machine"],
        {**defaults, **case["answers"]},
        case["input"],
        name=case["run"],
        table=table,
    )
    result = execution.run()
    ended = any(
        name in ("Run failed", "Run succeeded") for name, _ in execution.entered
    )
    return {
        "status": result["status"],
        "error": result.get("error"),
        "cause": result.get("cause"),
        "record": record(execution.entered) if ended else None,
        "entered": [name for name, _ in execution.entered],
        "waits": execution.waits,
        "run": execution.variables.get("run"),
        "broken": broken(case["machine"]),
    }


class Table:
    """DynamoDB in this process, by moto: its conditions decide, and not the test."""

    def __init__(self) -> None:
        import boto3
        from moto import mock_aws

        mock_aws().start()
        self.client = boto3.client(
            "dynamodb",
            region_name="eu-central-1",
            aws_access_key_id="x",
            aws_secret_access_key="x",
        )
        self.tables: set[str] = set()

    def __call__(self, action: str, arguments: dict[str, Any]) -> Any:
        name = arguments["TableName"]
        if name not in self.tables:
            self.tables.add(name)
            self.client.create_table(
                TableName=name,
                BillingMode="PAY_PER_REQUEST",
                AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
                KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            )
        method = re.sub(r"(?=[A-Z])", "_", action).lower()
        try:
            return getattr(self.client, method)(**arguments)
        except self.client.exceptions.ClientError as error:
            code = error.response["Error"]["Code"]
            raise StateError(f"DynamoDB.{code}", str(error)) from error


def find(level: dict[str, Any], name: str) -> dict[str, Any]:
    """The state of that name, at any level."""
    states = level["States"]
    if name in states:
        return states[name]
    inner = [
        branch
        for state in states.values()
        for branch in [*state.get("Branches", []), state.get("ItemProcessor")]
        if branch
    ]
    return next((found for branch in inner if (found := find(branch, name))), {})


class Moto:
    """A moto in this process, with the interpreter's JSONata and given answers."""

    def __init__(self) -> None:
        import boto3
        from moto import mock_aws
        from moto.stepfunctions.parser.asl.jsonata import jsonata as engine
        from moto.stepfunctions.parser.backend import execution as executions

        self.cases: dict[str, dict[str, Any]] = {}
        worker = executions.ExecutionWorker

        def answering(evaluation_details: Any, **others: Any) -> Any:
            name = evaluation_details.state_machine_details.name
            return worker(
                evaluation_details=evaluation_details,
                mock_test_case=self.answers(name),
                **others,
            )

        patches = [
            mock_aws(config={"stepfunctions": {"execute_state_machine": True}}),
            mock.patch.object(engine, "_eval_jsonata", evaluate_for_moto),
            mock.patch.object(executions, "ExecutionWorker", answering),
        ]
        for patch in patches:
            patch.start()
        self.client = boto3.client(
            "stepfunctions",
            region_name="eu-central-1",
            aws_access_key_id="x",
            aws_secret_access_key="x",
        )

    def answers(self, machine: str) -> Any:
        from moto.stepfunctions.parser.mocking import mock_config as model

        responses = []
        for state, tries in self.cases[machine].items():
            given = []
            for index, answer in enumerate(tries):
                if "Throw" in answer:
                    error = answer["Throw"]
                    given.append(
                        model.MockedResponseThrow(
                            index, index, error["Error"], error.get("Cause", "")
                        )
                    )
                else:
                    given.append(
                        model.MockedResponseReturn(index, index, answer["Return"])
                    )
            responses.append(model.StateMockedResponses(state, state, given))
        return model.MockTestCase(machine, machine, responses)

    def run(self, case: dict[str, Any]) -> dict[str, Any]:
        name = case["name"]
        self.cases[name] = {**default_answers(case["machine"]), **case["answers"]}
        arn = self.client.create_state_machine(
            name=name, definition=json.dumps(case["machine"]), roleArn=ROLE
        )["stateMachineArn"]
        execution = self.client.start_execution(
            stateMachineArn=arn, input=json.dumps(case["input"]), name="run"
        )["executionArn"]
        deadline = time.monotonic() + 120
        while (seen := self.client.describe_execution(executionArn=execution))[
            "status"
        ] == "RUNNING":
            if time.monotonic() > deadline:
                return {"status": "LATE"}
            time.sleep(0.02)
        entered = self.entered(execution)
        ended = any(name in ("Run failed", "Run succeeded") for name, _ in entered)
        return {
            "status": seen["status"],
            "error": seen.get("error"),
            "cause": seen.get("cause"),
            "record": record(entered) if ended else None,
        }

    def entered(self, execution: str) -> list[tuple[str, Any]]:
        found = []
        for page in self.client.get_paginator("get_execution_history").paginate(
            executionArn=execution
        ):
            for event in page["events"]:
                if details := event.get("stateEnteredEventDetails"):
                    found.append(
                        (details["name"], json.loads(details.get("input", "null")))
                    )
        return found


def evaluate_for_moto(text: str) -> Any:
    result = jsonata.Jsonata(text).evaluate(None)
    return json.loads(json.dumps(result))


def default_answers(level: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """What a task answers of which nobody says anything."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name, state in level["States"].items():
        if state["Type"] == "Task":
            # Only who takes one of several places asks which one it got.
            place = {"Attributes": {"id": {"S": "place"}}}
            asks = "ReturnValues" in state["Arguments"]
            answer: dict[str, Any] = place if asks else {}
            if state["Resource"].endswith("ssm:getParameters"):
                names = state["Arguments"]["Names"]
                answer = {
                    "Parameters": [{"Name": n, "Value": f"of {n}"} for n in names]
                }
            found[name] = [{"Return": answer}]
        for branch in [
            *state.get("Branches", []),
            *([state["ItemProcessor"]] if "ItemProcessor" in state else []),
        ]:
            found.update(default_answers(branch))
    return found


def main() -> None:
    with open(sys.argv[1], encoding="utf-8") as file:
        cases = json.load(file)
    moto = Moto() if any(case.get("moto") for case in cases) else None
    table = Table() if any(case.get("table") for case in cases) else None
    results = []
    for case in cases:
        own = table if case.get("table") else None
        result = {"name": case["name"], "interpreter": interpreted(case, own)}
        if moto and case.get("moto"):
            result["moto"] = moto.run(case)
        results.append(result)
    json.dump(results, sys.stdout)


if __name__ == "__main__":
    main()
