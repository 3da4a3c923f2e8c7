"""Evaluates network policies as a cluster would, and compares who can reach whom with
the table that people read.

It knows nothing of how the policies were made: pods are made of the table's labels, and
each pair of them is asked about each port. Then every rule and every peer is taken away
or widened, one at a time: each change has to be seen.

usage: reachability.py FOLDER
"""

import copy
import itertools
import pathlib
import sys

import yaml

OUTSIDE = ("people", "the cluster's API")


class Pod:
    def __init__(self, name: str, namespace: str, labels: dict[str, str]):
        self.name, self.namespace, self.labels = name, namespace, labels


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def read_table(text: str) -> tuple[set[tuple[str, str, int, str]], list[Pod]]:
    """The declared connections and the pods."""
    edges, pods, columns = set(), [], []
    for line in text.splitlines():
        if not line.startswith("|"):
            continue
        row = cells(line)
        if row[0] in ("from", "name"):
            columns = row
        elif set(row[0]) != {"-"} and columns[0] == "from":
            for port in row[2].split():
                number, _, transport = port.partition("/")
                edges.add((row[0], row[1], int(number), (transport or "tcp").upper()))
        elif set(row[0]) != {"-"}:
            labels = dict(word.strip("`").split("=", 1) for word in row[2].split())
            pods.append(Pod(row[0], row[1], labels))
    return edges, pods


def selects(selector: dict, labels: dict[str, str]) -> bool:
    return all(
        labels.get(key) == value
        for key, value in (selector.get("matchLabels") or {}).items()
    )


def peer_allows(peer: dict, pod: Pod | None) -> bool:
    """A pod, or something that is none."""
    if "ipBlock" in peer:
        # Addresses of pods lie in every range; what matters is who is none of them.
        return pod is None
    if pod is None:
        return False
    namespace = {"kubernetes.io/metadata.name": pod.namespace}
    return selects(peer.get("namespaceSelector", {}), namespace) and selects(
        peer.get("podSelector", {}), pod.labels
    )


def direction_allows(
    policies: list,
    direction: str,
    pod: Pod,
    other: Pod | None,
    port: int,
    transport: str,
) -> bool:
    kind, end = ("Ingress", "from") if direction == "ingress" else ("Egress", "to")
    about = [
        policy
        for policy in policies
        if policy["metadata"]["namespace"] == pod.namespace
        and kind in policy["spec"]["policyTypes"]
        and selects(policy["spec"]["podSelector"], pod.labels)
    ]
    if not about:
        return True
    for rule in (
        rule for policy in about for rule in policy["spec"].get(direction) or []
    ):
        ports = rule.get("ports")
        is_port = ports is None or any(
            p["port"] == port and p["protocol"] == transport for p in ports
        )
        peers = rule.get(end)
        if is_port and (
            peers is None or any(peer_allows(peer, other) for peer in peers)
        ):
            return True
    return False


def reachable(
    policies: list, pods: list[Pod], ports: set[tuple[int, str]]
) -> set[tuple]:
    """Which pod reaches which other at which port; None is all that is no pod."""
    dns = Pod("dns", "kube-system", {"k8s-app": "kube-dns"})
    found = set()
    for (source, target), (port, transport) in itertools.product(
        itertools.product([*pods, None], [*pods, dns, None]), sorted(ports)
    ):
        if source is None and target is None:
            continue
        out = source is None or direction_allows(
            policies, "egress", source, target, port, transport
        )
        into = (
            target is None
            or target is dns
            or direction_allows(policies, "ingress", target, source, port, transport)
        )
        if out and into:
            found.add((source and source.name, target and target.name, port, transport))
    return found


def expected(edges: set, pods: list[Pod]) -> set[tuple]:
    names = {pod.name for pod in pods}
    found = set()
    for source, target, port, transport in edges:
        ends = tuple(end if end in names else None for end in (source, target))
        assert ends != (None, None), (source, target)
        found.add((*ends, port, transport))
        if ends[0] is not None:
            found.update((ends[0], "dns", 53, each) for each in ("TCP", "UDP"))
    # Pods that the same labels select are one and the same to a policy.
    for first, second in itertools.permutations(pods, 2):
        if first.namespace == second.namespace and all(
            second.labels.get(k) == v for k, v in first.labels.items()
        ):
            for source, target, port, transport in list(found):
                if source == first.name:
                    found.add((second.name, target, port, transport))
                if target == first.name:
                    found.add((source, second.name, port, transport))
                if source == first.name and target == first.name:
                    found.add((second.name, second.name, port, transport))
    return found


def mutants(policies: list):
    """Each policy set with one thing gone or wider, and what that was."""
    for number, policy in enumerate(policies):
        name = policy["metadata"]["namespace"] + "/" + policy["metadata"]["name"]
        if policy["metadata"]["name"] == "default-deny":
            yield f"{name} is gone", policies[:number] + policies[number + 1 :]
            continue
        for direction, end in (("ingress", "from"), ("egress", "to")):
            for index, rule in enumerate(policy["spec"].get(direction) or []):
                changed = copy.deepcopy(policies)
                del changed[number]["spec"][direction][index]
                yield f"{name} lost {direction} rule {index}", changed
                for place, peer in enumerate(rule.get(end) or []):
                    if "ipBlock" in peer:
                        continue
                    changed = copy.deepcopy(policies)
                    changed[number]["spec"][direction][index][end][place] = {
                        "namespaceSelector": {}
                    }
                    yield (
                        f"{name} {direction} rule {index} lets all namespaces",
                        changed,
                    )
                for place, _ in enumerate(rule.get("ports") or []):
                    changed = copy.deepcopy(policies)
                    del changed[number]["spec"][direction][index]["ports"][place]
                    if changed[number]["spec"][direction][index]["ports"]:
                        yield (
                            f"{name} {direction} rule {index} lost port {place}",
                            changed,
                        )


def main(folder: pathlib.Path) -> int:
    edges, pods = read_table((folder / "traffic.md").read_text())
    policies = [
        document
        for path in sorted(folder.glob("*/*/objects.yaml"))
        + sorted(folder.glob("*/objects.yaml"))
        for document in yaml.safe_load_all(path.read_text())
        if document and document["kind"] == "NetworkPolicy"
    ]
    guarded = {policy["metadata"]["namespace"] for policy in policies}
    pods = [pod for pod in pods if pod.namespace in guarded]
    # Pods of the cluster's own namespace are guarded by nobody here.
    edges = {
        edge
        for edge in edges
        if edge[1] in {p.name for p in pods} or edge[0] in {p.name for p in pods}
    }
    ports = {(port, transport) for *_, port, transport in edges} | {
        (53, "TCP"),
        (53, "UDP"),
        (22, "TCP"),
    }
    want, have = expected(edges, pods), reachable(policies, pods, ports)
    for edge in sorted(want - have, key=str):
        print("is declared and refused:", edge)
    for edge in sorted(have - want, key=str):
        print("is allowed and nowhere declared:", edge)
    count = survived = 0
    for words, changed in mutants(policies):
        count += 1
        if reachable(changed, pods, ports) == have:
            survived += 1
            print("nobody sees that", words)
    print(
        f"{len(pods)} pods, {len(ports)} ports, {len(have)} connections, "
        f"{count} changes, {survived} not seen"
    )
    return 1 if want != have or survived or not have else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
