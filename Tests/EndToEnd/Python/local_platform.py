"""Runs the platform of a new package on this machine, as its README says.

local_platform.py <dagc> <dag-sync> <folder of dagc's sources>
"""

import json
import os
import signal
import subprocess
import time
from datetime import datetime, timezone

from local_package import Airflow, told, wait, with_package


def processes(package):
    """The process of each part, by the supervisor's own word."""
    control = package.environment.get(
        "DAGC_LOCAL_PYTHON", f"{package.folder}/.dagc/python"
    )
    done = subprocess.run(
        [
            f"{control}/bin/supervisorctl",
            "-c",
            ".dagc/local/supervisord.conf",
            "status",
        ],
        cwd=package.folder,
        capture_output=True,
        text=True,
    )
    rows = [line.split() for line in done.stdout.splitlines() if "RUNNING" in line]
    return {row[0]: int(row[3].rstrip(",")) for row in rows}


def incident(package, pages, began):
    """What all parts that keep a record tell of the time since then."""
    package.environment["DAGC_AIRFLOW_TOKEN"] = Airflow(
        pages["airflow-api-server"]
    ).token
    written = package.run(
        *["swift", "run", "--quiet", "orders", "report", "incident"],
        *["--format", "json", "--from", began],
        *["--airflow", pages["airflow-api-server"]],
        *["--prometheus", pages["prometheus"].removesuffix("/alerts")],
        *["--alertmanager", pages["alertmanager"]],
        *["--repository", ".dagc/local/repository.git"],
        cwd=package.folder,
    )
    return json.loads(written)


def exercise(package):
    started = time.monotonic()
    began = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    package.local("up")
    print(f"up: {time.monotonic() - started:.1f} s", flush=True)
    pages = package.pages()
    airflow = Airflow(pages["airflow-api-server"])
    wait("the pipeline is read", lambda: airflow.ask("dags/daily_orders"))

    # A change that was pushed is what Airflow has next.
    package.change("Fetches the orders of a day and loads them.", "Fetches and loads.")
    package.local("push")
    wait(
        "the change is read",
        lambda: (
            "Fetches and loads." in str(airflow.ask("dags/daily_orders")["description"])
        ),
    )

    # A run that fails is told to whom the environment's route says.
    package.change("echo fetching orders of", "exit 1; echo fetching orders of")
    package.change(
        "retry: .exponential(3, from: .minutes(1), upTo: .minutes(15)), ", ""
    )
    package.local("push")
    wait("the failing command is read", lambda: failing_command(airflow))
    airflow.ask("dags/daily_orders", {"is_paused": False}, "PATCH")
    airflow.ask("dags/daily_orders/dagRuns", {"logical_date": None})
    wait("the run fails", lambda: "failed" in airflow.states("daily_orders"))
    found = wait(
        "the message comes", lambda: told(pages["receiver"], "PipelineFailed", "firing")
    )
    assert {message["receiver"] for message in found} == {"data-alerts"}, found
    account = incident(package, pages, began)
    kinds = [event["kind"] for event in account["events"]]
    assert {"change", "published", "run failed", "alert"} <= set(kinds), account
    assert kinds.index("run failed") < kinds.index("alert"), "in the order of time"
    failed = next(event for event in account["events"] if event["kind"] == "run failed")
    assert "fetch_orders failed first, at try 1" in failed["detail"], failed

    # Each part is killed once, and comes back.
    runs = airflow.states("daily_orders")
    for part, process in processes(package).items():
        os.kill(process, signal.SIGKILL)
        wait(
            f"{part} is back",
            lambda part=part, old=process: came_back(package, part, old),
        )
    wait("all parts work", lambda: all_work(package))
    assert airflow.states("daily_orders")[: len(runs)] == runs, "no run is lost"

    package.local("down")
    assert "no platform runs here" in package.local("status", status=1)


def failing_command(airflow):
    source = airflow.ask("dags/daily_orders/tasks/fetch_orders")
    return "exit 1" in json.dumps(source) or source["retries"] == 0


def came_back(package, part, old):
    return processes(package).get(part, old) != old


def all_work(package):
    rows = package.local("status").splitlines()
    return all(
        " works " in row
        for row in rows
        if row.startswith(("airflow", "postgres", "dag"))
    )


if __name__ == "__main__":
    with_package(exercise)
