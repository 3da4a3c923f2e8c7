#!/usr/bin/env python3
"""Ask Debezium, Kafka Connect and Kafka's clients what they have against the emitted connector.

validate.py FOLDER    of one stream
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import jars
import jpype


def main() -> None:
    settings = connector(Path(sys.argv[1]) / "connect/source.json")
    jars.start(settings=["-Dlog4j2.level=OFF", "-Dorg.slf4j.simpleLogger.defaultLogLevel=off"])
    problems = fields(settings) + connect(settings) + producer(settings)
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)


def connector(file: Path) -> dict[str, str]:
    said = json.loads(file.read_text())
    return {**said["config"], "name": said["name"]}


def java_map(values: dict[str, str]) -> jpype.JObject:
    made = jpype.JClass("java.util.HashMap")()
    for key, value in values.items():
        made.put(key, value)
    return made


def fields(settings: dict[str, str]) -> list[str]:
    """What Debezium says of each of its own fields, without a database."""
    made = jpype.JClass("io.debezium.config.Configuration").from_(java_map(settings))
    own = jpype.JClass("io.debezium.connector.postgresql.PostgresConnectorConfig").ALL_FIELDS
    results = made.validate(own)
    return [
        f"{entry.getKey()}: {', '.join(str(error) for error in entry.getValue().errorMessages())}"
        for entry in results.entrySet()
        if not entry.getValue().errorMessages().isEmpty()
    ]


def connect(settings: dict[str, str]) -> list[str]:
    """What Kafka Connect says of the settings of every source, groups of topics included."""
    java = jpype.JClass
    plugins = java("org.apache.kafka.connect.runtime.isolation.Plugins")(java_map({"plugin.discovery": "service_load"}))
    try:
        java("org.apache.kafka.connect.runtime.SourceConnectorConfig")(plugins, java_map(settings), True)
    except jpype.JException as problem:
        return [str(problem)]
    return []


def producer(settings: dict[str, str]) -> list[str]:
    prefix = "producer.override."
    own = {key.removeprefix(prefix): value for key, value in settings.items() if key.startswith(prefix)}
    bytes_serializer = "org.apache.kafka.common.serialization.ByteArraySerializer"
    own |= {
        "bootstrap.servers": "127.0.0.1:1",
        "key.serializer": bytes_serializer,
        "value.serializer": bytes_serializer,
    }
    try:
        jpype.JClass("org.apache.kafka.clients.producer.KafkaProducer")(java_map(own)).close()
    except jpype.JException as problem:
        return [str(problem.getCause() or problem)]
    return []


if __name__ == "__main__":
    main()
