"""Holds manifests against the schema of their kind, strictly.

read_manifests.py CRD FOLDER...

Where a schema names properties, no others are allowed: Kubernetes would drop them
without a word.
"""

import sys
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator


def strict(schema):
    """The schema, closed wherever it names properties."""
    if isinstance(schema, list):
        return [strict(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: strict(value) for key, value in schema.items()}
    if isinstance(schema.get("properties"), dict) and not schema.get(
        "x-kubernetes-preserve-unknown-fields"
    ):
        closed.setdefault("additionalProperties", False)
    return closed


def main(definition, *folders):
    resource = yaml.safe_load(Path(definition).read_text())
    versions = {
        version["name"]: version["schema"]["openAPIV3Schema"]
        for version in resource["spec"]["versions"]
    }
    group, kind = resource["spec"]["group"], resource["spec"]["names"]["kind"]
    read = 0
    amiss = []
    for folder in folders:
        for path in sorted(Path(folder).rglob("*.yaml")):
            manifest = yaml.safe_load(path.read_text())
            if manifest["kind"] != kind:
                continue
            read += 1
            name, version = manifest["apiVersion"].split("/")
            if name != group:
                amiss.append(f"{path}: {name} is not {group}")
                continue
            schema = strict(versions[version])
            # What a kind has of every object is the API's own.
            schema["properties"]["metadata"] = {"type": "object"}
            for error in Draft202012Validator(schema).iter_errors(manifest):
                amiss.append(
                    f"{path}: {'.'.join(map(str, error.path))}: {error.message}"
                )
    print(f"read {read}", *amiss, sep="\n")
    return 1 if amiss or not read else 0


sys.exit(main(*sys.argv[1:]))
