"""What jobs found, from the results that they leave (`dagc.job-result/1`)."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

SCHEMA = "dagc.job-result/1"


def read_results(folder: str, begin: str, end: str) -> list[dict[str, Any]]:
    """One entry for each result of the time, the earliest first, without its rows."""
    root = Path(folder)
    if not root.is_dir():
        raise FileNotFoundError(f"there is no folder {folder}")
    found = []
    for file in sorted(root.glob("*/*/*.json")):
        try:
            result = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as problem:
            print(f"{file.relative_to(root)} is left out: {problem}", file=sys.stderr)
            continue
        if not isinstance(result, dict) or result.get("schema") != SCHEMA:
            continue
        if not begin <= result["finished_at"][:19] <= end:
            continue
        entry = {
            "dag": result["dag_id"],
            "task": result["task_id"],
            "job": result["job"],
            "status": result["status"],
            "at": result["finished_at"][:19] + "Z",
        }
        rows = [rule["rows"] for rule in result.get("rules", []) if "rows" in rule]
        if rows:
            entry["rows"] = max(rows)
        elif "rows_batch" in result:
            entry["rows"] = result["rows_batch"]
        for key, name in [("score", "score"), ("worst_percent", "percent")]:
            if key in result:
                entry[name] = float(result[key])
        if "dataset" in result:
            entry["dataset"] = result["dataset"]
        found.append(entry)
    return sorted(found, key=lambda entry: entry["at"])
