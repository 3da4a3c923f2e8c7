#!/usr/bin/env python3
"""Run the emitted statements on a real PostgreSQL, as whom they are for, and take them back.

database.py FOLDER    has the files that dagc emits for the stream `shop` of the tests
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from capture import Scene, statements

# What a stream may leave in a server.
LEFT = """
select 'role ' || rolname from pg_roles where rolname like 'shop%'
union all select 'publication ' || pubname from pg_publication
union all select 'slot ' || slot_name from pg_replication_slots
union all select 'table ' || tablename from pg_tables where schemaname = 'public' and tablename like 'shop%'
union all select 'identity ' || relname from pg_class where relname = 'orders' and relreplident <> 'd'
union all select 'grant ' || grantee from information_schema.role_table_grants where grantee like 'shop%'
"""


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="database-", dir="/tmp") as folder:
        scene = Scene(Path(sys.argv[1]), Path(folder))
        try:
            scene.make_database()
            check(scene)
        finally:
            scene.close()


def check(scene: Scene) -> None:
    made = scene.sql(LEFT).splitlines()
    if "publication shop_capture" not in made or "table shop_heartbeat" not in made:
        raise SystemExit(f"something was not made: {made}")
    published = scene.sql("select tablename from pg_publication_tables order by 1").split()
    if published != ["orders", "shop_heartbeat"]:
        raise SystemExit(f"{published} are published")
    # The role makes the slot, as the connector will, beats, and can do no more than read.
    own = "set role shop_capture;"
    scene.sql(f"{own} select pg_create_logical_replication_slot('shop_capture', 'pgoutput')")
    scene.sql(f"{own} insert into public.shop_heartbeat values (1, now())")
    scene.sql(f"{own} select * from orders")
    if scene.try_sql_as(own, "delete from orders"):
        raise SystemExit("the role can delete orders")
    if scene.sql("show max_slot_wal_keep_size") in ("-1", "0"):
        raise SystemExit("nothing bounds the log of a slot")
    for statement in statements(scene.stream / "postgres/revert.sql"):
        scene.sql(statement)
    left = scene.sql(LEFT)
    if left:
        raise SystemExit(f"this is left: {left}")


if __name__ == "__main__":
    main()
