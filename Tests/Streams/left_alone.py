#!/usr/bin/env python3
"""The emitted job on Spark, with changes that leave a long text alone.

left_alone.py FOLDER    has the files that dagc emits for the stream `shop` of the tests

Such a change has a placeholder for the text. Each batch is done twice, as after a crash. In the end both layers must
have the text of the version before, and a row of which nobody has it must lie with the dead letters, once.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

import spark_side
from capture import Scene, speed_rows, statements
from pyspark.sql import DataFrame, SparkSession

# Not so long ago that the speed layer has forgotten it.
NOW = int(time.time() * 1_000_000)
LEFT = "__debezium_unavailable_value"

# Of each change: operation, key, place in the log, amount, note.
BATCHES = [
    [("c", 1, 1, "1.00", "a long note"), ("c", 2, 2, "1.00", "another"), ("c", 3, 3, "1.00", None)],
    [
        ("u", 1, 10, "2.00", LEFT),
        ("u", 2, 11, "2.00", "a new one"),
        ("u", 2, 12, "3.00", LEFT),
        ("u", 2, 13, "4.00", LEFT),
        ("u", 9, 14, "1.00", LEFT),
        ("d", 3, 15, None, None),
    ],
    [("c", 3, 20, "1.00", "back"), ("u", 3, 21, "2.00", LEFT), ("u", 2, 22, "5.00", None)],
    [("u", 2, 30, "6.00", LEFT)],
]
WANTED = {1: ("2.00", "a long note"), 2: ("6.00", ""), 3: ("2.00", "back")}


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="left-alone-", dir="/tmp") as folder:
        scene = Scene(Path(sys.argv[1]), Path(folder))
        scene.make_speed_layer()
        spark = spark_side.session(str(scene.folder / "warehouse"))
        module = spark_side.load(str(scene.folder / "emitted/streams/stream_job.py"))
        job = module.Specification.read(str(scene.stream / "jobs/orders.json"))
        for statement in statements(scene.stream / "lake/orders.sql"):
            spark.sql(statement)
        offset = 0
        account = module.Account()
        for changes in BATCHES:
            batch = messages(spark, changes, offset)
            offset += len(changes)
            module.apply(batch, job, account)
            module.apply(batch, job, account)
        check(scene, spark, job)


def messages(spark: SparkSession, changes: list[tuple], offset: int, later: int = 0) -> DataFrame:
    """Of changes that were made so many microseconds later."""
    rows = []
    for number, (operation, key, lsn, amount, note) in enumerate(changes):
        row = {
            "order_id": key,
            "customer_id": 1,
            "amount": amount,
            "note": note,
            "ordered_at": "2026-01-01T00:00:00Z",
        }
        gone = operation == "d"
        event = {
            "op": operation,
            "before": {"order_id": key} if gone else None,
            "after": None if gone else row,
            "source": {"lsn": lsn, "ts_us": NOW + later + lsn},
        }
        rows.append(("orders", 0, offset + number, bytearray(b"key"), bytearray(json.dumps(event).encode())))
    return spark.createDataFrame(rows, "topic string, partition int, offset bigint, key binary, value binary")


def check(scene: Scene, spark: SparkSession, job: object) -> None:
    table = spark.table(job.lake["table"]).where("not _removed").collect()
    lake = {row["order_id"]: (str(row["amount"]), row["note"] or "") for row in table}
    speed = {key: (str(amount), note) for key, (amount, note) in speed_rows(scene).items()}
    letters = [row["problem"] for row in spark.table(job.dead_letters).collect()]
    print(f"lake: {lake}\nspeed layer: {speed}\ndead letters: {letters}")
    if lake != WANTED or speed != WANTED or letters != ["was left without a value for note"]:
        raise SystemExit("not as it must be")


if __name__ == "__main__":
    main()
