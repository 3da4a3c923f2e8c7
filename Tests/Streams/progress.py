#!/usr/bin/env python3
"""The emitted job tells a Pushgateway how far it has come.

progress.py FOLDER    has the files that dagc emits for the stream `shop` of the tests

Spark without messages, and Debian's Pushgateway: at first it is away, and the job goes on.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from dataclasses import replace
from pathlib import Path

import spark_side
from capture import Scene, free_port, statements


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="progress-", dir="/tmp") as folder:
        scene = Scene(Path(sys.argv[1]), Path(folder))
        spark = spark_side.session(str(scene.folder / "warehouse"))
        module = spark_side.load(str(scene.folder / "emitted/streams/stream_job.py"))
        module.kafka = spark_side.messages(str(scene.messages))
        module.REPORT_SECONDS = 2
        for statement in statements(scene.stream / "lake/orders.sql"):
            spark.sql(statement)
        port = free_port()
        job = module.Specification.read(str(scene.stream / "jobs/orders.json"))
        job = replace(job, gateway=f"http://127.0.0.1:{port}")
        account = module.Account()
        query = module.start(spark, job, account)
        watcher = threading.Thread(target=module.watch, args=(query, job, account), daemon=True)
        watcher.start()
        time.sleep(6)
        gateway = subprocess.Popen(["prometheus-pushgateway", f"--web.listen-address=127.0.0.1:{port}"])
        try:
            first = progress_after(0, port)
            progress_after(first, port)
        finally:
            gateway.terminate()
            gateway.wait()
        if not watcher.is_alive():
            raise SystemExit("the job has not borne a gateway that was away")
        query.stop()


def progress_after(time_before: float, port: int) -> float:
    end = time.monotonic() + 60
    found = None
    while time.monotonic() < end:
        time.sleep(1)
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
                text = answer.read().decode()
        except OSError:
            continue
        found = re.search(
            r'^dagc_stream_last_progress_timestamp_seconds\{[^}]*query="shop_orders"[^}]*\} (\S+)$', text, re.MULTILINE
        )
        running = re.search(r'^dagc_stream_running\{[^}]*query="shop_orders"[^}]*\} 1$', text, re.MULTILINE)
        if found and running and float(found[1]) > time_before:
            print(found[0])
            return float(found[1])
    raise SystemExit(f"no progress after {time_before}: {found and found[0]}")


if __name__ == "__main__":
    main()
