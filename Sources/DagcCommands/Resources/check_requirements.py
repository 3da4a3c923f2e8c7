"""Say what of a requirements file this Python lacks, or has in another version.

check_requirements.py TREE FILE

FILE lies in TREE. If it is that of the job runner, the runner is imported as well.
Prints one JSON object on the last line: the version of Python, and the problems.
"""

import json
import re
import shutil
import sys
from importlib import metadata
from pathlib import Path

OLDEST, NEWEST = (3, 10), (3, 13)
# Programs that tasks call by their names; they may stand in an environment apart.
PROGRAMS = {"dbt": "dbt", "pyspark": "spark-submit"}


def numbers(version):
    """The release of a version: 3.3.2rc1 is 3, 3, 2."""
    release = re.match(r"\d+(\.\d+)*", version)
    return [int(part) for part in release.group().split(".")] if release else []


def holds(version, operator, wanted):
    known, limit = numbers(version), numbers(wanted)
    size = max(len(known), len(limit))
    known, padded = (
        part + [0] * (size - len(part)) for part in (list(known), list(limit))
    )
    if operator == "~=":
        return known >= padded and known[: len(limit) - 1] == limit[:-1]
    return {
        ">=": known >= padded,
        "==": known == padded,
        "<": known < padded,
        "<=": known <= padded,
    }[operator]


def problem(line):
    """What is wrong with a requirement, if anything."""
    name, conditions = re.match(r"([\w.-]+)\s*(.*)", line).groups()
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        program = PROGRAMS.get(name.split("-")[0])
        if program and shutil.which(program):
            return None
        words = f", and no program {program} is found" if program else ""
        return f"{line} is not installed{words}"
    for operator, wanted in re.findall(r"(~=|>=|==|<=|<)\s*([\w.]+)", conditions):
        if not holds(version, operator, wanted):
            return f"{line} is asked for, and {version} is installed"
    return None


def of_runner(tree):
    """Whether the job runner can start here."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        return "the job runner is for Python 3.10 to 3.13"
    sys.path.insert(0, str(tree / "jobs"))
    sys.dont_write_bytecode = True
    try:
        import dagc_jobs.command  # noqa: F401
    except Exception as error:
        return f"the job runner cannot be imported: {error}"
    return None


def main(tree, file):
    lines = [line.strip() for line in (Path(tree) / file).read_text().splitlines()]
    wanted = [line for line in lines if line and not line.startswith("#")]
    problems = [problem(line) for line in wanted]
    if file.startswith("jobs/"):
        problems.append(of_runner(Path(tree)))
    version = ".".join(map(str, sys.version_info[:3]))
    found = [problem for problem in problems if problem]
    print(json.dumps({"python": version, "packages": len(wanted), "problems": found}))


main(*sys.argv[1:])
