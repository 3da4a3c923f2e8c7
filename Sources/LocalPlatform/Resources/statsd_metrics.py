"""Makes metrics of Airflow's statsd packets, as the statsd exporter does.

statsd_metrics.py STATSD_PORT METRICS_PORT
"""

import re
import socket
import sys
import threading

from prometheus_client import REGISTRY, start_http_server
from prometheus_client.core import Metric


class Packets:
    """Counters, gauges, and sum and count of timers, by name and labels."""

    def __init__(self):
        self.lock = threading.Lock()
        self.kinds, self.samples = {}, {}
        self.read = self.broken = 0

    def take(self, line):
        """`name,tag=value:number|kind`, in which a gauge with a sign is a change.

        Source: https://github.com/statsd/statsd/blob/master/docs/metric_types.md and
        https://github.com/prometheus/statsd_exporter#tagging-extensions
        """
        with self.lock:
            self.read += 1
            try:
                name, sample = line.rsplit(":", 1)
                value, kind = sample.split("|")[:2]
                name, *tags = name.split(",")
                labels = tuple(sorted(tuple(tag.split("=", 1)) for tag in tags))
                if any(len(pair) != 2 for pair in labels):
                    raise ValueError(line)
                self.add(re.sub(r"[^a-zA-Z0-9_:]", "_", name), labels, value, kind)
            except ValueError:
                self.broken += 1

    def add(self, name, labels, text, kind):
        value = float(text)
        if kind == "c":
            self.put("counter", name, labels, value, grows=True)
        elif kind == "g":
            self.put("gauge", name, labels, value, grows=text[0] in "+-")
        elif kind == "ms":
            self.put("counter", f"{name}_sum", labels, value / 1000, grows=True)
            self.put("counter", f"{name}_count", labels, 1, grows=True)
        else:
            raise ValueError(kind)

    def put(self, kind, name, labels, value, grows):
        # A name that comes as two kinds keeps the first, as with the exporter.
        if self.kinds.setdefault(name, kind) != kind:
            raise ValueError(name)
        samples = self.samples.setdefault(name, {})
        samples[labels] = samples.get(labels, 0) + value if grows else value

    def collect(self):
        with self.lock:
            for name, samples in self.samples.items():
                # Without a type: names of counters here do not end in `_total`.
                metric = Metric(name, "from Airflow", "unknown")
                for labels, value in samples.items():
                    metric.add_sample(name, dict(labels), value)
                yield metric
            for name, value in (
                ("statsd_exporter_samples_total", self.read),
                ("statsd_exporter_sample_errors_total", self.broken),
            ):
                metric = Metric(name, "lines of packets", "unknown")
                metric.add_sample(name, {}, value)
                yield metric


def listen(packets, port):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
        receiver.bind(("127.0.0.1", port))
        while True:
            for line in receiver.recv(65_536).decode(errors="replace").splitlines():
                packets.take(line)


if __name__ == "__main__":
    statsd_port, metrics_port = map(int, sys.argv[1:])
    packets = Packets()
    REGISTRY.register(packets)
    start_http_server(metrics_port, addr="127.0.0.1")
    listen(packets, statsd_port)
