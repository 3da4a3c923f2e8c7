"""Health, performance and alerts against real parts: some well, some broken."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import unittest
import urllib.error
import urllib.request
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from unittest import mock

import duckdb
from dagc_jobs.health import measured, newest
from layers import COLUMNS, Layers, Order

ALERTMANAGER = Path("/usr/bin/prometheus-alertmanager")
PROMETHEUS = Path("/usr/bin/prometheus")
BROKER = Path(os.environ.get("DAGC_KAFKA_BROKER", "/nowhere"))


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


class Checks(Layers):
    def connection(self, name: str, uri: str) -> str:
        variable = f"SECRET_CONNECTION_{name.upper()}"
        os.environ[variable] = uri
        self.addCleanup(os.environ.pop, variable, None)
        return variable

    def away(self) -> str:
        return self.connection("away", f"http://user:s3cret@127.0.0.1:{free_port()}")

    def started(self, program: Path | str, *arguments: str, port: int) -> None:
        process = subprocess.Popen(
            [str(program), *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder
        )
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            except OSError:
                self.assertIsNone(process.poll(), program)
                time.sleep(0.1)
        self.fail(f"{program} does not listen")

    def job(self, verb: str, status: int, **fields: Any) -> dict[str, dict[str, Any]]:
        self.result = self.run_job(verb, self.spec(**fields), status=status)
        return {component["name"]: component for component in self.result["components"]}


class Health(Checks):
    def test_every_component_is_looked_at_and_each_fault_is_named(self) -> None:
        answers = {
            "/well": (200, {"status": "UP"}),
            "/ill": (503, {}),
            "/down": (200, {"status": "DOWN"}),
            "/moved": (302, {}),
            "/words": (200, "well"),
        }

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, body = answers.get(self.path, (404, {}))
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", "/well")
                self.end_headers()
                self.wfile.write(json.dumps(body).encode())

            def log_message(self, *_: Any) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        here = self.connection("web", f"http://127.0.0.1:{server.server_port}")
        engine = self.fill_batch([])

        def http(name: str, **fields: Any) -> dict[str, Any]:
            return {"name": name, "kind": "http", "uri_environment": here, "path": f"/{name}", **fields}

        found = self.job(
            "health",
            1,
            components=[
                http("well", expects={"status": "UP"}),
                http("ill"),
                http("down", expects={"status": "UP"}),
                http("moved"),
                http("words", expects={"status": "UP"}),
                {"name": "away", "kind": "http", "uri_environment": self.away()},
                {"name": "open", "kind": "tcp", "uri_environment": here},
                {"name": "closed", "kind": "tcp", "uri_environment": self.away()},
                {"name": "engine", "kind": "sql", "engine": engine},
                {"name": "no file", "kind": "sql", "engine": {"kind": "duckdb", "path": "/nowhere.duckdb"}},
                {"name": "false", "kind": "sql", "engine": engine, "sql": ["select count(*) > 0 from orders"]},
            ],
        )
        well = {name for name, component in found.items() if component["status"] == "ok"}
        self.assertEqual(well, {"well", "open", "engine"})
        self.assertEqual(len(found), 11)
        self.assertIn("answers 503", found["ill"]["message"])
        self.assertIn('status "DOWN"', found["down"]["message"])
        self.assertIn("answers 302", found["moved"]["message"])
        self.assertIn("does not answer", found["away"]["message"])
        self.assertIn("3 of 11 components up", self.result["message"])
        self.assertNotIn("s3cret", json.dumps(self.result) + self.output + self.errors)
        metrics = (self.results / "metrics/p.t.prom").read_text()
        self.assertIn('dagc_health_component_up{dag_id="p",task_id="t",component="ill"} 0', metrics)
        self.assertIn('dagc_health_component_up{dag_id="p",task_id="t",component="well"} 1', metrics)

    def test_airflow_says_which_part_of_it_is_ill(self) -> None:
        parts = {"metadatabase": "healthy", "scheduler": "unhealthy", "triggerer": None, "dag_processor": "healthy"}
        folder = self.folder / "web"
        (folder / "api/v2/monitor").mkdir(parents=True)
        document = {name: {"status": status} for name, status in parts.items()}
        (folder / "api/v2/monitor/health").write_text(json.dumps(document))
        port = free_port()
        options = ["-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(folder)]
        self.started(sys.executable, *options, port=port)
        here = self.connection("airflow", f"http://127.0.0.1:{port}")
        component = {"name": "airflow", "kind": "airflow", "uri_environment": here}
        found = self.job("health", 1, components=[component])
        self.assertEqual(found["airflow"]["message"], "scheduler unhealthy, triggerer not running")
        self.job("health", 0, components=[{**component, "parts": ["metadatabase", "dag_processor"]}])

    def test_what_is_no_broker_is_told(self) -> None:
        port = free_port()
        self.started(sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", port=port)
        here = self.connection("bus", f"kafka://127.0.0.1:{port}")
        kafka = {"name": "bus", "kind": "kafka", "uri_environment": here, "seconds": 5}
        away = {**kafka, "name": "away", "uri_environment": self.away()}
        found = self.job("health", 1, components=[kafka, away])
        self.assertNotEqual(found["bus"]["status"], "ok")
        self.assertIn("does not answer", found["away"]["message"])

    @unittest.skipUnless(BROKER.exists(), "no Kafka broker: DAGC_KAFKA_BROKER names none")
    def test_a_broker_answers_for_its_topics_by_its_own_protocol(self) -> None:
        port = free_port()
        address = f"tcp://127.0.0.1:{port}"
        options = ["--listener-url", address, "--advertised-listener-url", address]
        self.started(BROKER, "broker", *options, "--storage-engine", "memory://tansu/", port=port)
        here = self.connection("bus", f"kafka://127.0.0.1:{port}")
        kafka = {"name": "bus", "kind": "kafka", "uri_environment": here, "seconds": 5}
        found = self.job("health", 0, components=[kafka])
        self.assertIn("1 broker", found["bus"]["message"])
        found = self.job("health", 1, components=[{**kafka, "topics": ["nowhere"], "brokers": 3}])
        self.assertIn("1 broker of 3", found["bus"]["message"])
        self.assertIn("topic nowhere is not there", found["bus"]["message"])


class Performance(Checks):
    def setUp(self) -> None:
        super().setUp()
        # Both sides of a lag are filled as of one time, however long that takes.
        self.now = datetime.now(timezone.utc).replace(microsecond=0)

    def side(self, name: str, *ages: float) -> dict[str, Any]:
        path = self.folder / f"{name}.duckdb"
        path.unlink(missing_ok=True)
        rows = [Order("o", "DE", None, self.now - timedelta(seconds=age)) for age in ages]
        self.fill_batch(rows)
        shutil.copy(self.folder / "batch.duckdb", path)
        table = {"name": "orders", "columns": COLUMNS}
        return {"engine": {"kind": "duckdb", "path": str(path)}, "table": table, "time": "ordered_at"}

    def lag(self, status: int, **fields: Any) -> dict[str, Any]:
        measure = {"name": "lag", "at_most": "300", "unit": "s", **fields}
        return self.job("performance", status, measures=[measure])["lag"]

    def test_a_lag_is_the_age_of_the_newest_row(self) -> None:
        self.assertEqual(self.lag(0, lag=self.side("own", 100, 5_000))["status"], "ok")
        self.assertIn("where at most 5 min is allowed", self.lag(1, lag=self.side("own", 400))["message"])

    def test_a_row_dated_in_the_future_hides_no_lag(self) -> None:
        found = self.lag(1, lag=self.side("own", 400, -86_400))
        self.assertIn("1 row dated in the future not counted", found["message"])

    def test_an_idle_source_makes_no_lag_and_a_busy_one_does(self) -> None:
        own = self.side("own", 40_000)
        self.assertEqual(self.lag(0, lag=own, source=self.side("source", 40_000))["value"], "0")
        self.lag(0, lag=own, source=self.side("source"))
        self.lag(1, lag=own, source=self.side("source", 10))
        self.lag(1, lag=self.side("empty"), source=self.side("source", 10))

    def test_numbers_keep_within_bounds_or_are_told(self) -> None:
        engine = {"kind": "duckdb", "path": str(self.folder / "numbers.duckdb")}
        with duckdb.connect(engine["path"]) as database:
            database.execute("create table n as select 0.07 as rate, 12 as throughput, null as nothing")

        def measure(name: str, **bounds: Any) -> dict[str, Any]:
            return {"name": name, "engine": engine, "sql": [f"select {name} from n"], **bounds}

        found = self.job(
            "performance",
            1,
            measures=[
                measure("rate", at_most="0.05"),
                measure("throughput", at_least="10", unit="/s"),
                measure("nothing", at_most="1"),
                measure("missing", at_most="1"),
            ],
        )
        statuses = {name: component["status"] for name, component in found.items()}
        expected = {"rate": "failed", "throughput": "ok", "nothing": "failed", "missing": "error"}
        self.assertEqual(statuses, expected)
        self.assertEqual(found["rate"]["message"], "0.07, where at most 0.05 is allowed")

    def test_each_bound_is_held_against_the_series_nearest_to_it(self) -> None:
        for text, bounds, status in (
            ("0 100", {"at_least": "50"}, "failed"),
            ("60 100", {"at_least": "50"}, "ok"),
            ("60 100", {"at_least": "50", "at_most": "90"}, "failed"),
            ("+Inf", {"at_most": "50", "unit": "s"}, "failed"),
        ):
            series = [{"value": [1, value]} for value in text.split()]
            answer = {"data": {"resultType": "vector", "result": series}}
            measure = {"name": "m", "uri_environment": "P", "query": ["x"], **bounds}
            with self.subTest(text=text), mock.patch("dagc_jobs.health.json_of", return_value=answer):
                self.assertEqual(measured(measure)["status"], status)

    def test_zero_is_no_truth_in_the_words_of_any_engine(self) -> None:
        engine = self.fill_speed([])
        component = {"kind": "sql", "engine": engine, "sql": ["select count() from shop.orders"]}
        found = self.job("health", 1, components=[{"name": "empty", **component}])
        self.assertEqual(found["empty"]["status"], "failed")

    def test_a_row_of_this_second_is_not_of_the_future(self) -> None:
        now = datetime(2026, 1, 31, 12, 0, 0, 600_000, tzinfo=timezone.utc)
        self.fill_batch([])
        path = str(self.folder / "batch.duckdb")
        with duckdb.connect(path) as database:
            database.execute("insert into orders values ('o', 'DE', 1, '2026-01-31 12:00:00.5')")
        table = {"name": "orders", "columns": COLUMNS}
        side = {"engine": {"kind": "duckdb", "path": path}, "table": table, "time": "ordered_at"}
        self.assertEqual(newest(side, now)[1], 0)

    @unittest.skipUnless(PROMETHEUS.exists(), "no Prometheus")
    def test_prometheus_is_asked_for_the_largest_of_its_series(self) -> None:
        port = free_port()
        (self.folder / "prometheus.yml").write_text("global: {scrape_interval: 1h}\n")
        options = ["--config.file=prometheus.yml", f"--web.listen-address=127.0.0.1:{port}"]
        self.started(PROMETHEUS, *options, f"--storage.tsdb.path={self.folder}/tsdb", port=port)
        self.ready(f"http://127.0.0.1:{port}/-/ready")
        here = self.connection("metrics", f"http://127.0.0.1:{port}")

        def measure(name: str, query: str) -> dict[str, Any]:
            return {"name": name, "uri_environment": here, "query": [query], "at_most": "5"}

        found = self.job(
            "performance",
            1,
            measures=[measure("two", "vector(7)"), measure("none", "no_such_metric"), measure("nan", "vector(0/0)")],
        )
        self.assertEqual(found["two"]["value"], "7")
        self.assertIn("nothing to measure", found["none"]["message"])
        self.assertIn("nothing to measure", found["nan"]["message"])

    def ready(self, address: str) -> None:
        for _ in range(600):
            try:
                urllib.request.urlopen(address, timeout=1).close()
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        self.fail(address)


@unittest.skipUnless(ALERTMANAGER.exists(), "no Alertmanager")
class Alerts(Checks):
    CONFIGURATION = """
route: {receiver: nobody, group_wait: 1s}
receivers: [{name: nobody}]
inhibit_rules:
  - source_matchers: [alertname="Down"]
    target_matchers: [severity="critical", alertname!="Down"]
    equal: [service]
"""

    def setUp(self) -> None:
        super().setUp()
        port = free_port()
        (self.folder / "alertmanager.yml").write_text(self.CONFIGURATION)
        options = ["--config.file=alertmanager.yml", f"--web.listen-address=127.0.0.1:{port}"]
        options += ["--cluster.listen-address=", f"--storage.path={self.folder}/data"]
        self.started(ALERTMANAGER, *options, port=port)
        self.address = f"http://127.0.0.1:{port}"
        self.variable = self.connection("alertmanager", self.address)

    def post(self, path: str, document: Any) -> None:
        body = json.dumps(document).encode()
        head = {"Content-Type": "application/json"}
        urllib.request.urlopen(urllib.request.Request(self.address + path, body, head), timeout=10).close()

    def raised(self, name: str, service: str, severity: str = "critical") -> None:
        labels = {"alertname": name, "service": service, "severity": severity}
        self.post("/api/v2/alerts", [{"labels": labels, "annotations": {"summary": f"{name} of {service}"}}])

    def silenced(self, name: str) -> None:
        now = datetime.now(timezone.utc)
        matcher = {"name": "alertname", "value": name, "isRegex": False, "isEqual": True}
        times = {"startsAt": now.isoformat(), "endsAt": (now + timedelta(hours=1)).isoformat()}
        self.post("/api/v2/silences", {"matchers": [matcher], **times, "createdBy": "t", "comment": "t"})

    def active(self, status: int) -> list[str]:
        fields = {"uri_environment": self.variable, "filters": ['severity="critical"'], "ignored": ["Heartbeat"]}
        self.job("alerts", status, **fields)
        return [component["name"] for component in self.result["components"]]

    def test_what_is_silenced_inhibited_or_no_concern_fails_nothing(self) -> None:
        self.assertEqual(self.active(0), [])
        self.raised("Heartbeat", "all")
        self.raised("Slow", "shop", severity="warning")
        self.assertEqual(self.active(0), [])
        self.raised("Errors", "shop")
        self.assertEqual(self.active(1), ["Errors"])
        self.assertIn("Errors of shop", self.result["components"][0]["message"])
        self.raised("Down", "shop")
        self.assertEqual(self.active(1), ["Down"])
        self.silenced("Down")
        # What inhibits goes on to do so while it is silenced itself.
        self.assertEqual(self.active(0), [])

    def test_an_alertmanager_that_is_away_is_no_silence(self) -> None:
        self.variable = self.away()
        result = self.run_job("alerts", self.spec(uri_environment=self.variable), status=75)
        self.assertEqual(result["status"], "error")


if __name__ == "__main__":
    unittest.main()
