"""A pipeline that is late and one whose data grow old, on a real Airflow.

Its own metrics raise the emitted alerts, and end them.

watched_platform.py <dagc> <dag-sync> <folder of dagc's sources>
"""

import time
from datetime import datetime, timedelta, timezone

from local_package import Airflow, told, wait, with_package

# Seconds: how old data may be, what their alert waits for besides, and what a run takes
# that misses its deadline.
FRESH = 240
BESIDES = 300
RUN = 420

PIPELINES = """
import DagDSL

struct FreshOrders: Pipeline {{
    let id: PipelineID = "fresh_orders"
    let summary = "Counts the orders."
    let schedule: Schedule = .manual()
    let owner: Owner = .team("data")
    let objectives: [Objective] = [.runsDoNotFail(), .fresh(within: .seconds({fresh}))]
    var flow: some Flow {{ Bash("count", "echo counted") }}
}}

struct SlowOrders: Pipeline {{
    let id: PipelineID = "slow_orders"
    let summary = "Counts the orders once more."
    let schedule: Schedule = .daily(at: "{start:%H:%M}", in: .utc)
    let start: Day? = Day({since:%Y, %-m, %-d})
    let owner: Owner = .team("data")
    let objectives: [Objective] = [
        .runsDoNotFail(),
        .onTime(by: "{deadline:%H:%M}", in: .utc, warning: .minutes(1)),
    ]
    var flow: some Flow {{ Bash("count", "sleep {run}") }}
}}
"""


def exercise(package):
    package.local("up")
    pages = package.pages()
    airflow = Airflow(pages["airflow-api-server"])

    def message(name, state):
        return lambda: told(pages["receiver"], name, state)

    # The alert of a deadline needs a pipeline that was known before the run was due.
    start = (datetime.now(timezone.utc) + timedelta(minutes=5)).replace(second=0)
    deadline = start + timedelta(minutes=3)
    # The first run is that of the day that ends at the start: one about a day before
    # would begin at once, and its success would be taken for that of the run in time.
    times = {"start": start, "since": start - timedelta(days=1), "deadline": deadline}
    (package.folder / "pipelines/Watched.swift").write_text(
        PIPELINES.format(fresh=FRESH, run=RUN, **times)
    )
    package.local("push")
    for name in ("fresh_orders", "slow_orders"):
        wait(f"{name} is read", lambda name=name: airflow.ask(f"dags/{name}"))
        airflow.ask(f"dags/{name}", {"is_paused": False}, "PATCH")
    airflow.ask("dags/fresh_orders/dagRuns", {"logical_date": None})
    wait("a run succeeds", lambda: "success" in airflow.states("fresh_orders"))
    succeeded = time.time()
    assert datetime.now(timezone.utc) < start, "the machine is too slow for this"

    wait("a warning", message("PipelineAtRisk", "firing"))
    assert datetime.now(timezone.utc) >= deadline - timedelta(minutes=1)
    assert not told(pages["receiver"], "PipelineLate", "firing"), (
        "not before it is late"
    )
    wait("the late run is told", message("PipelineLate", "firing"))
    assert datetime.now(timezone.utc) >= deadline
    assert airflow.states("slow_orders") == ["running"], "late, and at work"

    wait("old data are told", message("PipelineStale", "firing"))
    assert time.time() >= succeeded + FRESH + BESIDES - 60, "not before they are old"
    airflow.ask("dags/fresh_orders/dagRuns", {"logical_date": None})
    wait("new data are told", message("PipelineStale", "resolved"))

    wait("the late run ends", lambda: airflow.states("slow_orders") == ["success"])
    wait("its end is told", message("PipelineLate", "resolved"))
    assert not told(pages["receiver"], "PipelineFailed", "firing"), "nothing failed"
    package.local("down")


if __name__ == "__main__":
    with_package(exercise)
