"""Check rules on a DuckDB file with Soda Core, and print how many do not hold, as JSON.

check_quality.py FILE RULES
"""

from __future__ import annotations

import json
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

Rule = dict[str, Any]


def bound(rule: Rule, end: str) -> float | None:
    return float(rule[end]["number"]) if end in rule else None


def soda(path: str, rules: list[Rule]) -> int:
    from soda.scan import Scan

    lines = ["checks for orders:"]
    for number, rule in enumerate(rules):
        column = rule.get("columns", [""])[0]
        name = f"{rule['rule']} {number}"
        if rule["rule"] == "not_null":
            lines += [f"  - missing_count({column}) = 0:", f"      name: {name}"]
        elif rule["rule"] == "row_count":
            lines += [f"  - row_count >= {rule['at_least']}:", f"      name: {name}"]
        elif rule["rule"] == "accepted":
            words = json.dumps(rule["values"])
            lines += [
                f"  - invalid_count({column}) = 0:",
                f"      name: {name}",
                f"      valid values: {words}",
            ]
        else:
            lines += [f"  - invalid_count({column}) = 0:", f"      name: {name}"]
            if "low" in rule:
                lines.append(f"      valid min: {bound(rule, 'low'):g}")
            else:
                lines.append(f"      valid max: {bound(rule, 'high'):g}")
    scan = Scan()
    scan.set_data_source_name("orders")
    scan.set_scan_definition_name("benchmark")
    scan.add_configuration_yaml_str(
        f"data_source orders:\n  type: duckdb\n  path: {path}\n  read_only: true\n"
    )
    scan.add_sodacl_yaml_str("\n".join(lines) + "\n")
    scan.disable_telemetry() if hasattr(scan, "disable_telemetry") else None
    scan.execute()
    assert not scan.has_error_logs(), scan.get_logs_text()
    return len(scan.get_checks_fail())


def main(path: str, rules: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        # Soda may want to write beside its source, which others still read.
        place = Path(folder) / "copy.duckdb"
        place.symlink_to(path)
        failing = soda(str(place), json.loads(rules))
    print(json.dumps({"tool": f"Soda Core {version('soda-core')}", "failing": failing}))


if __name__ == "__main__":
    main(*sys.argv[1:])
