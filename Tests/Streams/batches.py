#!/usr/bin/env python3
"""The emitted job on Spark, with batches that are not as they should be, and a batch that never ends.

batches.py FOLDER    has the files that dagc emits for the stream `shop` of the tests

Gateway and ClickHouse are sockets of this process that keep what they are sent. Messages that cannot be read are told
at once, a query that has finished no batch tells no progress, many partitions become few inserts, and a database that
counts its log anew is refused until it is declared as restored.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Callable
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

import spark_side
from capture import Scene, statements, wait
from left_alone import NOW, messages
from pyspark import cloudpickle
from pyspark.sql import SparkSession

GARBAGE = [b"not json", b"{}", b'{"op": "c"}', b"[1, 2]"]
HOUR = 3_600_000_000


class Sink:
    """Keeps the bodies of the requests that come, by the path of each."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, str]] = []
        sink = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:  # noqa: N802 (the name is the library's)
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                sink.requests.append((urllib.parse.unquote(self.path), body))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *words: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def last(self, metric: str) -> float | None:
        """The value that was pushed last."""
        for path, body in reversed(self.requests):
            for line in body.splitlines():
                if "dagc_stream" in path and line.startswith(f"{metric} "):
                    return float(line.split()[1])
        return None


class Trial:
    def __init__(self, scene: Scene) -> None:
        self.scene, self.gateway, self.clickhouse = scene, Sink(), Sink()
        # Processes of Python that Spark starts have these as they were then.
        os.environ |= {"CLICKHOUSE_URL": self.clickhouse.url, "CLICKHOUSE_USER": "u", "CLICKHOUSE_PASSWORD": "p"}
        self.spark: SparkSession = spark_side.session(str(scene.folder / "warehouse"))
        self.module: ModuleType = spark_side.load(str(scene.folder / "emitted/streams/stream_job.py"))
        self.module.REPORT_SECONDS = 1
        # Where it is the program itself, executors are sent its functions.
        cloudpickle.register_pickle_by_value(self.module)
        for statement in statements(scene.stream / "lake/orders.sql"):
            self.spark.sql(statement)
        job = self.module.Specification.read(str(scene.stream / "jobs/orders.json"))
        self.job = replace(job, gateway=self.gateway.url, speed=None)

    def lake(self) -> dict[int, tuple[str, int]]:
        rows = self.spark.table(self.job.lake["table"]).collect()
        return {row["order_id"]: (str(row["amount"]), row["_version"]) for row in rows}


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="batches-", dir="/tmp") as folder:
        trial = Trial(Scene(Path(sys.argv[1]), Path(folder)))
        for part in (garbage, few_inserts, restored, never_done):
            part(trial)
            print(f"{part.__name__}: as it must be", flush=True)


def must(holds: bool, what: str, found: object = "") -> None:
    if not holds:
        raise SystemExit(f"{what}: {found}")


def garbage(trial: Trial) -> None:
    """Each message that cannot be read is counted, and told before the batch is done."""
    good = messages(trial.spark, [("c", 1, 1, "1.00", "note")], 0)
    bad = [("orders", 0, 10 + n, bytearray(b"key"), bytearray(value)) for n, value in enumerate(GARBAGE)]
    account = trial.module.Account()
    trial.module.apply(good.unionByName(trial.spark.createDataFrame(bad, good.schema)), trial.job, account)
    letters, taken = (trial.gateway.last(f"dagc_stream_{name}_total") for name in ("dead_letters", "messages"))
    must((letters, taken) == (4, 5), "letters and messages that were told", (letters, taken))
    must(trial.spark.table(trial.job.dead_letters).count() == 4, "letters that were kept")
    must(trial.lake() == {1: ("1.00", 1)}, "the lake", trial.lake())


def few_inserts(trial: Trial) -> None:
    """As many as run at once, and not one for each partition of a shuffle."""
    job = replace(trial.job, lake=None, speed={"table": "speed.orders", "engine": "clickhouse"})
    trial.spark.conf.set("spark.sql.shuffle.partitions", "40")
    trial.spark.conf.set("spark.sql.adaptive.enabled", "false")
    rows = [("c", key, key, "1.00", None) for key in range(100, 300)]
    trial.module.apply(messages(trial.spark, rows, 0), job, trial.module.Account())
    trial.spark.conf.set("spark.sql.shuffle.partitions", "1")
    requests = trial.clickhouse.requests
    inserted = sum(body.count("\n") + 1 for _, body in requests)
    must(inserted == 200, "rows that were inserted", inserted)
    must(len(requests) <= 2, "inserts on two processors", len(requests))


def restored(trial: Trial) -> None:
    """Changes of a restored database are refused, and taken once it is said when that was."""

    def play(rows: list[tuple], job: object, offset: int) -> None:
        # Each in a process of its own, as after a start.
        trial.module.apply(messages(trial.spark, rows, offset), job, trial.module.Account())

    play([("u", 1, 5000, "2.00", None), ("c", 2, 5001, "2.00", None)], trial.job, 100)
    # A message that comes again, and one of a transaction that took long.
    play([("u", 1, 5000, "2.00", None), ("c", 3, 4000, "2.00", None)], trial.job, 200)
    must(trial.gateway.last("dagc_stream_source_rewound") is None, "a refusal of what is right")
    snapshot = [("r", 1, 40, "3.00", None), ("c", 4, 41, "3.00", None)]
    later = messages(trial.spark, snapshot, 300, HOUR)
    before = trial.lake()
    try:
        trial.module.apply(later, trial.job, trial.module.Account())
    except RuntimeError as problem:
        print(problem)
    else:
        raise SystemExit("changes of a restored database are taken")
    must(trial.gateway.last("dagc_stream_source_rewound") == 1, "the refusal was not told")
    must(trial.lake() == before, "the lake after the refusal", trial.lake())
    declared = replace(trial.job, restored=((NOW + HOUR // 2),))
    trial.module.apply(later, declared, trial.module.Account())
    epoch = trial.module.EPOCH
    found = trial.lake()
    must(found[1] == ("3.00", 40 + epoch) and found[4] == ("3.00", 41 + epoch), "the lake", found)
    # What is read again of the old one is still the old.
    play([("u", 1, 5000, "2.00", None)], declared, 400)
    must(trial.lake() == found, "the lake after an old message", trial.lake())


def never_done(trial: Trial) -> None:
    """A query that fails in its first batch again and again has not come on; one that does its batches has."""
    trial.module.kafka = spark_side.messages(str(trial.scene.messages))
    message = {"topic": "orders", "partition": 0, "offset": 1, "key": None, "value": "bm8="}
    (trial.scene.messages / "one.json").write_text(json.dumps(message) + "\n")
    real = trial.module.keep_dead_letters

    def fails(*_: object) -> None:
        time.sleep(4)
        raise RuntimeError("a write that takes long and fails")

    trial.gateway.requests.clear()
    trial.module.keep_dead_letters = fails
    job = replace(trial.job, seconds=1)
    for _ in range(2):
        account = trial.module.Account()
        query = trial.module.start(trial.spark, job, account)
        must(ends_badly(lambda q=query, a=account: trial.module.watch(q, job, a)), "the query has not failed")
    must(len(trial.gateway.requests) > 2, "reports", len(trial.gateway.requests))
    for metric in ("dagc_stream_last_progress_timestamp_seconds", "dagc_stream_running"):
        must(trial.gateway.last(metric) is None, f"{metric} without a batch that is done")
    trial.module.keep_dead_letters = real
    account = trial.module.Account()
    query = trial.module.start(trial.spark, job, account)
    threading.Thread(target=trial.module.watch, args=(query, job, account), daemon=True).start()
    wait(lambda: trial.gateway.last("dagc_stream_running") == 1, "progress")
    first = trial.gateway.last("dagc_stream_last_progress_timestamp_seconds") or 0
    wait(lambda: (trial.gateway.last("dagc_stream_last_progress_timestamp_seconds") or 0) > first, "idle progress")
    query.stop()


def ends_badly(work: Callable[[], None]) -> bool:
    try:
        work()
    except Exception as problem:
        return "takes long and fails" in str(problem)
    return False


if __name__ == "__main__":
    main()
