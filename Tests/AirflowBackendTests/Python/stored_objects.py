"""Print what Airflow's database holds and which settings it does not know, as JSON.

stored_objects.py SETTINGS   connections by id with their types, pools with their slots,
                             keys of variables, and lines of SETTINGS that mean nothing
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from airflow.configuration import conf
from airflow.utils.session import create_session
from sqlalchemy import text


def unknown(settings: str) -> list[str]:
    """The settings that this version does not have, or does not read as they stand."""
    lines = [
        line for line in settings.splitlines() if line and not line.startswith("#")
    ]
    found = []
    for line in lines:
        name, _, value = line.partition("=")
        _, section, option = name.lower().split("__")
        known = conf.configuration_description.get(section, {}).get("options", {})
        os.environ[name] = value.strip("'\"")
        if option not in known or conf.get(section, option) != os.environ[name]:
            found.append(line)
    return found


if __name__ == "__main__":
    with create_session() as session:

        def rows(query: str) -> list[tuple[Any, ...]]:
            return [tuple(row) for row in session.execute(text(query))]

        stored = {
            "connections": dict(rows("select conn_id, conn_type from connection")),
            "pools": dict(rows("select pool, slots from slot_pool")),
            "variables": [key for (key,) in rows("select key from variable")],
        }
    print(json.dumps(stored | {"unknown": unknown(Path(sys.argv[1]).read_text())}))
