"""Looks at the configuration of kind: its nodes, and whether each mapped port leads to
the service that it is meant for.

usage: local_cluster.py GENERATED
"""

import pathlib
import sys

import yaml


def node_ports(generated: pathlib.Path) -> dict[int, str]:
    """The ports that services of charts and manifests open on every node."""
    found = {}

    def look(value: object, path: str) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("nodePort"), int):
                found[value["nodePort"]] = path
            for key, part in value.items():
                look(part, f"{path}.{key}" if path else str(key))
        elif isinstance(value, list):
            for part in value:
                look(part, path)

    for path in sorted((generated / "helm").glob("*.yaml")):
        look(yaml.safe_load(path.read_text()), "")
    return found


def part_of(path: str) -> str:
    """The component whose values open a port."""
    first = path.split(".")[0]
    return {"apiServer": "airflow-api-server"}.get(first, first)


def main() -> int:
    generated = pathlib.Path(sys.argv[1])
    cluster = yaml.safe_load((generated / "kubernetes/local/cluster.yaml").read_text())
    model = yaml.safe_load((generated / "model/environment.json").read_text())
    installation = model["kubernetes"]["installation"]
    wrong = []
    roles = [node["role"] for node in cluster["nodes"]]
    expected = ["control-plane"] + ["worker"] * installation["workerNodes"]
    if roles != expected:
        wrong.append(f"the nodes are {roles} and not {expected}")
    if len({node["image"] for node in cluster["nodes"]}) != 1:
        wrong.append("the nodes are of several versions")
    mappings = [
        mapping
        for node in cluster["nodes"]
        for mapping in node.get("extraPortMappings", [])
    ]
    opened = node_ports(generated)
    led = {}
    for mapping in mappings:
        if mapping["listenAddress"] != "127.0.0.1":
            wrong.append(f"port {mapping['hostPort']} is open to the network")
        path = opened.get(mapping["containerPort"])
        if path is None:
            wrong.append(f"port {mapping['hostPort']} leads to no service")
        else:
            led[part_of(path)] = mapping["hostPort"]
    if led != installation["kind"]["hostPorts"]:
        wrong.append(f"{led} and not {installation['kind']['hostPorts']}")
    for path in (
        mount["hostPath"]
        for node in cluster["nodes"]
        for mount in node.get("extraMounts", [])
    ):
        if not (generated / "kubernetes/local" / path).exists():
            wrong.append(f"{path} is mounted and not there")
    policy = yaml.safe_load(
        (generated / "kubernetes/local/audit-policy.yaml").read_text()
    )
    levels = {"None", "Metadata", "Request", "RequestResponse"}
    if not policy["rules"] or any(r["level"] not in levels for r in policy["rules"]):
        wrong.append("the policy of auditing has no rules, or one of another level")
    for rule in policy["rules"]:
        names = [n for r in rule.get("resources", []) for n in r["resources"]]
        if "secrets" in names and rule["level"] != "Metadata":
            wrong.append("values of secrets get into the log")
    print("\n".join(wrong))
    print(f"{len(roles)} nodes, {len(mappings)} ports, {len(wrong)} problems")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
