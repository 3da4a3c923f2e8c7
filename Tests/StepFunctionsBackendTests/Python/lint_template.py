"""Says what cfn-lint finds in a template, alone and with the machines in it.

lint_template.py TEMPLATE MACHINES    prints a line for each finding, of any severity
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from cfnlint.api import ManualArgs, lint


def main() -> None:
    template = json.loads(Path(sys.argv[1]).read_text())
    for resource in template["Resources"].values():
        location = resource["Properties"].get("DefinitionS3Location")
        if location:
            name = location["Key"]["Fn::Sub"].rsplit("/", 1)[1]
            del resource["Properties"]["DefinitionS3Location"]
            resource["Properties"]["Definition"] = json.loads(
                (Path(sys.argv[2]) / name).read_text()
            )
    if "PythonFunction" not in template["Resources"]:
        for unused in ("CodeBucket", "CodePrefix"):
            del template["Parameters"][unused]
    for text in (Path(sys.argv[1]).read_text(), json.dumps(template)):
        for found in lint(
            text,
            config=ManualArgs(regions=["eu-central-1"], include_checks=["I", "W", "E"]),
        ):
            print(f"{found.rule.id} {found.message}")


if __name__ == "__main__":
    main()
