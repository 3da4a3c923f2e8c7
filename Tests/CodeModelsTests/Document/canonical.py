"""Prints each JSON or YAML file in one canonical line, with types and key order."""

import json
import sys

import yaml


def canonical(value):
    if isinstance(value, dict):
        return (
            "{"
            + ",".join(f"{canonical(k)}:{canonical(v)}" for k, v in value.items())
            + "}"
        )
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, str):
        return "s" + ".".join(str(ord(c)) for c in value)
    return f"{type(value).__name__}:{value}"


for path in sys.argv[1:]:
    with open(path, "rb") as file:
        data = file.read().decode()
    print(
        canonical(json.loads(data) if path.endswith(".json") else yaml.safe_load(data))
    )
