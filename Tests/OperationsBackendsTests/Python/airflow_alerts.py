"""Lets a real Airflow run pipelines, and waits for what people hear of its metrics.

airflow_alerts.py <generated folder> <Airflow's python>
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from base64 import urlsafe_b64encode
from contextlib import suppress
from functools import partial
from pathlib import Path

import statsd
from live_platform import Platform, free_port
from watch_platform import heard

# What a run does, and whether it succeeds.
DAGS = """
import pendulum
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

for name, command in (("capture_prices", "exit 1"), ("capture_orders", "true")):
    with DAG(name, schedule="@once", start_date=pendulum.datetime(2026, 1, 1)):
        BashOperator(task_id="work", bash_command=command)
"""


class StatsdExporter(threading.Thread):
    """Makes of Airflow's packets what the statsd exporter does of packets with tags."""

    def __init__(self, exporter):
        super().__init__(daemon=True)
        self.exporter, self.names = exporter, set()
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.port = free_port()
        self.socket.bind(("127.0.0.1", self.port))

    def run(self):
        while True:
            for line in self.socket.recv(65_536).decode().splitlines():
                self.take(*line.rsplit(":", 1))

    def take(self, name, sample):
        name, *tags = name.split(",")
        labels = dict(tag.split("=", 1) for tag in tags)
        value, kind = sample.split("|")[:2]
        name = name.replace(".", "_").replace("-", "_")
        self.names.add(name)
        if kind == "c":
            self.exporter.add("statsd-exporter", name, float(value), **labels)
        elif kind == "g":
            self.exporter.gauge("statsd-exporter", name, float(value), **labels)
        else:
            seconds = float(value) / 1000
            self.exporter.add("statsd-exporter", f"{name}_sum", seconds, **labels)
            self.exporter.add("statsd-exporter", f"{name}_count", 1, **labels)


def settings(generated):
    """What the emitted file says of metrics."""
    lines = (generated / "airflow/airflow.env").read_text().splitlines()
    pairs = (
        line.split("=", 1) for line in lines if line.startswith("AIRFLOW__METRICS")
    )
    return dict(pairs)


class Airflow:
    """A scheduler, a DAG processor and an API server of their own."""

    def __init__(self, generated, python, folder, statsd_port):
        self.python, self.home = python, Path(folder) / "airflow"
        (self.home / "dags").mkdir(parents=True)
        (self.home / "dags/runs.py").write_text(DAGS)
        # Airflow's environment has no client of statsd, and takes no other packages.
        packages = Path(folder) / "packages"
        shutil.copytree(Path(statsd.__file__).parent, packages / "statsd")
        self.port = free_port()
        here = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(packages),
            **settings(generated),
            "AIRFLOW_HOME": str(self.home),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW__CORE__DAGS_FOLDER": str(self.home / "dags"),
            "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
            "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{here}/execution/",
            "AIRFLOW__API__BASE_URL": here,
            # Components that start together would make up keys of their own.
            "AIRFLOW__CORE__FERNET_KEY": urlsafe_b64encode(b"loopback" * 4).decode(),
            "AIRFLOW__API_AUTH__JWT_SECRET": "loopback" * 8,
            # What a worker says late on a busy machine counts.
            "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": "900",
            "AIRFLOW__WORKERS__EXECUTION_API_TIMEOUT": "120",
            "AIRFLOW__SCHEDULER__ENABLE_HEALTH_CHECK": "False",
            "AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT": str(free_port()),
            "AIRFLOW__METRICS__STATSD_HOST": "127.0.0.1",
            "AIRFLOW__METRICS__STATSD_PORT": str(statsd_port),
        }
        self.log = (self.home / "airflow.log").open("w")
        self.processes = []

    def start(self):
        self.run("db", "migrate").wait(300)
        self.processes = [
            self.run("api-server", "--port", str(self.port), "--workers", "1"),
            self.run("dag-processor"),
            self.run("scheduler"),
        ]

    def run(self, *words):
        command = [self.python, "-m", "airflow", *words]
        # A group of its own, so that its children end with it.
        return subprocess.Popen(
            command,
            env=self.environment,
            cwd=self.home,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )

    def stop(self):
        for process in self.processes:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)


def ended(platform):
    """Whether both pipelines have ended, as the emitted rules see it."""
    counts = []
    for event, dag in (("failed", "capture_prices"), ("succeeded", "capture_orders")):
        series = f'pipeline:run_{event}:event{{pipeline="{dag}"}}'
        found = platform.query(f"sum_over_time({series}[10m])")
        counts += [int(sample["value"][1]) for sample in found]
    return counts == [1, 1]


def main():
    generated, python = Path(sys.argv[1]), sys.argv[2]
    with tempfile.TemporaryDirectory() as folder:
        platform = Platform(generated, Path(folder))
        platform.start()
        listener = StatsdExporter(platform.exporter)
        airflow = Airflow(generated, python, folder, listener.port)
        try:
            platform.is_well()
            listener.start()
            time.sleep(20)
            start = time.time()
            airflow.start()
            found = partial(
                heard, platform, "pagerduty", "PipelineFailed", start, False
            )
            platform.wait(found, 300, "the message of the failed run")
            platform.wait(partial(ended, platform), 120, "the end of both runs")
            wrong = platform.query(
                'pipeline:run_failed:event{pipeline="capture_orders"} > 0'
            )
            assert not wrong, wrong
            beats = {name for name in listener.names if name.endswith("heartbeat")}
            assert "airflow_scheduler_heartbeat" in beats, listener.names
            print(
                f"airflow\t{len(listener.names)} metrics\tthe failed run was told",
                flush=True,
            )
        except AssertionError:
            log = (airflow.home / "airflow.log").read_text()
            troubles = [line for line in log.splitlines() if "rror" in line]
            print(*troubles[-25:], sep="\n", file=sys.stderr)
            shown = platform.exporter.text("statsd-exporter").splitlines()
            print(
                *(line for line in shown if "dagrun" in line), sep="\n", file=sys.stderr
            )
            print(platform.firing(), platform.suppressed(), file=sys.stderr)
            raise
        finally:
            airflow.stop()
            platform.stop()


if __name__ == "__main__":
    main()
