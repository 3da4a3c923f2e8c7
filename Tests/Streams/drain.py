"""Writes what is in a topic to files that Spark reads, each named after its first message.

drain.py BROKER TOPIC FOLDER

It can be killed at any time: a file is renamed into place, and the last ones say where to go on.
"""

from __future__ import annotations

import base64
import json
import sys
import time
from pathlib import Path

from confluent_kafka import Consumer, TopicPartition


def main() -> None:
    broker, topic, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    consumer = Consumer(
        {"bootstrap.servers": broker, "group.id": "drain", "enable.auto.commit": False, "auto.offset.reset": "earliest"}
    )
    partitions = sorted(consumer.list_topics(topic, 10).topics[topic].partitions)
    consumer.assign([TopicPartition(topic, number, start(folder, number)) for number in partitions])
    while True:
        found: dict[int, list[str]] = {}
        for message in consumer.consume(2000, 0.3):
            if message.error():
                continue
            line = {
                "topic": topic,
                "partition": message.partition(),
                "offset": message.offset(),
                "key": text(message.key()),
                "value": text(message.value()),
            }
            found.setdefault(message.partition(), []).append(json.dumps(line))
        for number, lines in found.items():
            first, last = (json.loads(line)["offset"] for line in (lines[0], lines[-1]))
            hidden = folder / f".{number}"
            hidden.write_text("\n".join(lines) + "\n")
            hidden.rename(folder / f"{number}-{first:012}-{last:012}.json")
        if not found:
            time.sleep(0.1)


def text(value: bytes | None) -> str | None:
    return None if value is None else base64.b64encode(value).decode()


def start(folder: Path, partition: int) -> int:
    ends = [int(file.stem.split("-")[2]) for file in folder.glob(f"{partition}-*.json")]
    return max(ends, default=-1) + 1


if __name__ == "__main__":
    main()
