"""Import all example DAGs of an Airflow, compile their Swift, and compare the facts.

import_examples.py PACKAGE PRODUCT AIRFLOW_PYTHON

PACKAGE is a package that `dagc init` has made, or one like it, and PRODUCT its command.
Its pipelines are lost. Prints how many DAGs are equal in structure and in arguments,
and each difference; ends with 1 where fewer than 95 of 100 facts are the same.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = """import DagDSL

struct Examples: Project {
    let name: Name = "examples"
    let start = Day(2021, 1, 1)
    let environments = [
        Environment("test", orchestrator: .airflow(.v3_3, tree: "/dags"))
    ]
}
"""
# What imports nothing that the wheels do not bring, in one folder as Airflow has it.
FOLDERS = ("airflow/example_dags", "airflow/providers/standard/example_dags")
GOAL = 0.95


def examples(python: str, folder: Path) -> int:
    """Copies the example DAGs of the wheels, and what they read, into one folder."""
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    answer = subprocess.run([python, "-c", where], capture_output=True, check=True)
    packages = Path(answer.stdout.decode().strip())
    shutil.rmtree(folder, ignore_errors=True)
    for name in FOLDERS:
        shutil.copytree(
            packages / name,
            folder,
            dirs_exist_ok=True,
            ignore=shutil.ignore_patterns("__pycache__", "__init__.py"),
        )
    return len(list(folder.glob("*.py")))


def dagc(package: Path, product: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = ["swift", "run", "--quiet", product, *words]
    return subprocess.run(command, cwd=package, capture_output=True, text=True)


def emptied(pipelines: Path) -> None:
    shutil.rmtree(pipelines)
    pipelines.mkdir()
    (pipelines / "ExamplesProject.swift").write_text(PROJECT)


def counts(table: str) -> dict[str, tuple[bool, bool]]:
    """Of each DAG whether its structure and its arguments are the same."""
    found = {}
    for line in table.splitlines():
        row = re.match(r"(\S+)\s+(\d+) of (\d+)\s+(\d+) of (\d+)", line)
        if row:
            same, every, same_given, every_given = (int(row[i]) for i in range(2, 6))
            found[row[1]] = (same == every, same_given == every_given)
        elif "is not compiled" in line:
            found[line.split()[0]] = (False, False)
    return found


def main(folder: str, product: str, python: str) -> int:
    package = Path(folder).resolve()
    dags = package / "examples"
    files = examples(python, dags)
    emptied(package / "pipelines")
    imported = dagc(package, product, "import", str(dags), "--airflow-python", python)
    print(imported.stdout.rpartition("  + ")[2], imported.stderr, sep="")
    verify = ("import", str(dags), "--verify", "--airflow-python", python)
    verified = dagc(package, product, *verify)
    print(verified.stdout, verified.stderr[-20_000:], sep="")
    rows = counts(verified.stdout)
    structure = sum(same for same, _ in rows.values())
    arguments = sum(same for _, same in rows.values())
    print(f"{files} files, {len(rows)} DAGs")
    print(f"{structure} equal in structure, {arguments} equal in arguments")
    total = re.search(r"(\d+) of (\d+) facts are the same", verified.stdout)
    if total is None:
        return 1
    share = int(total[1]) / int(total[2])
    print(f"{share:.1%} of facts")
    return 0 if share >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
