"""What `incident.py` tells of a planted incident, from a real Prometheus, Alertmanager
and repository.

told_incident.py <folder of the programs> <folder to work in>
"""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path

# An hour, beginning at a whole minute of yesterday.
BEGIN = int(time.time()) // 60 * 60 - 86_400
END = BEGIN + 3600
STEP = 15


def iso(at):
    return datetime.fromtimestamp(at, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def samples(name, labels, stretches, value="1"):
    words = ",".join(f'{key}="{text}"' for key, text in labels.items())
    for first, last in stretches:
        for at in range(BEGIN + first, BEGIN + last, STEP):
            yield f"{name}{{{words}}} {value} {at}"


def history():
    """Kafka is away for ten minutes, a run fails, one alert comes and goes."""
    lines = ["# TYPE ALERTS gauge"]
    firing = {"alertstate": "firing"}
    late = {"alertname": "PipelineFailed", "pipeline": "orders", "severity": "critical"}
    lines += samples("ALERTS", {**late, **firing}, [(900, 1800)])
    flaps = {"alertname": "LagHigh", "component": "kafka", "severity": "warning"}
    turns = [(start, start + 60) for start in (1000, 1200, 1400)]
    lines += samples("ALERTS", {**flaps, **firing}, turns)
    waits = {**late, "pipeline": "early", "alertstate": "pending"}
    lines += samples("ALERTS", waits, [(600, 1200)])
    always = {"alertname": "Watchdog", **firing}
    lines += samples("ALERTS", always, [(0, 3600)])
    lines.append("# TYPE up gauge")
    kafka = {"component": "kafka", "instance": "kafka:9404", "job": "kafka"}
    lines += samples("up", kafka, [(0, 600), (1200, 3600)])
    lines += samples("up", kafka, [(600, 1200)], "0")
    lines.append("# TYPE dag_sync_published_timestamp_seconds gauge")
    sync = {"component": "dag-sync"}
    name = "dag_sync_published_timestamp_seconds"
    lines += samples(name, sync, [(0, 540)], str(BEGIN - 9000))
    lines += samples(name, sync, [(540, 3600)], str(BEGIN + 530))
    return "\n".join(sorted(lines, key=order)) + "\n# EOF\n"


def order(line):
    """Samples of a metric behind its type, in the order of time within a series."""
    words = line.split()
    if words[0] == "#":
        return (words[2], 0, "", 0)
    return (words[0].split("{")[0], 1, words[0], int(words[-1]))


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def started(*words):
    process = subprocess.Popen(
        words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def wait(url):
    for _ in range(300):
        try:
            return urllib.request.urlopen(url).read()
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{url} does not answer")


def commit(folder, subject, at):
    times = {"GIT_AUTHOR_DATE": f"@{at} +0000", "GIT_COMMITTER_DATE": f"@{at} +0000"}
    words = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"]
    subprocess.run(
        ["git", "-C", folder, *words, "commit", "-q", "--allow-empty", "-m", subject],
        check=True,
        env={**os.environ, **times},
    )


def silence(address, start, end):
    body = {
        "matchers": [
            {"name": "component", "value": "kafka", "isRegex": False, "isEqual": True}
        ],
        "startsAt": iso(start),
        "endsAt": iso(end),
        "createdBy": "ada",
        "comment": "we know",
    }
    request = urllib.request.Request(
        f"{address}/api/v2/silences",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    urllib.request.urlopen(request).close()


def told(programs, sources, begin, end, status=0):
    given = {
        "project": {"pipelines": [{"id": "orders"}]},
        "alerts": {"PipelineFailed orders": "a run of orders failed"},
        "sources": sources,
        "from": iso(begin),
        "to": iso(end),
    }
    done = subprocess.run(
        [sys.executable, f"{programs}/incident.py"],
        input=json.dumps(given),
        capture_output=True,
        text=True,
    )
    assert done.returncode == status, done.stderr
    return json.loads(done.stdout) if status == 0 else done.stderr


def main(programs, folder):
    folder = Path(folder)
    (folder / "history.txt").write_text(history())
    subprocess.run(
        ["promtool", "tsdb", "create-blocks-from", "openmetrics"]
        + [str(folder / "history.txt"), str(folder / "blocks")],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (folder / "prometheus.yml").write_text("{}\n")
    (folder / "alertmanager.yml").write_text(
        "route: {receiver: none}\nreceivers: [{name: none}]\n"
    )
    repository = str(folder / "dags")
    subprocess.run(["git", "init", "-q", repository], check=True)
    commit(repository, "too old to have done it", BEGIN - 40_000)
    commit(repository, "orders: ask another broker", BEGIN + 500)
    commit(repository, "orders: and back", BEGIN + 1100)
    metrics, alerts = (f"http://127.0.0.1:{free_port()}" for _ in range(2))
    with (
        started(
            "prometheus",
            f"--config.file={folder}/prometheus.yml",
            f"--storage.tsdb.path={folder}/blocks",
            "--storage.tsdb.retention.time=9d",
            f"--web.listen-address={metrics[7:]}",
        ),
        started(
            "prometheus-alertmanager",
            f"--config.file={folder}/alertmanager.yml",
            f"--storage.path={folder}/alertmanager",
            "--cluster.listen-address=",
            f"--web.listen-address={alerts[7:]}",
        ),
    ):
        wait(f"{metrics}/-/ready")
        wait(f"{alerts}/-/ready")
        # Nobody can silence what is past: this one is of the next hours.
        now = int(time.time())
        silence(alerts, now + 60, now + 7200)
        sources = {"prometheus": metrics, "repository": repository}
        answer = {
            "planted": told(programs, sources, BEGIN, END),
            "quiet": told(programs, sources, BEGIN + 2400, END),
            "silence": told(programs, {"alertmanager": alerts}, now, now + 3600),
        }
    nobody = {"prometheus": "http://ada:hunter2@127.0.0.1:1"}
    answer["nobody"] = told(programs, nobody, BEGIN, END, status=1)
    answer["begin"] = BEGIN
    print(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
