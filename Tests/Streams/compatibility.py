#!/usr/bin/env python3
"""Hold what dagc says of changes of a table against those who judge and read.

compatibility.py FILE    has changes, each with the schemas of both sides and what their columns mean

The judge is Confluent's own. Readers are Avro's resolution, by fastavro and by Apache's own library, which give what a
deserializer gives, and ClickHouse on a file. A value is damaged when it is read as another one without an error. Fails
when a change is allowed and a value is damaged or cannot be read, in one direction or the other.
"""

from __future__ import annotations

import copy
import io
import json
import sys
import tempfile
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import avro.io
import avro.schema
import chdb
import fastavro
import jars
import jpype

MOMENT = datetime(2026, 1, 31, 12, 0, 0, 123456, tzinfo=timezone.utc)
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
# What each unit is of the first one.
UNITS = {None: Decimal(1), "EUR": Decimal(1), "cent": Decimal("0.01")}
SAMPLES = {
    "text": "a text",
    "integer": 7,
    "decimal": Decimal("1.50"),
    "boolean": True,
    "timestamp": MOMENT,
    "date": MOMENT.date(),
}


def written(column: dict[str, Any]) -> Any:
    """A sample of a column as it stands in a message."""
    value = SAMPLES[column["type"]]
    if column["type"] == "decimal":
        unscaled = int(value / UNITS[column["unit"]] * 10 ** column["digits"])
        return unscaled.to_bytes((unscaled.bit_length() + 8) // 8, "big", signed=True)
    if column["type"] == "timestamp":
        if column["digits"] is None:
            return value.isoformat().replace("+00:00", "Z")
        micros = (value - EPOCH) // timedelta(microseconds=1)
        return micros if column["digits"] > 3 else micros // 1000
    if column["type"] == "date":
        return (MOMENT - EPOCH).days
    return value


def meant(value: Any, column: dict[str, Any]) -> Any:
    """What a reader takes a value of a message for."""
    if value is None:
        return None
    if column["type"] == "decimal":
        return int.from_bytes(value, "big", signed=True) * UNITS[column["unit"]] / 10 ** column["digits"]
    if column["type"] == "timestamp" and column["digits"] is not None:
        micros = value if column["digits"] > 3 else value * 1000
        return EPOCH + timedelta(microseconds=micros)
    if column["type"] == "timestamp":
        return datetime.fromisoformat(value.replace("Z", "+00:00"))
    if column["type"] == "date":
        return (EPOCH + timedelta(days=value)).date()
    return value


def plain(schema: Any) -> Any:
    """The schema without what libraries would make of bytes and numbers by themselves."""
    schema = copy.deepcopy(schema)
    for field in schema["fields"]:
        kinds = field["type"] if isinstance(field["type"], list) else [field["type"]]
        for kind in kinds:
            if isinstance(kind, dict):
                kind.pop("logicalType", None)
    return schema


def encoded(side: dict[str, Any]) -> bytes:
    buffer = io.BytesIO()
    row = {column["name"]: written(column) for column in side["columns"]}
    fastavro.schemaless_writer(buffer, fastavro.parse_schema(plain(side["schema"])), row)
    return buffer.getvalue()


def by_fastavro(writer: dict[str, Any], reader: dict[str, Any]) -> dict[str, Any]:
    schemas = [fastavro.parse_schema(plain(side["schema"])) for side in (writer, reader)]
    return fastavro.schemaless_reader(io.BytesIO(encoded(writer)), *schemas)


def by_apache(writer: dict[str, Any], reader: dict[str, Any]) -> dict[str, Any]:
    schemas = [avro.schema.parse(json.dumps(plain(side["schema"]))) for side in (writer, reader)]
    decoder = avro.io.BinaryDecoder(io.BytesIO(encoded(writer)))
    return avro.io.DatumReader(*schemas).read(decoder)


def by_clickhouse(writer: dict[str, Any], reader: dict[str, Any]) -> dict[str, Any]:
    """A file of the writer, by a table of the reader."""
    row = {column["name"]: shown(column) for column in writer["columns"]}
    with tempfile.NamedTemporaryFile(suffix=".avro") as file:
        fastavro.writer(file, fastavro.parse_schema(writer["schema"]), [row])
        file.flush()
        kinds = ", ".join(
            f"{c['name']} {'Nullable(' + c['clickhouse'] + ')' if c['nullable'] else c['clickhouse']}"
            for c in reader["columns"]
        )
        text = str(
            chdb.query(
                f"select * from file('{file.name}', 'Avro', '{kinds.replace(chr(39), chr(39) * 2)}')", "JSONEachRow"
            )
        )
        return json.loads(text)


def shown(column: dict[str, Any]) -> Any:
    """A sample as fastavro writes it by the whole schema."""
    if column["type"] == "decimal":
        return SAMPLES["decimal"] / UNITS[column["unit"]]
    return written(column)


def outcome(read: Any, writer: dict[str, Any], reader: dict[str, Any]) -> str:
    """`same`, `lost`, `damaged` or `error`."""
    try:
        row = read(writer, reader)
    except Exception:  # noqa: BLE001 (whatever a reader says, it says that it cannot)
        return "error"
    known = {column["name"]: column for column in reader["columns"]}
    worst = "same"
    for column in writer["columns"]:
        if column["name"] == "id":
            continue
        if column["name"] not in known:
            worst = "lost"
            continue
        try:
            is_same = meant(row[column["name"]], known[column["name"]]) == SAMPLES[column["type"]]
        except (OverflowError, TypeError, ValueError, AttributeError):
            is_same = False
        if not is_same:
            return "damaged"
    return worst


def by_table(writer: dict[str, Any], reader: dict[str, Any]) -> str:
    """What ClickHouse shows, as text, against what was meant."""
    try:
        row = by_clickhouse(writer, reader)
    except Exception:  # noqa: BLE001
        return "error"
    known = {column["name"]: column for column in reader["columns"]}
    for column in writer["columns"]:
        if column["name"] == "id" or column["name"] not in known:
            continue
        value, other = row[column["name"]], known[column["name"]]
        if column["type"] == other["type"] == "decimal":
            if Decimal(str(value)) * UNITS[other["unit"]] != SAMPLES["decimal"]:
                return "damaged"
        elif column["type"] == other["type"] and column["type"] in ("text", "integer", "boolean"):
            if value != SAMPLES[column["type"]]:
                return "damaged"
    return "read"


def judge() -> Any:
    jars.start()
    schema = jpype.JClass("io.confluent.kafka.schemaregistry.avro.AvroSchema")
    level = jpype.JClass("io.confluent.kafka.schemaregistry.CompatibilityLevel")
    listed = jpype.JClass("java.util.Collections").singletonList

    def judged(old: Any, new: Any, name: str) -> bool:
        found = schema(json.dumps(new)).isCompatible(level.valueOf(name), listed(schema(json.dumps(old))))
        return bool(found.isEmpty())

    return judged


def main() -> None:
    changes = json.loads(Path(sys.argv[1]).read_text())
    judged = judge()
    failed = []
    print(
        f"{'change':30} {'dagc':8} {'BACK':5} {'FORW':5} {'FULL':5} {'old→new':9} {'new→old':9} {'Apache':9} ClickHouse"
    )
    for change in changes:
        old, new = change["old"], change["new"]
        levels = [judged(old["schema"], new["schema"], name) for name in ("BACKWARD", "FORWARD", "FULL")]
        forward, back = outcome(by_fastavro, old, new), outcome(by_fastavro, new, old)
        apache, table = outcome(by_apache, old, new), by_table(old, new)
        marks = " ".join(f"{'ok' if good else 'no':5}" for good in levels)
        print(f"{change['name']:30} {change['verdict']:8} {marks} {forward:9} {back:9} {apache:9} {table}")
        harm = {"damaged", "error"}
        # A column that is new or gone is nothing that a value is lost of, where old and new readers are told.
        if change["verdict"] == "allowed" and (harm & {forward, back} or not levels[2]):
            failed.append(change["name"])
    print(
        f"{len(changes)} changes, {sum(c['verdict'] == 'allowed' for c in changes)} allowed, "
        f"{len(failed)} of them harmful"
    )
    if failed:
        sys.exit(f"allowed and harmful: {', '.join(failed)}")


if __name__ == "__main__":
    main()
