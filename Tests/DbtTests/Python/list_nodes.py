"""Says what dbt itself selects.

list_nodes.py PROJECT FILE    [{"select": [TERM], "exclude": [TERM]}]

Prints one JSON list of lists of ids.
"""

import json
import os
import sys
from pathlib import Path

from dbt.cli.main import dbtRunner

KINDS = ("model", "seed", "snapshot", "test", "source")


def main(project, path):
    os.chdir(project)
    places = ["--project-dir", project, "--profiles-dir", project]
    parsed = dbtRunner().invoke(["--quiet", "parse", *places])
    if not parsed.success:
        sys.exit(f"dbt parse: {parsed.exception}")
    runner = dbtRunner(manifest=parsed.result)
    answers = []
    for asked in json.loads(Path(path).read_text()):
        options = [word for term in asked["select"] for word in ("--select", term)]
        options += [word for term in asked["exclude"] for word in ("--exclude", term)]
        options += [word for kind in KINDS for word in ("--resource-type", kind)]
        listed = runner.invoke(
            ["--quiet", "ls", *places, *options, "--output", "json"]
            + ["--output-keys", "unique_id"]
        )
        if not listed.success:
            sys.exit(f"dbt ls {options}: {listed.exception}")
        answers.append(sorted(json.loads(line)["unique_id"] for line in listed.result))
    print(json.dumps(answers))


main(*sys.argv[1:])
