"""Runs the scripts of backups as they are written, on a real PostgreSQL and a real
Prometheus, and prints how long each took.

usage: backup_drills.py SCRIPTS WORK [ROWS]     not as root, as PostgreSQL refuses it
"""

import json
import os
import pathlib
import socket
import subprocess
import sys
import time
import urllib.request

BIN = pathlib.Path("/usr/lib/postgresql/15/bin")
CANARY = "canary-5f2c9e"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Drill:
    def __init__(self, scripts: pathlib.Path, work: pathlib.Path):
        self.scripts, self.work = scripts, work
        self.port = free_port()
        self.times: list[tuple[str, float]] = []
        self.environment = {
            "PATH": f"{BIN}:{os.environ['PATH']}",
            "HOME": str(work),
            "PGHOST": "/tmp",
            "PGPORT": str(self.port),
            "PGUSER": "airflow",
            "PGDATABASE": "airflow",
            "BACKUP_NAME": "metadata",
            "BACKUP_STORE": f"file://{work}/store",
            "BACKUP_COPY": f"file://{work}/copy",
            "BACKUP_CERTIFICATE": f"{work}/backup.pem",
            "BACKUP_KEY": f"{work}/backup.key",
            "WAL_ARCHIVE": f"{work}/wal",
        }

    def run(self, *words: str, expect: int = 0, **more: str) -> str:
        started = time.monotonic()
        done = subprocess.run(
            words,
            env=self.environment | more,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self.times.append(
            (
                " ".join(pathlib.Path(word).name for word in words[:2]),
                time.monotonic() - started,
            )
        )
        assert (done.returncode == 0) == (expect == 0), (
            f"{words}: {done.returncode}\n{done.stdout}"
        )
        return done.stdout

    def script(self, name: str, *words: str, expect: int = 0, **more: str) -> str:
        return self.run("sh", str(self.scripts / name), *words, expect=expect, **more)

    def sql(self, text: str, port: int | None = None) -> str:
        where = {"PGPORT": str(port)} if port else {}
        return self.run(
            "psql", "-qAtX", "-v", "ON_ERROR_STOP=1", "-c", text, **where
        ).strip()

    def start(self) -> None:
        data = self.work / "data"
        (self.work / "wal").mkdir()
        self.run(
            "initdb",
            "-D",
            str(data),
            "-U",
            "airflow",
            "--data-checksums",
            "--auth=trust",
        )
        with (data / "postgresql.conf").open("a") as file:
            file.write(
                f"port = {self.port}\nunix_socket_directories = '/tmp'\n"
                "listen_addresses = ''\nfsync = off\n"
                f"archive_mode = on\narchive_timeout = 60\nwal_level = replica\n"
                f"archive_command = 'WAL_ARCHIVE={self.work}/wal "
                f"sh {self.scripts}/archive_wal.sh %p %f'\n"
            )
        self.run(
            "pg_ctl",
            "-D",
            str(data),
            "-l",
            str(self.work / "server.log"),
            "-w",
            "start",
        )
        self.run("createdb", "airflow")
        self.run(
            *"openssl req -x509 -newkey rsa:2048 -nodes -days 30".split(),
            *("-subj", "/CN=backup"),
            *(
                "-keyout",
                self.environment["BACKUP_KEY"],
                "-out",
                self.environment["BACKUP_CERTIFICATE"],
            ),
        )

    def stop(self, folder: str) -> None:
        subprocess.run(
            [BIN / "pg_ctl", "-D", self.work / folder, "-m", "immediate", "stop"],
            capture_output=True,
        )

    def archived(self) -> None:
        """Waits until all that was written is in the archive."""
        segment = self.sql("select pg_walfile_name(pg_current_wal_lsn())")
        self.sql("select pg_switch_wal()")
        for _ in range(300):
            if (self.work / "wal" / f"{segment}.gz").exists():
                return
            time.sleep(0.1)
        raise AssertionError(
            f"{segment} was not archived: "
            f"{(self.work / 'server.log').read_text()[-500:]}"
        )


CHECKSUM = (
    "select count(*) || ' ' || md5(string_agg(id || name, ',' order by id)) from orders"
)


def postgres(drill: Drill, rows: int) -> None:
    drill.start()
    drill.sql(
        f"create table orders as select g as id, '{CANARY}' || g as name "
        f"from generate_series(1, {rows}) g;"
        'create table "odd name\'s" (v int); create index on orders (id)'
    )
    before = drill.sql(CHECKSUM)

    drill.script("dump_postgres.sh")
    for place in ("store", "copy"):
        stored = next((drill.work / place / "metadata" / "dumps").iterdir())
        assert CANARY.encode() not in stored.read_bytes(), f"{place} is not encrypted"
    drill.script("drill_postgres.sh")
    drill.script("drill_postgres.sh", PGHOST="")
    whole = next((drill.work / "store" / "metadata" / "dumps").iterdir())
    content = whole.read_bytes()
    whole.write_bytes(content[: len(content) // 2])
    drill.script("drill_postgres.sh", expect=1)
    whole.write_bytes(content)

    drill.script("base_backup.sh")
    drill.sql("insert into orders values (-1, 'after the copy')")
    time.sleep(1)
    target = drill.sql("select now()")
    time.sleep(1)
    after = drill.sql(CHECKSUM)
    drill.sql("delete from orders where id % 2 = 0")
    drill.archived()
    assert after != before and drill.sql(CHECKSUM) != after

    port = free_port()
    drill.script(
        "recover_postgres.sh", target, str(drill.work / "recovered"), str(port)
    )
    assert drill.sql(CHECKSUM, port) == after, "the recovered rows are others"
    drill.stop("recovered")
    late = drill.script(
        "recover_postgres.sh",
        "2099-01-01 00:00:00+00",
        str(drill.work / "late"),
        str(free_port()),
        expect=1,
    )
    assert "lies after the last segment" in late, late
    early = drill.script(
        "recover_postgres.sh",
        "2000-01-01 00:00:00+00",
        str(drill.work / "early"),
        str(free_port()),
        expect=1,
    )
    assert "lies before the end of each copy" in early, early
    for folder in ("late", "early", "data"):
        drill.stop(folder)


def count(port: int) -> float:
    url = f"http://127.0.0.1:{port}/api/v1/query?query=count_over_time(up[10m])"
    result = json.load(urllib.request.urlopen(url))["data"]["result"]
    return float(result[0]["value"][1]) if result else 0


def prometheus(drill: Drill) -> None:
    def serve(folder: str, port: int, *more: str) -> subprocess.Popen:
        (drill.work / "prometheus.yml").write_text(
            f"global: {{scrape_interval: 1s}}\n"
            f"scrape_configs:\n- job_name: self\n  static_configs:\n"
            f"  - targets: ['127.0.0.1:{port}']\n"
            if more
            else "global: {}\n"
        )
        return subprocess.Popen(
            [
                "prometheus",
                f"--config.file={drill.work}/prometheus.yml",
                f"--storage.tsdb.path={drill.work}/{folder}",
                f"--web.listen-address=127.0.0.1:{port}",
                *more,
            ],
            stderr=subprocess.DEVNULL,
        )

    def wait(port: int) -> None:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/-/ready")
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("Prometheus is not ready")

    port = free_port()
    server = serve("metrics", port, "--web.enable-admin-api")
    try:
        wait(port)
        metrics = {
            "BACKUP_NAME": "prometheus",
            "PROMETHEUS_URL": f"http://127.0.0.1:{port}",
            "PROMETHEUS_DATA": f"{drill.work}/metrics",
        }
        assert "is empty" in drill.script("snapshot_prometheus.sh", expect=1, **metrics)
        for _ in range(300):
            if count(port) >= 5:
                break
            time.sleep(0.1)
        drill.script("snapshot_prometheus.sh", **metrics)
        left = (drill.work / "metrics" / "snapshots").iterdir()
        assert not any(any(snapshot.iterdir()) for snapshot in left), (
            "a snapshot holds disk space"
        )
        seen = count(port)
    finally:
        server.terminate()
        server.wait()
    drill.script(
        "drill_prometheus.sh", str(drill.work / "restored"), BACKUP_NAME="prometheus"
    )
    port = free_port()
    server = serve("restored", port)
    try:
        wait(port)
        restored = count(port)
    finally:
        server.terminate()
        server.wait()
    assert 0 < restored <= seen, (restored, seen)
    print(
        f"Prometheus: {restored:.0f} of {seen:.0f} samples are back, "
        "as many as there were when the snapshot was made"
    )


def main() -> int:
    drill = Drill(
        pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    )
    rows = int(sys.argv[3]) if len(sys.argv) > 3 else 200_000
    try:
        postgres(drill, rows)
        size = sum(
            f.stat().st_size
            for f in (drill.work / "store" / "metadata").rglob("*")
            if f.is_file()
        )
        print(f"PostgreSQL: {rows} rows, {size} bytes stored")
        prometheus(drill)
    finally:
        drill.stop("data")
    for name, seconds in drill.times:
        if name.startswith("sh "):
            print(f"{seconds:6.1f} s  {name[3:]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
