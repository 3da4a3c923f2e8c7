"""Executes state machines with JSONata, as Step Functions does, without any service.

What tasks answer is given. Source of the rules: https://states-language.net and the
pages of AWS that it leads to.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from jsonata import jsonata

#: What Step Functions does not hand to `States.ALL`.
UNCAUGHT = {"States.Runtime", "States.DataLimitExceeded"}
#: Bytes of a state's input, output or result.
LONGEST_PAYLOAD = 262_144
EXPRESSION = re.compile(r"^\{%(.*)%\}$", re.DOTALL)
DYNAMODB = re.compile(r"^arn:aws:states:::dynamodb:(\w+)$")
parsed: dict[str, Any] = {}


class StateError(Exception):
    def __init__(self, error: str, cause: str = "") -> None:
        super().__init__(f"{error}: {cause}")
        self.error, self.cause = error, cause


@dataclass
class Execution:
    """One run of a machine."""

    machine: dict[str, Any]
    #: By state, what each try answers: `{"Return": …}` or `{"Throw": {"Error": …}}`;
    #: the last one repeats itself.
    answers: dict[str, list[dict[str, Any]]]
    given: Any
    name: str = "run"
    start_time: str = "2026-01-01T00:00:00Z"
    #: What DynamoDB answers to an action and its arguments, for states of which nobody
    #: says what they answer.
    table: Callable[[str, dict[str, Any]], Any] | None = None
    #: The names of states in the order in which they were entered, and their input.
    entered: list[tuple[str, Any]] = field(default_factory=list)
    #: Seconds that retries and waits would have taken.
    waits: list[float] = field(default_factory=list)
    #: Those of the machine's own level, as they were at the end.
    variables: dict[str, Any] = field(default_factory=dict)

    def run(self) -> dict[str, Any]:
        top = Variables(None)
        self.variables = top.own
        try:
            output = self.level(self.machine, self.given, top, {})
        except StateError as error:
            return {"status": "FAILED", "error": error.error, "cause": error.cause}
        return {"status": "SUCCEEDED", "output": output}

    def level(
        self,
        level: dict[str, Any],
        given: Any,
        variables: Variables,
        context: dict[str, Any],
    ) -> Any:
        name = level["StartAt"]
        while True:
            state = level["States"][name]
            self.entered.append((name, given))
            given, following = StateRun(
                self, name, state, given, variables, context
            ).run()
            if following is None:
                return given
            name = following


class Variables:
    """Variables of a level, which sees those around it and sets none of them."""

    def __init__(self, outer: Variables | None) -> None:
        self.outer, self.own = outer, dict[str, Any]()

    def all(self) -> dict[str, Any]:
        return {**(self.outer.all() if self.outer else {}), **self.own}

    def assign(self, values: dict[str, Any]) -> None:
        for name in values:
            if self.outer and name in self.outer.all():
                raise StateError(
                    "States.Runtime", f"{name} is a variable of the level around"
                )
        self.own.update(values)


class StateRun:
    def __init__(
        self,
        execution: Execution,
        name: str,
        state: dict[str, Any],
        given: Any,
        variables: Variables,
        context: dict[str, Any],
    ) -> None:
        self.execution, self.name, self.state, self.given = (
            execution,
            name,
            state,
            given,
        )
        self.variables, self.context, self.retries = variables, context, 0

    def run(self) -> tuple[Any, str | None]:
        kind = self.state["Type"]
        if kind == "Choice":
            return self.choose()
        if kind == "Succeed":
            return self.output(self.state, self.given, {}), None
        if kind == "Fail":
            raise StateError(
                self.evaluated(self.state.get("Error", ""), {}),
                self.evaluated(self.state.get("Cause", ""), {}),
            )
        if kind == "Wait":
            self.wait()
            return self.leave(self.given)
        if kind == "Pass":
            return self.leave(self.state.get("Output", self.given))
        return self.work()

    def leave(self, result: Any) -> tuple[Any, str | None]:
        extra = {"result": result}
        output = self.output(self.state, result, extra)
        self.assign(self.state, extra)
        return output, self.state.get("Next")

    def output(
        self, holder: dict[str, Any], fallback: Any, extra: dict[str, Any]
    ) -> Any:
        output = (
            self.evaluated(holder["Output"], extra) if "Output" in holder else fallback
        )
        if len(json.dumps(output, separators=(",", ":")).encode()) > LONGEST_PAYLOAD:
            raise StateError("States.DataLimitExceeded", self.name)
        return output

    def assign(self, holder: dict[str, Any], extra: dict[str, Any]) -> None:
        if "Assign" in holder:
            self.variables.assign(self.evaluated(holder["Assign"], extra))

    def choose(self) -> tuple[Any, str | None]:
        for rule in [*self.state["Choices"], self.state]:
            if rule is not self.state:
                matches = self.evaluated(rule["Condition"], {})
                if not isinstance(matches, bool):
                    raise StateError(
                        "States.QueryEvaluationError",
                        f"{self.name}: no truth value {matches!r}",
                    )
                if not matches:
                    continue
            self.assign(rule, {})
            following = rule["Default"] if rule is self.state else rule["Next"]
            return self.output(rule, self.given, {}), following
        raise AssertionError("the state itself is the last rule")

    def wait(self) -> None:
        if "Seconds" in self.state:
            self.execution.waits.append(
                float(self.evaluated(self.state["Seconds"], {}))
            )
        else:
            assert re.match(
                r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d",
                self.evaluated(self.state["Timestamp"], {}),
            )

    # Work that can fail

    def work(self) -> tuple[Any, str | None]:
        counts = [0] * len(self.state.get("Retry", []))
        while True:
            try:
                return self.leave(self.attempt())
            except StateError as error:
                if not self.retry(error, counts):
                    return self.catch(error)

    def attempt(self) -> Any:
        kind = self.state["Type"]
        if kind == "Task":
            return self.task()
        if kind == "Parallel":
            given = (
                self.evaluated(self.state["Arguments"], {})
                if "Arguments" in self.state
                else self.given
            )
            return [
                self.execution.level(
                    branch,
                    copy.deepcopy(given),
                    Variables(self.variables),
                    self.context,
                )
                for branch in self.state["Branches"]
            ]
        assert kind == "Map", kind
        items = self.evaluated(self.state["Items"], {})
        if not isinstance(items, list):
            raise StateError(
                "States.QueryEvaluationError", f"{self.name}: items are no list"
            )
        results = []
        for index, item in enumerate(items):
            context = {**self.context, "Map": {"Item": {"Index": index, "Value": item}}}
            inner = StateRun(
                self.execution,
                self.name,
                self.state,
                self.given,
                self.variables,
                context,
            )
            given = (
                inner.evaluated(self.state["ItemSelector"], {})
                if "ItemSelector" in self.state
                else item
            )
            processor = self.state["ItemProcessor"]
            results.append(
                self.execution.level(
                    processor, given, Variables(self.variables), context
                )
            )
        return results

    def task(self) -> Any:
        arguments = self.evaluated(self.state["Arguments"], {})
        table, found = self.execution.table, DYNAMODB.match(self.state["Resource"])
        if table and found and self.name not in self.execution.answers:
            return table(found[1], arguments)
        answers = self.execution.answers.get(self.name, [{"Return": {}}])
        answer = answers[min(self.retries, len(answers) - 1)]
        if "Lost" in answer and table and found:
            table(found[1], arguments)
            raise StateError(answer["Lost"]["Error"])
        if "Throw" in answer:
            raise StateError(answer["Throw"]["Error"], answer["Throw"].get("Cause", ""))
        return answer["Return"]

    def retry(self, error: StateError, counts: list[int]) -> bool:
        for index, retrier in enumerate(self.state.get("Retry", [])):
            if not matches(error.error, retrier["ErrorEquals"]):
                continue
            attempts = retrier.get("MaxAttempts", 3)
            if counts[index] >= attempts:
                return False
            wait = (
                retrier.get("IntervalSeconds", 1)
                * retrier.get("BackoffRate", 2.0) ** counts[index]
            )
            self.execution.waits.append(min(wait, retrier.get("MaxDelaySeconds", wait)))
            counts[index] += 1
            self.retries += 1
            return True
        return False

    def catch(self, error: StateError) -> tuple[Any, str | None]:
        for catcher in self.state.get("Catch", []):
            if matches(error.error, catcher["ErrorEquals"]):
                extra = {"errorOutput": {"Error": error.error, "Cause": error.cause}}
                output = self.output(catcher, extra["errorOutput"], extra)
                self.assign(catcher, extra)
                return output, catcher["Next"]
        raise error

    # Expressions

    def evaluated(self, value: Any, extra: dict[str, Any]) -> Any:
        if isinstance(value, dict):
            return {key: self.evaluated(item, extra) for key, item in value.items()}
        if isinstance(value, list):
            return [self.evaluated(item, extra) for item in value]
        if not isinstance(value, str) or not (found := EXPRESSION.match(value)):
            return value
        execution = self.execution
        context = {
            "Execution": {
                "Id": f"arn:aws:states:eu-central-1:1:execution:m:{execution.name}",
                "Name": execution.name,
                "Input": execution.given,
                "StartTime": execution.start_time,
            },
            "State": {"Name": self.name, "RetryCount": self.retries},
            "Task": {"Token": "token"},
            **self.context,
        }
        states = {"input": self.given, "context": context, **extra}
        return evaluate(found[1].strip(), {**self.variables.all(), "states": states})


def evaluate(text: str, variables: dict[str, Any]) -> Any:
    if text not in parsed:
        parsed[text] = jsonata.Jsonata(text)
        # A function of Step Functions that JSONata does not have.
        parsed[text].register_lambda("parse", json.loads)
    expression = parsed[text]
    frame = expression.create_frame()
    for name, value in variables.items():
        frame.bind(name, value)
    try:
        result = expression.evaluate(None, frame)
    except Exception as error:
        raise StateError(
            "States.QueryEvaluationError", f"{error} in {text[:200]}"
        ) from error
    if result is None and text != "null":
        raise StateError(
            "States.QueryEvaluationError", f"nothing comes of {text[:300]}"
        )
    return json.loads(json.dumps(result))


def matches(error: str, names: list[str]) -> bool:
    if error in names:
        return True
    if error in UNCAUGHT:
        return False
    return "States.ALL" in names or (
        "States.TaskFailed" in names and error != "States.Timeout"
    )
