"""What every run of a job leaves behind, whatever its outcome."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import time
import unittest
import urllib.request
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import unquote

import dagc_jobs
import duckdb
import jsonschema
from dagc_jobs.metrics import catalogue
from dagc_jobs.results import Origin, Places, earlier
from dagc_jobs.values import Interval
from layers import COLUMNS, END, INTERVAL, START, Layers, changed, orders

SCHEMA = json.loads((Path(dagc_jobs.__file__).parent / "result.schema.json").read_text())
PUSHGATEWAY = Path("/usr/bin/prometheus-pushgateway")


class Check(Layers):
    def quality(
        self,
        *arguments: str,
        status: int | None = None,
        rules: Any = None,
        **fields: Any,
    ) -> dict[str, Any]:
        content = {
            "engine": self.fill_batch(orders()),
            "table": {"name": "orders", "columns": COLUMNS},
            "time": "ordered_at",
            "rules": [{"rule": "row_count", "at_least": 1}] if rules is None else rules,
            **fields,
        }
        return self.run_job("quality", self.spec(**content), *INTERVAL, *arguments, status=status)

    def left(self, ending: str, task: str = "t", run: str = "manual") -> str:
        return (self.results / "p" / task / f"{run}.{ending}").read_text(encoding="utf-8")

    def metrics(self) -> dict[str, float]:
        text = (self.results / "metrics/p.t.prom").read_text(encoding="utf-8")
        self.assertTrue(text.endswith("# EOF\n"))
        return {
            line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1])
            for line in text.splitlines()
            if not line.startswith("#")
        }


class Contract(Check):
    def every_outcome(self) -> list[tuple[str, int, dict[str, Any]]]:
        rows = orders()
        never = {"rule": "row_count", "at_least": 10**9}
        found = [
            ("ok", 0, self.quality(status=0)),
            (
                "warning",
                0,
                self.quality(rules=[{**never, "severity": "warning"}], status=0),
            ),
            ("failed", 1, self.quality(rules=[never], status=1)),
            (
                "error",
                2,
                self.quality(rules=[{"rule": "custom", "name": "x", "sql": "nonsense"}], status=2),
            ),
            (
                "error",
                2,
                self.quality(engine={"kind": "duckdb", "path": "/nowhere/at.all"}, status=2),
            ),
            ("error", 2, self.quality(rules=[{"norule": 1}], status=2)),
            ("ok", 0, self.compare(rows, rows, status=0)),
            (
                "warning",
                0,
                self.compare(rows, changed(rows, 9, country="IT"), status=0),
            ),
            ("failed", 1, self.compare(rows, rows[:1_000], status=1)),
            (
                "failed",
                0,
                self.run_job("report", "--dag", "p", "--task", "r", "--of", "t", status=0),
            ),
        ]
        return found

    def test_every_outcome_leaves_a_valid_result(self) -> None:
        for status, code, document in self.every_outcome():
            with self.subTest(status=status, code=code, message=document["message"]):
                jsonschema.validate(document, SCHEMA, cls=jsonschema.Draft202012Validator)
                self.assertEqual(document["status"], status)
                self.assertTrue(document["message"])

    def test_a_server_that_is_away_is_a_result_too(self) -> None:
        import os

        os.environ["SECRET_AWAY"] = "postgres://u:s3cr%2Ft@127.0.0.1:1/d"
        self.addCleanup(os.environ.pop, "SECRET_AWAY")
        document = self.quality(engine={"kind": "postgres", "uri_environment": "SECRET_AWAY"}, status=75)
        jsonschema.validate(document, SCHEMA)
        everything = self.left("json") + self.left("html") + self.output + self.errors
        self.assertNotIn("s3cr", everything)

    def test_a_spec_that_cannot_be_read_leaves_the_result_of_its_task(self) -> None:
        folder = self.folder / "quality/p"
        folder.mkdir(parents=True)
        (folder / "t.json").write_text("{")
        document = self.run_job("quality", str(folder / "t.json"), *INTERVAL, status=2)
        self.assertEqual(
            (document["dag_id"], document["task_id"], document["status"]),
            ("p", "t", "error"),
        )

    def test_the_schema_refuses_what_is_no_result(self) -> None:
        document = self.quality()
        for change in ({"status": "fine"}, {"surprise": 1}, {"score": 0.5}):
            with (
                self.subTest(change=change),
                self.assertRaises(jsonschema.ValidationError),
            ):
                jsonschema.validate({**document, **change}, SCHEMA)

    def test_results_of_runs_and_instances_lie_beside_each_other(self) -> None:
        for run in ("scheduled__2026-01-31T00:00:00+00:00", "a/../b"):
            for instance in ("0", "1"):
                self.quality("--run", run, "--instance", instance)
        names = sorted(path.name for path in (self.results / "p/t").glob("*.json"))
        self.assertEqual(len(names), 4)
        self.assertEqual(names[0], "a%2F..%2Fb.0.json")

    def test_a_place_that_cannot_be_written_changes_no_exit_status(self) -> None:
        self.results.write_text("a file where a folder should be")
        spec = self.spec(
            engine=self.fill_batch(orders()),
            table={"name": "orders", "columns": COLUMNS},
            rules=[],
        )
        from dagc_jobs import command

        self.assertEqual(command.main(["quality", spec, "--results", str(self.results)]), 0)


class Pages(Check):
    class Reader(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.loaded: list[str] = []
            self.tags: list[str] = []
            self.links: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.tags.append(tag)
            self.links += [value or "" for name, value in attrs if tag == "a" and name == "href"]
            self.loaded += [
                value or "" for name, value in attrs if name in ("src",) or (tag == "link" and name == "href")
            ]

    def test_a_page_needs_nothing_else_and_runs_nothing(self) -> None:
        rows = changed(orders(), 9, country="<script>alert(1)</script>")
        self.compare(orders(), rows)
        reader = self.Reader()
        reader.feed(self.left("html"))
        self.assertEqual(reader.loaded, [])
        self.assertNotIn("script", reader.tags)
        self.assertIn("&lt;script&gt;", self.left("html"))

    def test_a_page_shows_what_differs_and_what_to_do(self) -> None:
        rows = orders()
        spec_rows = changed(rows, 1_000, country="IT")
        self.compare(rows, spec_rows)
        text = self.left("html")
        for words in (
            "o-1-001000",
            "country",
            "IT",
            "Windows that differ",
            "Run again what writes",
        ):
            self.assertIn(words, text)

    def test_a_page_begins_with_the_gist_and_with_what_to_do_about_each_rule(self) -> None:
        engine = self.fill_batch(changed(orders(), 9, country=None))
        rules = [
            {"rule": "unique", "columns": ["order_id"]},
            {"rule": "row_count", "at_least": 10**9},
            {"rule": "not_null", "columns": ["country"]},
            {"rule": "custom", "name": "odd", "sql": "select nonsense from orders"},
        ]
        self.quality(engine=engine, rules=rules, status=1)
        html = self.left("html")
        lead = re.search(r"<p class=lead>(.*)</p>", html)
        self.assertIsNotNone(lead)
        self.assertRegex(re.sub("<[^>]*>", "", lead[1] if lead else ""), r"^failed \d of 5 rules hold$")
        self.assertLess(html.index("What to do"), html.index("<h2>Rules"))
        self.assertIn("there are at least 1000000000 rows</b>: See whether the source has delivered", html)
        self.assertIn("country is never null</b>: Mend the rows named here", html)
        self.assertIn("odd</b>: Mend the query", html)
        table = html[html.index("<h2>Rules") :]
        self.assertLess(table.index("country is never null"), table.index("order_id is unique"))

    def test_a_report_says_where_to_look(self) -> None:
        self.quality(rules=[{"rule": "row_count", "at_least": 10**9}], status=1)
        states = {"t": "failed", "spark": "failed", "dbt": "upstream_failed"}
        sources = [word for task in states for word in ("--of", task)]
        self.run_job("report", "--dag", "p", "--task", "r", *sources, "--states", json.dumps(states), status=0)
        html = self.left("html", "r")
        self.assertIn("<b>t</b>: Open its page", html)
        self.assertIn("<b>spark</b>: Read the log", html)
        self.assertNotIn("<b>dbt</b>", html)

    def test_an_index_leads_to_the_pages_of_the_last_runs_whatever_became_of_them(self) -> None:
        never = [{"rule": "row_count", "at_least": 10**9}]
        for run in ("scheduled__2026-01-30T02:00:00+00:00", "manual #2", "index"):
            self.quality("--run", run, rules=never, status=1)
        reader = self.Reader()
        folder = self.results / "p/t"
        reader.feed((folder / "index.html").read_text())
        self.assertEqual(len(reader.links), 3)
        for link in reader.links:
            self.assertTrue((folder / unquote(link)).is_file(), link)
        self.assertIn("manual #2", (folder / "index.html").read_text())

    def test_the_address_of_the_page_is_handed_on(self) -> None:
        self.quality("--address", "https://reports.example.com/dagc/", "--run", "a b")
        last = json.loads(self.output.splitlines()[-1])
        self.assertEqual(last["page"], "https://reports.example.com/dagc/p/t/a%20b.html")

    def run_job(self, *arguments: str, status: int | None = None) -> dict[str, Any]:
        if "--address" not in arguments:
            return super().run_job(*arguments, status=status)
        import contextlib
        import io

        from dagc_jobs import command

        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            command.main([*arguments, "--results", str(self.results)])
        self.output = output.getvalue()
        return {}


class Kept(Check):
    def test_a_job_that_fails_leaves_its_value_where_it_is_asked_to(self) -> None:
        file = self.folder / "kept.json"
        with mock.patch.dict(os.environ, {"JOB_RESULT": str(file)}):
            self.quality()
            self.assertFalse(file.exists())
            self.quality(rules=[{"rule": "row_count", "at_least": 10**9}], status=1)
        self.assertEqual(file.read_text(), self.output.splitlines()[-1])
        self.assertEqual(json.loads(file.read_text())["status"], "failed")


class Metrics(Check):
    def test_every_metric_of_the_catalogue_is_well_formed(self) -> None:
        for name, metric in catalogue().items():
            with self.subTest(name=name):
                self.assertRegex(name, r"^dagc_[a-z_]+$")
                self.assertEqual(metric.kind, "gauge")
                self.assertTrue(metric.help)
                if metric.unit:
                    self.assertTrue(name.endswith("_" + metric.unit))

    def test_the_catalogue_has_what_alert_rules_are_written_against(self) -> None:
        known = catalogue()
        for name, labels in {
            "dagc_quality_score": {"dataset"},
            "dagc_quality_rule_failed_rows": {"rule", "dataset"},
            "dagc_reconciliation_discrepancy_ratio": {"measure"},
            "dagc_reconciliation_rows": {"side"},
            "dagc_job_last_success_timestamp_seconds": set(),
        }.items():
            self.assertEqual({*known[name].labels}, {"dag_id", "task_id", *labels})

    def test_a_check_is_seen_as_metrics(self) -> None:
        self.quality(rules=[{"rule": "row_count", "at_least": 10**9, "name": 'at "least"\n'}])
        found = self.metrics()
        rule = 'dag_id="p",task_id="t",dataset="orders",rule="at \\"least\\"\\n"'
        self.assertEqual(found[f"dagc_quality_rule_failed_rows{{{rule}}}"], 1)
        self.assertEqual(found['dagc_quality_score{dag_id="p",task_id="t",dataset="orders"}'], 0.5)
        self.assertEqual(found['dagc_job_status{dag_id="p",task_id="t",status="failed"}'], 1)

    def test_a_reconciliation_is_seen_as_metrics(self) -> None:
        rows = orders()
        self.compare(rows, rows[:-240])
        found = self.metrics()
        self.assertEqual(
            found['dagc_reconciliation_rows{dag_id="p",task_id="t",side="batch"}'],
            2_160,
        )
        self.assertGreater(
            found['dagc_reconciliation_lag_seconds{dag_id="p",task_id="t",side="batch"}'],
            7_000,
        )
        self.assertIn(
            'dagc_reconciliation_discrepancy_ratio{dag_id="p",task_id="t",measure="amount"}',
            found,
        )

    def test_a_failure_keeps_the_time_of_the_last_success(self) -> None:
        name = 'dagc_job_last_success_timestamp_seconds{dag_id="p",task_id="t"}'
        self.quality()
        before = self.metrics()[name]
        self.quality(rules=[{"rule": "row_count", "at_least": 10**9}])
        self.assertEqual(self.metrics()[name], before)

    @unittest.skipUnless(PUSHGATEWAY.exists(), "Debian's prometheus-pushgateway is not installed")
    def test_metrics_are_pushed(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
        gateway = subprocess.Popen(
            [PUSHGATEWAY, f"--web.listen-address=127.0.0.1:{port}"],
            stderr=subprocess.DEVNULL,
        )
        self.addCleanup(gateway.wait)
        self.addCleanup(gateway.terminate)
        address = f"http://127.0.0.1:{port}"
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{address}/-/ready").close()
                break
            except OSError:
                time.sleep(0.05)
        self.quality("--gateway", address, pipeline="p/q r")
        self.assertEqual(self.errors, "")
        self.quality(
            "--gateway",
            address,
            pipeline="p/q r",
            rules=[{"rule": "row_count", "at_least": 10**9}],
        )
        with urllib.request.urlopen(f"{address}/metrics") as answer:
            text = answer.read().decode()
        self.assertRegex(text, r'dagc_job_status\{[^}]*dag_id="p/q r"[^}]*status="failed"[^}]*\} 1\n')
        self.assertRegex(text, r"dagc_job_last_success_timestamp_seconds\{[^}]*\} 1\.\d+e\+09")

    def test_a_gateway_that_is_away_changes_nothing(self) -> None:
        self.quality("--gateway", "http://127.0.0.1:1", status=0)
        self.assertIn("the pushed metrics could not be written", self.errors)


class ResultsTable(Check):
    def test_a_run_is_rows_of_a_table_and_replaces_its_own(self) -> None:
        path = self.folder / "results.duckdb"
        place = self.folder / "table.json"
        place.write_text(
            json.dumps(
                {
                    "engine": {"kind": "duckdb", "path": str(path)},
                    "table": "job results",
                }
            )
        )
        for _ in range(2):
            self.quality("--table", str(place), "--run", "it's")
        with duckdb.connect(str(path)) as database:
            rows = database.execute('select subject, status, run_id from "job results" order by subject').fetchall()
        self.assertEqual(
            rows,
            [
                ("", "ok", "it's"),
                ("declared columns are there", "ok", "it's"),
                ("there are at least 1 rows", "ok", "it's"),
            ],
        )

    def test_instances_of_a_task_are_rows_beside_each_other_in_a_table_of_before_too(self) -> None:
        path = self.folder / "results.duckdb"
        place = self.folder / "table.json"
        place.write_text(json.dumps({"engine": {"kind": "duckdb", "path": str(path)}, "table": "res"}))
        self.quality("--table", str(place))
        with duckdb.connect(str(path)) as database:
            database.execute("delete from res")
            database.execute("alter table res drop column instance")
        for instance in ("0", "1", "1"):
            self.quality("--table", str(place), "--instance", instance)
        with duckdb.connect(str(path)) as database:
            rows = database.execute("select instance from res where subject = '' order by 1").fetchall()
        self.assertEqual(rows, [("0",), ("1",)])

    def test_the_history_of_an_instance_is_its_own(self) -> None:
        places = Places(self.results)
        for instance in ("0", "1"):
            self.quality("--instance", instance, "--run", "before")
        interval = Interval(START, END + timedelta(days=1))
        found = earlier(places, Origin("p", "t", "now", 1, 1), interval, 10)
        self.assertEqual([document["instance"] for document in found], [1])


class Reports(Check):
    def report(self, *sources: str, **states: str) -> dict[str, Any]:
        arguments = [part for source in sources for part in ("--of", source)]
        return self.run_job(
            "report",
            "--dag",
            "p",
            "--task",
            "r",
            *arguments,
            "--states",
            json.dumps(states),
            status=0,
        )

    def test_a_report_shows_what_failed_tasks_have_found(self) -> None:
        self.quality(rules=[{"rule": "row_count", "at_least": 10**9}], status=1)
        document = self.report("t", "spark", "dbt", t="failed", spark="failed", dbt="upstream_failed")
        by_task = {task["task_id"]: task for task in document["tasks"]}
        self.assertIn("2,400 rows, at least 1,000,000,000 are asked for", by_task["t"]["message"])
        self.assertTrue(by_task["t"]["page"].endswith("/p/t/manual.html"))
        self.assertIn("left no result", by_task["spark"]["message"])
        self.assertIn("did not run", by_task["dbt"]["message"])
        self.assertEqual(document["status"], "failed")
        html = self.left("html", "r")
        self.assertRegex(html, re.compile(r'href="[^"]*/p/t/manual.html"'))

    def test_a_report_of_what_is_well_is_well(self) -> None:
        self.quality()
        document = self.report("t", "spark", t="success", spark="success")
        self.assertEqual(document["status"], "ok")

    def test_a_result_of_an_earlier_try_is_not_that_of_a_task_that_has_not_run(self) -> None:
        self.quality()
        for state, status in (("skipped", "skipped"), ("upstream_failed", "error"), (None, "error")):
            with self.subTest(state=state):
                self.assertEqual(self.report("t", t=state)["tasks"][0]["status"], status)

    def test_a_task_that_failed_after_a_good_result_is_not_well(self) -> None:
        self.quality()
        self.assertEqual(self.report("t", t="failed")["tasks"][0]["status"], "failed")


if __name__ == "__main__":
    unittest.main()
