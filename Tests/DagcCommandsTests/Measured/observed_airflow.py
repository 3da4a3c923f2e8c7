"""Runs a DAG of two tasks on a real Airflow, and prints what was read in both ways.

Called with the folder of the programs and one of its own, by the Python of an Airflow.
"""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from importlib.metadata import version
from pathlib import Path

import jsonschema

PROGRAMS, HOME = Path(sys.argv[1]), Path(sys.argv[2])
BIN = Path(sys.executable).parent
THREE = version("apache-airflow").startswith("3")
DAG = """
import time
from datetime import datetime

try:
    from airflow.sdk import DAG
    from airflow.providers.standard.operators.python import PythonOperator
except ImportError:
    from airflow import DAG
    from airflow.operators.python import PythonOperator


def pause():
    time.sleep(2)


def fail():
    raise ValueError("a secret: hunter2")


with DAG("measured", schedule=None, start_date=datetime(2026, 1, 1), catchup=False):
    quick = PythonOperator(task_id="quick", python_callable=pause)
    broken = PythonOperator(task_id="broken", python_callable=fail)
    quick >> broken
"""


def environment(port):
    own = {
        "AIRFLOW_HOME": str(HOME),
        "AIRFLOW__CORE__DAGS_FOLDER": str(HOME / "dags"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        # The one that Airflow 2 has for SQLite; none starts here.
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor" if THREE else "SequentialExecutor",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{HOME}/airflow.db",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://127.0.0.1:{port}/execution/",
        "AIRFLOW__API__BASE_URL": f"http://127.0.0.1:{port}",
        "AIRFLOW__API_AUTH__JWT_SECRET": "measured" * 8,
        "AIRFLOW__API__AUTH_BACKENDS": "airflow.api.auth.backend.basic_auth",
        "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW__WEBSERVER__WORKERS": "1",
    }
    return {**os.environ, **own, "PATH": f"{BIN}:{os.environ['PATH']}"}


def given(sources):
    tasks = [
        {
            "id": name,
            "after": [],
            "pool": None,
            "limit": None,
            "checks": False,
            "reads": [],
            "writes": [],
        }
        for name in ["quick", "broken"]
    ]
    pipelines = [
        {"id": "measured", "tasks": tasks},
        {"id": "never_published", "tasks": []},
    ]
    plan = {
        "name": "tests",
        "environment": "test",
        "pipelines": pipelines,
        "components": [],
        "pools": [],
    }
    return {
        "project": plan,
        "sources": sources,
        "from": "2026-01-01T00:00:00Z",
        "to": "2036-01-01T00:00:00Z",
    }


def read(sources, variables):
    ended = subprocess.run(
        [sys.executable, str(PROGRAMS / "observe.py")],
        input=json.dumps(given(sources)),
        env=variables,
        capture_output=True,
        text=True,
    )
    if ended.returncode:
        raise SystemExit(ended.stderr)
    return json.loads(ended.stdout.splitlines()[-1])


@contextlib.contextmanager
def started(words, variables):
    with open(HOME / f"{words[-1] if words[0] == 'x' else words[0]}.log", "w") as log:
        process = subprocess.Popen(
            [str(BIN / "airflow"), *words],
            env=variables,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(60)


def main():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    variables = environment(port)
    (HOME / "dags").mkdir(parents=True)
    (HOME / "dags" / "measured.py").write_text(DAG, encoding="utf-8")

    def airflow(*words, check=True):
        ended = subprocess.run(
            [str(BIN / "airflow"), *words],
            env=variables,
            capture_output=True,
            text=True,
        )
        if check and ended.returncode:
            raise SystemExit(
                f"airflow {words}: {ended.stdout[-2000:]}{ended.stderr[-2000:]}"
            )

    airflow("db", "migrate")
    if THREE:
        airflow("dags", "reserialize")
    else:
        person = ["--firstname", "A", "--lastname", "B", "--email", "a@example.com"]
        who = ["--username", "admin", "--password", "admin", "--role", "Admin"]
        airflow("users", "create", *who, *person)
    # The run fails, as its second task does; it is recorded all the same.
    if THREE:
        airflow("dags", "test", "measured", "2026-06-01", check=False)
    else:
        # `dags test` of Airflow 2 records no times.
        with started(["scheduler"], variables):
            for _ in range(120):
                airflow("dags", "unpause", "measured", check=False)
                known = read({"database": True}, variables)["pipelines"]
                if known.get("measured", {}).get("runs", {}).get("failed"):
                    break
                if not known:
                    airflow(
                        "dags", "trigger", "measured", "--run-id", "one", check=False
                    )
                time.sleep(3)
    by_database = read({"database": True}, variables)
    server = ["api-server"] if THREE else ["webserver"]
    words = [
        *server,
        "--port",
        str(port),
        "--host" if THREE else "--hostname",
        "127.0.0.1",
    ]
    with started(words, variables):
        question = "/api/v2/version" if THREE else "/api/v1/version"
        for _ in range(600):
            try:
                urllib.request.urlopen(
                    f"http://127.0.0.1:{port}{question}", timeout=5
                ).read()
                break
            except OSError:
                time.sleep(1)
        named = {
            **variables,
            "DAGC_AIRFLOW_USER": "admin",
            "DAGC_AIRFLOW_PASSWORD": "admin",
        }
        if THREE:
            request = urllib.request.Request(f"http://127.0.0.1:{port}/auth/token")
            with urllib.request.urlopen(request, timeout=30) as answer:
                named = {
                    **variables,
                    "DAGC_AIRFLOW_TOKEN": json.load(answer)["access_token"],
                }
        by_api = read({"airflow": f"http://127.0.0.1:{port}"}, named)
    schema = json.loads((PROGRAMS / "observed.schema.json").read_text(encoding="utf-8"))
    for observed in [by_database, by_api]:
        jsonschema.validate(observed, schema)
    print(json.dumps({"database": by_database, "api": by_api}))


main()
