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


def about(policies: list, direction: str, pod: Pod) -> list:
    """The policies that limit a direction of a pod."""
    return [
        policy
        for policy in policies
        if policy["metadata"]["namespace"] == pod.namespace
        and direction.capitalize() in policy["spec"]["policyTypes"]
        and selects(policy["spec"]["podSelector"], pod.labels)
    ]


def ends(policies: list, direction: str, pod: Pod, others: list, ports: set) -> set:
    """Which others, at which ports, one direction of a pod allows."""
    limits = about(policies, direction, pod)
    if not limits:
        return {(o and o.name, *port) for o in others for port in ports}
    end = {"ingress": "from", "egress": "to"}[direction]
    found = set()
    for rule in (rule for each in limits for rule in each["spec"].get(direction) or []):
        open_ports = {(p["port"], p["protocol"]) for p in rule["ports"]} & ports
        peers = rule.get(end)
        for other in others:
            if peers is None or any(peer_allows(peer, other) for peer in peers):
                found.update((other and other.name, *port) for port in open_ports)
    return found


DNS = Pod("dns", "kube-system", {"k8s-app": "kube-dns"})


def reachable(policies: list, pods: list[Pod], free: list, ports: set) -> set[tuple]:
    """Which pod reaches which other at which port; None is all that is no pod.

    What is free is of the cluster's own namespace, which refuses nobody.
    """
    others = [*pods, *free, DNS, None]
    out = {p.name: ends(policies, "egress", p, others, ports) for p in pods}
    into = {p.name: ends(policies, "ingress", p, [*pods, None], ports) for p in pods}
    found = set()
    for source in pods:
        for target, *port in out[source.name]:
            is_free = target is None or target not in into
            if is_free or (source.name, *port) in into[target]:
                found.add((source.name, target, *port))
    for target in pods:
        found.update(
            (None, target.name, *port) for o, *port in into[target.name] if o is None
        )
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
    """Each policy set with one thing gone or wider, whose it was, and what that was."""
    for number, policy in enumerate(policies):
        name = policy["metadata"]["namespace"] + "/" + policy["metadata"]["name"]
        if policy["metadata"]["name"] == "default-deny":
            changed = policies[:number] + policies[number + 1 :]
            yield f"{name} is gone", policy, changed
            continue
        for direction, end in (("ingress", "from"), ("egress", "to")):
            for index, rule in enumerate(policy["spec"].get(direction) or []):
                where = f"{name} {direction} rule {index}"
                changed = copy.deepcopy(policies)
                del changed[number]["spec"][direction][index]
                yield f"{where} is gone", policy, changed
                for place, peer in enumerate(rule.get(end) or []):
                    if "ipBlock" in peer:
                        continue
                    changed = copy.deepcopy(policies)
                    wider = changed[number]["spec"][direction][index][end]
                    wider[place] = {"namespaceSelector": {}}
                    yield f"{where} is for all namespaces", policy, changed
                for place, _ in enumerate(rule["ports"]):
                    changed = copy.deepcopy(policies)
                    left = changed[number]["spec"][direction][index]["ports"]
                    del left[place]
                    if left:
                        yield f"{where} lost port {place}", policy, changed


def is_seen(
    policies: list, changed: list, policy: dict, pods: list, free: list, ports: set
) -> bool:
    """Whether a change of a policy changes what one of its pods may do."""
    others = [*pods, *free, DNS, None]
    namespace, selector = policy["metadata"]["namespace"], policy["spec"]["podSelector"]
    for pod in pods:
        if pod.namespace != namespace or not selects(selector, pod.labels):
            continue
        for direction in ("ingress", "egress"):
            before = ends(policies, direction, pod, others, ports)
            if before != ends(changed, direction, pod, others, ports):
                return True
    return False


def is_doubled(policies: list, policy: dict) -> bool:
    """Whether another policy is for all pods of the namespace, and may say the same."""
    return any(
        other is not policy
        and other["metadata"]["namespace"] == policy["metadata"]["namespace"]
        and not other["spec"]["podSelector"]
        and (other["spec"].get("ingress") or other["spec"].get("egress"))
        for other in policies
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
    free = [pod for pod in pods if pod.namespace not in guarded]
    pods = [pod for pod in pods if pod.namespace in guarded]
    edges = {edge for edge in edges if edge[0] not in {pod.name for pod in free}}
    ports = {(port, transport) for *_, port, transport in edges} | {
        (53, "TCP"),
        (53, "UDP"),
        (22, "TCP"),
    }
    want = expected(edges, [*pods, *free])
    have = reachable(policies, pods, free, ports)
    for edge in sorted(want - have, key=str):
        print("is declared and refused:", edge)
    for edge in sorted(have - want, key=str):
        print("is allowed and nowhere declared:", edge)
    # One that nobody knows, in each namespace.
    strangers = [Pod(f"stranger in {name}", name, {}) for name in sorted(guarded)]
    everyone = pods + strangers
    count = survived = doubled = 0
    for words, policy, changed in mutants(policies):
        count += 1
        if is_seen(policies, changed, policy, everyone, free, ports):
            continue
        if is_doubled(policies, policy):
            doubled += 1
            continue
        survived += 1
        print("nobody sees that", words)
    print(
        f"{len(pods)} pods, {len(ports)} ports, {len(have)} connections, "
        f"{count} changes, {doubled} said twice, {survived} not seen"
    )
    return 1 if want != have or survived or not have else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
