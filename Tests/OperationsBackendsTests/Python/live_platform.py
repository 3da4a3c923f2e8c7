"""The platform that rules are about, as far as monitoring sees it.

What each component shows, a Prometheus, a Pushgateway and an Alertmanager that run the
emitted files, and the people who hear of it. Everything is on loopback.

A minute of the rules is two seconds here: windows and waits are divided by 30,
thresholds are as they are.
"""

import contextlib
import json
import re
import socket
import socketserver
import subprocess
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import yaml

SCALE = 30
TIME = re.compile(r"(?<![\w.])(\d+)([smhd])(?!\w)")
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def shorter(match):
    """A length of time, as short as here, but long enough for some readings."""
    seconds = int(match[1]) * SECONDS[match[2]] / SCALE
    return f"{max(int(seconds * 1000), 4000)}ms"


def scaled(expression):
    return re.sub(
        r"(\[[^\]]*\]|offset \w+)", lambda part: TIME.sub(shorter, part[0]), expression
    )


def scaled_rules(document):
    for group in document["groups"]:
        group["interval"] = "1s"
        for rule in group["rules"]:
            rule["expr"] = scaled(rule["expr"])
            for key in ("for", "keep_firing_for"):
                if key in rule:
                    seconds = int(TIME.match(rule[key])[1]) * SECONDS[rule[key][-1]]
                    rule[key] = f"{int(seconds / SCALE * 1000)}ms"
    return document


class Exporter:
    """What every component shows: numbers that stand still, and counters that grow."""

    def __init__(self, model):
        self.lock = threading.Lock()
        self.gauges, self.rates, self.counts = {}, {}, {}
        self.kinds, self.absent = {}, set()
        self.started = self.last = time.time()
        self.components = {c["name"]: c for c in model["operations"]["components"]}
        for component in self.components.values():
            for metric in component.get("metrics", []):
                self.kinds[metric["name"]] = metric["kind"]

    def gauge(self, component, name, value, /, **labels):
        with self.lock:
            self.gauges[component, name, tuple(sorted(labels.items()))] = value

    def rate(self, component, name, per_second, /, **labels):
        with self.lock:
            self.grow()
            key = component, name, tuple(sorted(labels.items()))
            self.rates[key] = per_second
            self.counts.setdefault(key, 0.0)

    def add(self, component, name, amount, /, **labels):
        with self.lock:
            key = component, name, tuple(sorted(labels.items()))
            self.counts[key] = self.counts.get(key, 0.0) + amount

    def grow(self):
        now = time.time()
        for key, rate in self.rates.items():
            self.counts[key] = self.counts.get(key, 0.0) + rate * (now - self.last)
        self.last = now

    def text(self, component):
        with self.lock:
            self.grow()
            lines = []
            for values in (self.gauges, self.counts):
                for (owner, name, labels), value in values.items():
                    if self.shown_by(owner) == component:
                        words = ",".join(f'{label}="{text}"' for label, text in labels)
                        lines.append(f"{name}{{{words}}} {value:.6f}")
            return "\n".join(lines) + "\n"

    def is_well(self):
        """Shows every component as it should be."""
        show, grow = self.gauge, self.rate
        for name, component in self.components.items():
            for metric in component.get("metrics", []):
                labels = {label: "some" for label in metric.get("labels", [])}
                if metric["name"] == "push_time_seconds" or name == "pushgateway":
                    continue
                if metric["kind"] == "counter":
                    grow(name, metric["name"], 1, **labels)
                elif metric["kind"] == "gauge":
                    show(name, metric["name"], 0, **labels)
                else:
                    show(name, metric["name"], 0, **labels)
        for name, component in self.components.items():
            for alert in component.get("alerts", []):
                self.give_no_reason(name, alert["condition"])
        for owner, name, labels in list(self.gauges):
            if (
                self.kinds[name] == "timestamp"
                and self.shown_by(owner) == "pushgateway"
            ):
                # What jobs push again and again, while nothing here does.
                show(owner, name, time.time() + 3600, **dict(labels))
        for name, component in self.components.items():
            liveness = component.get("liveness")
            if isinstance(liveness, dict) and "gauge" in liveness:
                show(name, liveness["gauge"]["metric"]["name"], 1)
        # What does not grow or is not zero where all is well.
        for key in list(self.rates):
            words = key[1].lower()
            if any(
                sign in words
                for sign in ("fail", "error", "reject", "killed", "tampered", "refused")
            ):
                self.rates[key] = 0
        show("prometheus", "prometheus_config_last_reload_successful", 1)
        show(
            "fluentd",
            "fluentd_output_status_buffer_available_space_ratio",
            90,
            plugin_id="some",
        )
        show(
            "kafka-connect",
            "debezium_metrics_millisecondsbehindsource",
            900,
            context="streaming",
            name="shop",
        )
        grow(
            "kafka-connect",
            "debezium_metrics_totalnumberofeventsseen",
            500,
            context="streaming",
            name="shop",
        )
        grow(
            "kafka",
            "kafka_server_brokertopicmetrics_messagesin_total",
            12_000,
            topic="orders",
        )
        grow("clickhouse", "ClickHouseProfileEvents_InsertedRows", 25_000)
        show(
            "elasticsearch",
            "elasticsearch_filesystem_data_available_bytes",
            60,
            name="some",
        )
        show(
            "elasticsearch",
            "elasticsearch_filesystem_data_size_bytes",
            100,
            name="some",
        )
        self.rates.pop(
            ("nodes", "node_cpu_seconds_total", (("cpu", "some"), ("mode", "some"))),
            None,
        )
        for mode, rate in (("idle", 0.7), ("user", 0.3)):
            grow("nodes", "node_cpu_seconds_total", rate, cpu="0", mode=mode)
        show("nodes", "node_memory_MemAvailable_bytes", 60)
        show("nodes", "node_memory_MemTotal_bytes", 100)
        disk = {"device": "sda", "fstype": "ext4", "mountpoint": "/"}
        for key in [k for k in self.gauges if k[1].startswith("node_filesystem")]:
            del self.gauges[key]
        show("nodes", "node_filesystem_avail_bytes", 60, **disk)
        show("nodes", "node_filesystem_size_bytes", 100, **disk)
        now = time.time()
        show("dag-sync", "dag_sync_last_success_timestamp_seconds", now)
        show("dag-sync", "dag_sync_published_timestamp_seconds", now)

    def give_no_reason(self, component, condition):
        """Shows what an alert looks at, where that is no zero when all is well."""
        ((kind, parts),) = condition.items()
        if kind == "down":
            selected, value = parts["_0"]["gauge"], 1
        elif kind == "level" and "below" in parts["_1"]:
            selected, value = parts["_0"], 2 * parts["_1"]["below"]
        else:
            return
        metric = selected["metric"]
        labels = {label: "some" for label in metric.get("labels", [])}
        labels |= {each["label"]: each["value"] for each in selected.get("labels", [])}
        self.gauge(component, metric["name"], value, **labels)

    def shown_by(self, component):
        return self.components.get(component, {}).get("measuredBy", component)


class Servers:
    """Listens for Prometheus on many loopback addresses, and for messages."""

    def __init__(self, exporter):
        self.exporter = exporter
        self.messages = []
        self.lock = threading.Lock()
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                component = self.path.strip("/")
                instance = self.connection.getsockname()[0]
                if (component, instance) in owner.exporter.absent:
                    self.send_error(503)
                    return
                body = owner.exporter.text(component).encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/plain; version=0.0.4")
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                owner.hear(self.path, json.loads(body))
                self.send_response(202 if "pagerduty" in self.path else 200)
                self.end_headers()
                self.wfile.write(
                    b'{"status": "success"}' if "pagerduty" in self.path else b"ok"
                )

            def log_message(self, *_):
                pass

        class Mail(socketserver.StreamRequestHandler):
            def handle(self):
                self.wfile.write(b"220 loopback\r\n")
                data, people = None, []
                for line in self.rfile:
                    line = line.rstrip(b"\r\n")
                    if data is not None:
                        if line == b".":
                            owner.hear(
                                "/mail/" + ",".join(people), b"\n".join(data).decode()
                            )
                            data = None
                            self.wfile.write(b"250 taken\r\n")
                        else:
                            data.append(line)
                        continue
                    verb = line[:4].upper()
                    if verb == b"RCPT":
                        people.append(line.split(b"<")[1].split(b">")[0].decode())
                    if verb == b"DATA":
                        data = []
                        self.wfile.write(b"354 go on\r\n")
                    elif verb == b"QUIT":
                        self.wfile.write(b"221 bye\r\n")
                        return
                    else:
                        self.wfile.write(b"250 loopback\r\n")

        self.port, self.mail_port = free_port(), free_port()
        ThreadingHTTPServer.request_queue_size = 64
        self.http = ThreadingHTTPServer(("0.0.0.0", self.port), Handler)
        self.mail = socketserver.ThreadingTCPServer(("127.0.0.1", self.mail_port), Mail)
        for server in (self.http, self.mail):
            server.daemon_threads = True
            # A reader that gives up is no trouble of ours.
            server.handle_error = lambda *_: None
            threading.Thread(target=server.serve_forever, daemon=True).start()

    def hear(self, where, body):
        with self.lock:
            self.messages.append((time.time(), where, body))

    def heard(self, where, text, since=0.0):
        """When a message with a text came to a receiver, or None."""
        with self.lock:
            for moment, place, body in self.messages:
                if moment >= since and where in place and text in json.dumps(body):
                    return moment
        return None


class Platform:
    """The emitted files, run."""

    def __init__(self, generated, folder):
        self.generated, self.folder = Path(generated), Path(folder)
        self.model = json.loads((self.generated / "model/environment.json").read_text())
        self.exporter = Exporter(self.model)
        self.servers = Servers(self.exporter)
        self.prometheus, self.alertmanager, self.gateway = (
            free_port(),
            free_port(),
            free_port(),
        )
        self.processes = []
        self.write_prometheus()
        self.write_alertmanager()

    def write_prometheus(self):
        for path in (self.generated / "prometheus/rules").rglob("*.yaml"):
            target = self.folder / path.relative_to(self.generated / "prometheus")
            target.parent.mkdir(parents=True, exist_ok=True)
            rules = scaled_rules(yaml.safe_load(path.read_text()))
            target.write_text(yaml.safe_dump(rules, width=1000))
        config = yaml.safe_load(
            (self.generated / "prometheus/prometheus.yml").read_text()
        )
        config["global"].update(scrape_interval="1s", evaluation_interval="1s")
        config["alerting"]["alertmanagers"][0]["static_configs"][0]["targets"] = [
            f"127.0.0.1:{self.alertmanager}"
        ]
        for job in config["scrape_configs"]:
            name = job["job_name"]
            job.pop("dns_sd_configs", None)
            job.pop("relabel_configs", None)
            job["scrape_timeout"] = "1s"
            if name == "pushgateway":
                targets = [f"127.0.0.1:{self.gateway}"]
            else:
                job["metrics_path"] = f"/{name}"
                targets = [f"{host}:{self.servers.port}" for host in self.hosts(name)]
            job["static_configs"] = [
                {"targets": targets, "labels": {"component": name}}
            ]
        (self.folder / "prometheus.yml").write_text(yaml.safe_dump(config))

    def hosts(self, component):
        """An address for each instance, none of which another component has."""
        names = list(self.exporter.components)
        place = names.index(component) + 1
        count = self.exporter.components[component]["instances"]
        return [f"127.1.{place}.{number + 1}" for number in range(count)]

    def write_alertmanager(self):
        config = yaml.safe_load(
            (self.generated / "alertmanager/alertmanager.yml").read_text()
        )
        here = f"http://127.0.0.1:{self.servers.port}"
        for key in ("smtp_auth_username", "smtp_auth_password_file"):
            config["global"].pop(key, None)
        config["global"].update(
            smtp_smarthost=f"127.0.0.1:{self.servers.mail_port}",
            smtp_require_tls=False,
            resolve_timeout="5s",
        )
        secrets = self.folder / "secrets"
        secrets.mkdir()
        for receiver in config["receivers"]:
            name = receiver["name"]
            secret = secrets / name
            secret.write_text(f"{here}/slack/{name}")
            for slack in receiver.get("slack_configs", []):
                slack["api_url_file"] = str(secret)
            for pager in receiver.get("pagerduty_configs", []):
                pager.update(
                    routing_key_file=str(secret), url=f"{here}/pagerduty/{name}"
                )
            for hook in receiver.get("webhook_configs", []):
                hook["url"] = f"{here}/webhook/{name}"
        self.shorten(config["route"])
        (self.folder / "alertmanager.yml").write_text(yaml.safe_dump(config))

    def shorten(self, route):
        for key in ("group_wait", "group_interval"):
            if key in route:
                seconds = int(TIME.match(route[key])[1]) * SECONDS[route[key][-1]]
                route[key] = f"{max(int(seconds / SCALE * 1000), 500)}ms"
        if route.get("repeat_interval") == "1m":
            route["repeat_interval"] = "1s"
        for child in route.get("routes", []):
            # The hours of a day go by in real time.
            child.pop("active_time_intervals", None)
            child.pop("mute_time_intervals", None)
            self.shorten(child)

    def start(self):
        data = self.folder / "data"
        here = "--web.listen-address=127.0.0.1"
        commands = [
            [
                "prometheus",
                f"--config.file={self.folder}/prometheus.yml",
                f"--storage.tsdb.path={data}",
                f"{here}:{self.prometheus}",
                # Alertmanager may not listen yet when the first alerts are sent.
                "--rules.alert.resend-delay=2s",
            ],
            [
                "prometheus-alertmanager",
                f"--config.file={self.folder}/alertmanager.yml",
                f"--storage.path={data}-alerts",
                "--cluster.listen-address=",
                f"{here}:{self.alertmanager}",
            ],
            [
                "prometheus-pushgateway",
                f"--persistence.file={data}-pushed",
                f"{here}:{self.gateway}",
            ],
        ]
        for command in commands:
            log = (self.folder / f"{command[0]}.log").open("w")
            self.processes.append(subprocess.Popen(command, stdout=log, stderr=log))
        for port in (self.prometheus, self.alertmanager, self.gateway):
            self.wait(
                lambda port=port: self.get(port, "/-/ready") is not None, 20, "a server"
            )

    def stop(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait(10)

    @staticmethod
    def get(port, path):
        with contextlib.suppress(OSError):
            with urllib.request.urlopen(
                f"http://127.0.0.1:{port}{path}", timeout=10
            ) as answer:
                return answer.read()
        return None

    @staticmethod
    def wait(condition, seconds, what):
        end = time.time() + seconds
        while time.time() < end:
            found = condition()
            if found:
                return found
            time.sleep(0.2)
        raise AssertionError(f"{what} did not come within {seconds} s")

    def push(self, dag, task, text):
        self.push_to(f"dagc/dag_id/{dag}/task_id/{task}", text)

    def push_to(self, group, text):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.gateway}/metrics/job/{group}",
            data=text.encode(),
            method="POST",
        )
        try:
            urllib.request.urlopen(request, timeout=10).close()
        except urllib.error.HTTPError as error:
            raise AssertionError(error.read().decode()) from error

    def query(self, expression):
        path = "/api/v1/query?query=" + urllib.request.quote(expression)
        answer = self.get(self.prometheus, path)
        return json.loads(answer)["data"]["result"] if answer else []

    def firing(self):
        alerts = json.loads(self.get(self.prometheus, "/api/v1/alerts"))["data"][
            "alerts"
        ]
        return [
            a
            for a in alerts
            if a["state"] == "firing" and a["labels"]["alertname"] != "Watchdog"
        ]

    def suppressed(self):
        alerts = json.loads(self.get(self.alertmanager, "/api/v2/alerts"))
        return {a["labels"]["alertname"] for a in alerts if a["status"]["inhibitedBy"]}

    def is_well(self):
        """Shows every component as it should be, and a run with good results."""
        self.exporter.is_well()
        self.push_to("dagc", self.exporter.text("pushgateway"))
        self.run("daily_batch_processing", "success", 600)
        for task, text in self.results(0.99, 0.01):
            self.push("daily_batch_processing", task, text)

    def run(self, dag, state, seconds):
        """A run of a pipeline ends."""
        name = f"airflow_dagrun_duration_{state}_sum"
        self.exporter.add(
            "statsd-exporter", name, seconds, dag_id=dag, run_type="scheduled"
        )

    @staticmethod
    def results(score, discrepancy):
        """What two tasks push, in the form of the runner of SQL jobs."""
        now = time.time()
        common = [
            ("job_last_run_timestamp_seconds", "", now),
            ("job_last_success_timestamp_seconds", "", now),
            ("job_duration_seconds", "", 3),
        ]
        quality = [
            ("quality_score", '{dataset="raw_orders"}', score),
            ("quality_rule_failed_rows", '{dataset="raw_orders",rule="order_id"}', 3),
        ]
        reconciliation = [
            ("reconciliation_discrepancy_ratio", '{measure="amount"}', discrepancy),
            ("reconciliation_rows", '{side="batch"}', 100),
        ]
        for task, own in (
            ("data_quality_check", quality), ("lambda_reconciliation", reconciliation),
        ):  # fmt: skip
            lines = []
            for name, labels, value in common + own:
                lines += [f"# TYPE dagc_{name} gauge", f"dagc_{name}{labels} {value}"]
            yield task, "\n".join(lines) + "\n"
