"""A worker of Kafka Connect, with Kafka Connect's own code and without its REST interface.

worker.py PROPERTIES CONNECTOR…

Runs connectors as their JSON says, until it is killed. Prints a line of JSON whenever the state of one changes.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import jars
import jpype


def main() -> None:
    silence = Path(sys.argv[1]).with_suffix(".log4j2")
    silence.write_text("rootLogger.level=OFF\n")
    jars.start("256m", [f"-Dlog4j2.configurationFile={silence}"])
    herder = start(properties(Path(sys.argv[1])))
    names = []
    for file in sys.argv[2:]:
        connector = json.loads(Path(file).read_text())
        put(herder, connector["name"], connector["config"])
        names.append(connector["name"])
    watch(herder, names)


def properties(file: Path) -> dict[str, str]:
    lines = [line for line in file.read_text().splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


def java_map(values: dict[str, str]) -> jpype.JObject:
    made = jpype.JClass("java.util.HashMap")()
    for key, value in values.items():
        made.put(key, value)
    return made


def start(settings: dict[str, str]) -> jpype.JObject:
    runtime = "org.apache.kafka.connect.runtime"
    settings_map = java_map(settings)
    plugins = jpype.JClass(f"{runtime}.isolation.Plugins")(settings_map)
    config = jpype.JClass(f"{runtime}.standalone.StandaloneConfig")(settings_map)
    converter = plugins.newInternalConverter(
        True, "org.apache.kafka.connect.json.JsonConverter", java_map({"schemas.enable": "false"})
    )
    store = jpype.JClass("org.apache.kafka.connect.storage.FileOffsetBackingStore")(converter)
    store.configure(config)
    policy = jpype.JClass("org.apache.kafka.connect.connector.policy.AllConnectorClientConfigOverridePolicy")()
    clock = jpype.JClass("org.apache.kafka.common.utils.Time").SYSTEM
    worker = jpype.JClass(f"{runtime}.Worker")("worker", clock, plugins, config, store, policy)
    herder = jpype.JClass(f"{runtime}.standalone.StandaloneHerder")(worker, "cluster", policy)
    herder.start()
    return herder


class Answer:
    """What Connect calls when it has done what it was asked for."""

    def __init__(self) -> None:
        self.error = None
        self.result = None
        self.done = False

    def onCompletion(self, error, result) -> None:  # noqa: N802 (the name is Java's)
        self.error, self.result, self.done = error, result, True


def put(herder: jpype.JObject, name: str, config: dict[str, str]) -> None:
    answer = Answer()
    callback = jpype.JProxy("org.apache.kafka.connect.util.Callback", inst=answer)
    herder.putConnectorConfig(name, java_map({**config, "name": name}), True, callback)
    while not answer.done:
        time.sleep(0.05)
    if answer.error is not None:
        raise SystemExit(f"{name}: {answer.error}")


def restart(herder: jpype.JObject, name: str, task: int) -> None:
    """What the runbook of a failed task asks for, and Strimzi does by itself."""
    answer = Answer()
    callback = jpype.JProxy("org.apache.kafka.connect.util.Callback", inst=answer)
    herder.restartTask(jpype.JClass("org.apache.kafka.connect.util.ConnectorTaskId")(name, task), callback)
    time.sleep(1)


def watch(herder: jpype.JObject, names: list[str]) -> None:
    shown: dict[str, object] = {}
    while True:
        for name in names:
            try:
                info = herder.connectorStatus(name)
            except jpype.JException:
                continue
            tasks = [{"state": str(task.state()), "trace": str(task.trace() or "")[:4000]} for task in info.tasks()]
            state = {"connector": name, "state": str(info.connector().state()), "tasks": tasks}
            if shown.get(name) != state:
                shown[name] = state
                print(json.dumps(state), flush=True)
            for task in info.tasks():
                if str(task.state()) == "FAILED":
                    restart(herder, name, int(task.id()))
        time.sleep(0.2)


if __name__ == "__main__":
    main()
