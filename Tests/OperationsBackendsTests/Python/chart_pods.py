"""Renders charts by the real Helm with the values that were written, and looks at the
pods as the cluster would that the rest of the output describes: the level and the
policies of their namespace, their budget, and what reads their logs.

CHARTS has a folder for each chart, called as its values are; each chart's own
dependencies lie beside it in `charts`. Charts that are not there are not looked at.

usage: chart_pods.py GENERATED CHARTS
"""

import json
import pathlib
import re
import sys

import helm_python
import yaml
from guarded_pods import containers, pods_of
from render_charts import objects

# Of what the operator of Prometheus makes pods, and what it calls them. Source:
# https://github.com/prometheus-operator/prometheus-operator/tree/main/pkg
MADE_LATER = {"Prometheus": "prometheus", "Alertmanager": "alertmanager"}


class Cluster:
    """What is there before any chart."""

    def __init__(self, generated: pathlib.Path) -> None:
        self.policies: dict[str, list[dict]] = {}
        self.levels: dict[str, str] = {}
        for path in sorted((generated / "kubernetes").rglob("objects.yaml")):
            for item in filter(None, yaml.safe_load_all(path.read_text())):
                self.take(item)
        model = json.loads((generated / "model/environment.json").read_text())
        self.components = {c["name"]: c for c in model["operations"]["components"]}

    def take(self, item: dict) -> None:
        if item["kind"] == "NetworkPolicy":
            namespace = item["metadata"]["namespace"]
            selector = item["spec"]["podSelector"].get("matchLabels")
            self.policies.setdefault(namespace, []).append(selector)
        elif item["kind"] == "Namespace":
            labels = item["metadata"]["labels"]
            level = labels["pod-security.kubernetes.io/enforce"]
            self.levels[item["metadata"]["name"]] = level

    def is_let_through(self, namespace: str, labels: dict) -> bool:
        """Whether a policy is about such pods, and not about all of a namespace."""
        return any(
            selector and selector.items() <= labels.items()
            for selector in self.policies[namespace]
        )


def namespace_of(chart: str, bootstrap: str) -> str:
    found = re.search(rf"--namespace (\S+) --values \.\./helm/{chart}\.yaml", bootstrap)
    assert found, f"bootstrap.sh installs no {chart}"
    return found[1]


def templates(rendered: list[dict]):
    """The name, labels and spec of every pod that comes of a chart."""
    for item in rendered:
        name = item["metadata"]["name"]
        for template in pods_of(item):
            yield name, template["metadata"].get("labels", {}), template["spec"]
        if item["kind"] in MADE_LATER:
            main = MADE_LATER[item["kind"]]
            container = {"name": main, "resources": item["spec"]["resources"]}
            # The operator itself gives its containers no rights.
            container["securityContext"] = {
                "allowPrivilegeEscalation": False,
                "capabilities": {"drop": ["ALL"]},
            }
            pod = {
                "containers": [container],
                "securityContext": item["spec"]["securityContext"],
            }
            yield name, {"app.kubernetes.io/name": main}, pod


def refused(pod: dict) -> list[str]:
    """Why a namespace of the level `restricted` takes no such pod."""
    wrong = []
    for container in containers(pod):
        context = {
            **pod.get("securityContext", {}),
            **container.get("securityContext", {}),
        }
        name = container["name"]
        if context.get("seccompProfile", {}).get("type") != "RuntimeDefault":
            wrong.append(f"{name} has no seccomp profile")
        if not context.get("runAsNonRoot") or context.get("runAsUser") == 0:
            wrong.append(f"{name} may run as root")
        if context.get("allowPrivilegeEscalation") is not False or context.get(
            "capabilities", {}
        ).get("drop") != ["ALL"]:
            wrong.append(f"{name} may gain rights")
    if any("hostPath" in volume for volume in pod.get("volumes", [])):
        wrong.append("mounts a folder of its node")
    return wrong


def check_pods(rendered: list[dict], namespace: str, cluster: Cluster) -> list[str]:
    wrong = []
    for name, labels, pod in templates(rendered):
        if cluster.levels.get(namespace) == "restricted":
            wrong += [f"{name}: {problem}" for problem in refused(pod)]
        if namespace in cluster.policies and not cluster.is_let_through(
            namespace, labels
        ):
            wrong.append(f"{name}: no policy is about it, so it reaches nothing")
        for container in containers(pod):
            resources = container.get("resources") or {}
            if not resources.get("limits", {}).get("memory"):
                wrong.append(f"{name}: {container['name']} has no limit of memory")
    return wrong


def check_logs(chart: str, rendered: list[dict], cluster: Cluster) -> list[str]:
    """The logs of components are found by the names of their containers, and read as
    what they are."""
    wrong = []
    for name, component in cluster.components.items():
        runs_as, workload = component["runsAs"], component.get("workload", {})
        is_read = isinstance(runs_as, dict) and "logs" in component
        if not is_read or runs_as.get("chart") != chart:
            continue
        container = workload.get("container", name)
        selected = workload.get("podLabels", {"app.kubernetes.io/name": name})
        found = [
            c
            for _, labels, pod in templates(rendered)
            if selected.items() <= labels.items()
            for c in containers(pod)
            if c["name"] == container
        ]
        if not found:
            wrong.append(f"{name}: no pod has a container {container}")
        form = "json" if "json" in component["logs"] else "console"
        for word in (w for c in found for w in c.get("args", [])):
            if word.startswith("--zap-encoder=") and word.split("=")[1] != form:
                wrong.append(f"{name} is read as {form}, and started with {word}")
    return wrong


def main() -> int:
    generated, charts = map(pathlib.Path, sys.argv[1:])
    cluster = Cluster(generated)
    bootstrap = (generated / "kubernetes/bootstrap.sh").read_text()
    wrong, count = [], 0
    for file in sorted((generated / "helm").glob("*.yaml")):
        folder = charts / file.stem
        if not folder.exists():
            print(f"{file.stem}: not there")
            continue
        values, chart = yaml.safe_load(file.read_text()), helm_python.Chart.load(folder)
        chart.validate_schema(values)
        namespace = namespace_of(file.stem, bootstrap)
        rendered = objects(chart.render(values, name=file.stem, namespace=namespace))
        problems = check_pods(rendered, namespace, cluster)
        problems += check_logs(file.stem, rendered, cluster)
        pods = len(list(templates(rendered)))
        count += pods
        print(f"{file.stem}: {pods} kinds of pods, {len(problems)} problems")
        wrong += problems
    print("\n".join(wrong))
    return 1 if wrong or not count else 0


if __name__ == "__main__":
    sys.exit(main())
