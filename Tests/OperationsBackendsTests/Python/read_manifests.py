"""Holds generated manifests to Kubernetes' own schemas, strictly, and to those of the
operators' kinds.

usage: read_manifests.py FOLDER CRDS VERSION
"""

import pathlib
import sys

import jsonschema
import kubernetes_validate
import yaml


def documents(folder: pathlib.Path) -> list[tuple[pathlib.Path, dict]]:
    """Every object below a folder, with its file."""
    found = []
    for path in sorted(folder.rglob("*.yaml")):
        for document in yaml.safe_load_all(path.read_text()):
            if document is not None:
                found.append((path, document))
    return found


def strict(schema: object) -> object:
    """A schema of a custom resource that refuses what it does not name."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: strict(value) for key, value in schema.items()}
    if "properties" in result and not result.get(
        "x-kubernetes-preserve-unknown-fields"
    ):
        result.setdefault("additionalProperties", False)
    if result.get("x-kubernetes-int-or-string"):
        result["type"] = ["integer", "string"]
    return result


def custom_kinds(folder: pathlib.Path) -> dict[tuple[str, str], dict]:
    loader = type("Loader", (yaml.SafeLoader,), {})
    loader.yaml_implicit_resolvers = {
        first: [entry for entry in entries if entry[0] != "tag:yaml.org,2002:value"]
        for first, entries in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    kinds = {}
    for path in folder.glob("*-crd.yaml"):
        definition = yaml.load(path.read_text(), Loader=loader)
        spec = definition["spec"]
        for version in spec["versions"]:
            schema = strict(version["schema"]["openAPIV3Schema"])
            schema["properties"]["metadata"] = {"type": "object"}
            kinds[(f"{spec['group']}/{version['name']}", spec["names"]["kind"])] = (
                schema
            )
    return kinds


def problems(
    folder: pathlib.Path, crds: pathlib.Path, version: str
) -> tuple[list[str], int]:
    kinds = custom_kinds(crds)
    found, count, seen = [], 0, set()
    for path, document in documents(folder):
        kind = (document["apiVersion"], document["kind"])
        if kind[1] in ("Kustomization", "Cluster", "Policy"):
            continue
        count += 1
        name = f"{path.relative_to(folder)}: {kind[1]} {document['metadata']['name']}"
        identity = (
            *kind,
            document["metadata"].get("namespace"),
            document["metadata"]["name"],
        )
        if identity in seen:
            found.append(f"{name}: is there twice")
        seen.add(identity)
        try:
            if kind in kinds:
                jsonschema.Draft7Validator(kinds[kind]).validate(document)
            elif "." in kind[0].split("/")[0] and not kind[0].split("/")[0].endswith(
                "k8s.io"
            ):
                found.append(f"{name}: no schema for {kind}")
            else:
                kubernetes_validate.validate(document, version, strict=True)
        except (
            kubernetes_validate.ValidationError,
            jsonschema.ValidationError,
        ) as error:
            found.append(f"{name}: {error.message}")
        except kubernetes_validate.SchemaNotFoundError as error:
            found.append(f"{name}: {error}")
    return found, count


if __name__ == "__main__":
    wrong, count = problems(
        pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
    )
    print("\n".join(wrong))
    print(f"{count} objects, {len(wrong)} problems")
    sys.exit(1 if wrong or count == 0 else 0)
