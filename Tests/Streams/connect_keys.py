#!/usr/bin/env python3
"""Write the settings that Kafka's clients, Kafka Connect and Debezium know, as their jars say.

connect_keys.py        prints the table
connect_keys.py FILE   fails unless the file holds the same
"""

from __future__ import annotations

import sys
from pathlib import Path

import jars
import jpype


def tables() -> dict[str, set[str]]:
    jars.start()
    java = jpype.JClass
    topic = java("org.apache.kafka.common.config.TopicConfig")
    strings = java("java.lang.String").class_
    fields = [field for field in topic.class_.getFields() if field.getType() == strings]
    names = [(str(field.getName()), str(field.get(None))) for field in fields]
    source = java("org.apache.kafka.connect.runtime.SourceConnectorConfig").configDef()
    sink = java("org.apache.kafka.connect.runtime.SinkConnectorConfig").configDef()
    return {
        "postgres-source": keys(java("io.debezium.connector.postgresql.PostgresConnector")().config()),
        "connect-source": keys(source),
        "connect-sink": keys(sink),
        "producer": keys(java("org.apache.kafka.clients.producer.ProducerConfig").configDef()),
        "consumer": keys(java("org.apache.kafka.clients.consumer.ConsumerConfig").configDef()),
        "topic": {value for name, value in names if name.endswith("_CONFIG")},
    }


def keys(definition: jpype.JObject) -> set[str]:
    return {str(name) for name in definition.names()}


def main() -> None:
    text = "".join(f"{table},{key}\n" for table, keys in sorted(tables().items()) for key in sorted(keys))
    if len(sys.argv) == 1:
        sys.stdout.write(text)
        return
    if Path(sys.argv[1]).read_text() != text:
        sys.exit(f"{sys.argv[1]} does not say what the jars do: write it anew with Tests/Streams/connect_keys.py")


if __name__ == "__main__":
    main()
