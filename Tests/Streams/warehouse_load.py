#!/usr/bin/env python3
"""Takes messages as the emitted statement for Snowflake does, in an engine that speaks it.

warehouse_load.py STATEMENTS MESSAGES    prints the rows as JSON

MESSAGES is a JSON list. The statement's query runs as it is but for where its messages come from, which is a stage of
Snowflake's own. Source of the dialect: fakesnow, which translates it for DuckDB.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import fakesnow
import snowflake.connector


def main() -> None:
    statements, messages = Path(sys.argv[1]).read_text(), json.loads(sys.argv[2])
    found = re.search(r"copy into .*? from \(\s*(select\s.*?)\s+from '@[^']*'\s*\)", statements, re.DOTALL)
    if found is None:
        raise SystemExit("no query loads anything")
    query = found.group(1).replace("$1:", "message:") + " from messages order by place"
    with fakesnow.patch():
        cursor = snowflake.connector.connect(database="tests", schema="streams").cursor()
        cursor.execute("create table messages (place number, message variant)")
        for place, message in enumerate(messages):
            text = json.dumps(message).replace("'", "''")
            cursor.execute(f"insert into messages select {place}, parse_json('{text}')")
        rows = cursor.execute(query).fetchall()
    print(json.dumps([[None if value is None else str(value) for value in row] for row in rows]))


if __name__ == "__main__":
    main()
