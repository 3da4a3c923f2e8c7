"""Looks at whether what Prometheus is to know reaches the Prometheus of a cluster:
every rule as an object, and every component by the label that the rules ask for.

usage: watched_cluster.py GENERATED
"""

import pathlib
import re
import sys

import yaml

MONITORS = ("ServiceMonitor", "PodMonitor")
# Where the chart kube-prometheus-stack takes what it does to the targets of a monitor,
# and the port by which that reads the component itself, where it has several.
CHART_MONITORS = {
    "prometheus-operator": (("prometheusOperator", "serviceMonitor"), None),
    "prometheus": (("prometheus", "serviceMonitor"), "http-web"),
    "alertmanager": (("alertmanager", "serviceMonitor"), "http-web"),
    "grafana": (("grafana", "serviceMonitor"), None),
    "kube-state-metrics": (
        ("kube-state-metrics", "prometheus", "monitor", "http"),
        None,
    ),
}


def objects(path: pathlib.Path) -> list[dict]:
    return [document for document in yaml.safe_load_all(path.read_text()) if document]


def applied(generated: pathlib.Path, profile: pathlib.Path) -> list[dict]:
    """All objects of a profile."""
    found = []
    for folder in yaml.safe_load(profile.read_text())["resources"]:
        found += objects((profile.parent / folder / "objects.yaml").resolve())
    return found


def groups(generated: pathlib.Path) -> dict[str, dict]:
    """The groups of all files of rules, by their names."""
    found = {}
    for path in sorted((generated / "prometheus/rules").rglob("*.yaml")):
        for group in yaml.safe_load(path.read_text())["groups"]:
            found[group["name"]] = group
    return found


def asked(group: dict) -> set[str]:
    """The components of which the group asks whether they answer."""
    text = "\n".join(str(rule["expr"]) for rule in group["rules"])
    return set(re.findall(r'up\{component="([^"]+)"\}', text))


def names(relabelings: list[dict]) -> set[str]:
    return {
        step["replacement"]
        for step in relabelings
        if step["targetLabel"] == "component"
    }


def named_by_monitors(found: list[dict]) -> set[str]:
    named = set()
    for item in found:
        if item["kind"] in MONITORS:
            spec = item["spec"]
            for endpoint in spec.get("endpoints", spec.get("podMetricsEndpoints", [])):
                named |= names(endpoint["relabelings"])
    return named


def named_by_chart(generated: pathlib.Path, kinds: dict) -> tuple[set[str], list[str]]:
    values = yaml.safe_load((generated / "helm/kube-prometheus-stack.yaml").read_text())
    named, wrong = set(), []
    for kind, (path, port) in CHART_MONITORS.items():
        part = values
        for key in path:
            part = part.get(key, {})
        steps = part.get("relabelings", [])
        if port and any(
            (step.get("sourceLabels"), step.get("regex")) != (["endpoint"], port)
            for step in steps
        ):
            wrong.append(f"{kind}: another port than {port} counts as an instance")
        if names(steps) - {kinds.get(kind)}:
            wrong.append(f"{kind}: its series are called {names(steps)}")
        named |= names(steps)
    return named, wrong


def check_profile(
    generated: pathlib.Path, name: str, components: dict, installed: set[str]
) -> list[str]:
    """A profile has the rules of its components, and the targets that they ask for."""
    path = generated / f"kubernetes/profiles/{name}/kustomization.yaml"
    found = applied(generated, path)
    rules = {
        group["name"]: group
        for item in found
        if item["kind"] == "PrometheusRule"
        for group in item["spec"]["groups"]
    }
    kinds = {component["kind"]: name for name, component in components.items()}
    if kinds["prometheus"] not in installed:
        return [f"{name}: rules without Prometheus"] if rules else []
    by_chart, wrong = named_by_chart(generated, kinds)
    named = named_by_monitors(found) | by_chart
    for group_name, group in groups(generated).items():
        if group_name in components and group_name not in installed:
            # A component that is not there would be down for ever.
            if group_name in rules:
                wrong.append(f"{name}: rules of {group_name}, which it lacks")
        elif rules.get(group_name) != group:
            wrong.append(f"{name}: the rules of {group_name} do not reach the cluster")
        else:
            for target in sorted(asked(group) - named):
                wrong.append(f"{name}: no target says that it is {target}")
    return wrong


def check_secret(generated: pathlib.Path) -> list[str]:
    """The secret that Alertmanager's values name is made of a file that is there."""
    values = yaml.safe_load((generated / "helm/kube-prometheus-stack.yaml").read_text())
    name = values["alertmanager"]["alertmanagerSpec"]["configSecret"]
    script = (generated / "kubernetes/bootstrap.sh").read_text().replace("\\\n", " ")
    made = re.search(
        rf"kubectl create secret generic {name} .*--from-file=alertmanager\.yaml=(\S+)",
        script,
    )
    if not made:
        return [f"bootstrap.sh does not make the secret {name}"]
    if not (generated / "kubernetes" / made.group(1)).exists():
        return [f"bootstrap.sh reads {made.group(1)}, which is not there"]
    if made.start() > script.index("helm upgrade --install kube-prometheus-stack"):
        return [f"bootstrap.sh makes {name} after Alertmanager"]
    return []


# What the chart reads or raises alerts about that no policy lets Prometheus reach, or
# that no route and no page is about.
UNREAD = (
    "coreDns", "kubeApiServer", "kubeControllerManager", "kubeDns", "kubeEtcd",
    "kubeProxy", "kubeScheduler", "kubelet",
)  # fmt: skip


def check_silence(generated: pathlib.Path) -> list[str]:
    """The chart raises no alert of its own, and reads nothing that refuses it."""
    path = generated / "helm/kube-prometheus-stack.yaml"
    values = yaml.safe_load(path.read_text())
    wrong = [
        f"{part} is read" for part in UNREAD if values.get(part) != {"enabled": False}
    ]
    if values.get("defaultRules") != {"create": False}:
        wrong.append("the chart's own rules page people")
    return wrong


def check_hooks(generated: pathlib.Path) -> list[str]:
    """Jobs of the chart's hooks may ask the cluster's API, by policies that are there
    before Helm starts them."""
    script = (generated / "kubernetes/bootstrap.sh").read_text()
    helm = script.index("helm upgrade --install kube-prometheus-stack")
    wrong = []
    if not 0 < script.find("for namespace in namespaces/*; do apply -k") < helm:
        wrong.append("bootstrap.sh applies namespaces after the chart")
    if not 0 < script.find('apply -k "profiles/$profile/$folder"') < helm:
        wrong.append("bootstrap.sh applies policies of components after the chart")
    policies = objects(generated / "kubernetes/namespaces/monitoring/objects.yaml")
    for step in ("create", "patch"):
        labels = {"app": f"kube-prometheus-stack-admission-{step}"}
        ports = {
            port["port"]
            for item in policies
            if item["kind"] == "NetworkPolicy"
            and item["spec"]["podSelector"].get("matchLabels") == labels
            for rule in item["spec"].get("egress", [])
            for port in rule["ports"]
        }
        if not {53, 443, 6443} <= ports:
            wrong.append(f"the hook {step} may use the ports {sorted(ports)}")
    return wrong


def check_charts(generated: pathlib.Path) -> list[str]:
    """Every chart that values are for is installed, in a version that is named."""
    script = (generated / "kubernetes/bootstrap.sh").read_text().replace("\\\n", " ")
    wrong = []
    for path in sorted((generated / "helm").glob("*.yaml")):
        install = re.search(
            rf"--install {path.stem} .*--values \.\./helm/{path.name}", script
        )
        if not install:
            wrong.append(f"bootstrap.sh does not install {path.stem}")
    return wrong


def check_drivers(generated: pathlib.Path) -> list[str]:
    """Metrics of Spark are read where they are: on the pages of drivers."""
    path = generated / "kubernetes/monitors/spark/objects.yaml"
    monitors = objects(path) if path.exists() else []
    selected = [
        (item["metadata"]["namespace"], item["spec"]["selector"]["matchLabels"])
        for item in monitors
        if item["kind"] == "PodMonitor"
    ]
    table = (generated / "kubernetes/traffic.md").read_text()
    wrong = []
    if selected != [("spark", {"spark-role": "driver"})]:
        wrong.append(f"metrics of Spark are read of {selected}")
    for path in sorted(generated.glob("s*/**/*.yaml")):
        for item in objects(path):
            if item.get("kind") != "SparkApplication":
                continue
            settings = item["spec"]["sparkConf"]
            port = settings.get("spark.blockManager.port")
            row = rf"^\| pods in spark \| pods in spark \| (\d+ )*{port} "
            if not re.search(row, table, re.MULTILINE):
                wrong.append(f"{path.name}: no way between executors at {port}")
            if settings.get("spark.ui.prometheus.enabled") != "true":
                wrong.append(f"{path.name}: the driver shows no metrics")
    if not re.search(r"^\| prometheus \| pods in spark \| 4040 ", table, re.MULTILINE):
        wrong.append("Prometheus may not reach the drivers of Spark")
    return wrong


def check_monitors_last(generated: pathlib.Path) -> list[str]:
    """No chart that comes before the kinds of monitors makes one."""
    path = generated / "helm/sealed-secrets.yaml"
    values = yaml.safe_load(path.read_text()) if path.exists() else {}
    enabled = values.get("metrics", {}).get("serviceMonitor", {}).get("enabled")
    return ["sealed-secrets makes a monitor too early"] if enabled else []


def main() -> int:
    generated = pathlib.Path(sys.argv[1])
    model = yaml.safe_load((generated / "model/environment.json").read_text())
    components = {
        component["name"]: component for component in model["operations"]["components"]
    }
    wrong = check_secret(generated) + check_monitors_last(generated)
    wrong += check_silence(generated) + check_hooks(generated) + check_charts(generated)
    wrong += check_drivers(generated)
    profiles = model["kubernetes"]["installation"]["profiles"]
    for profile in profiles:
        installed = set(profile.get("components") or components)
        wrong += check_profile(generated, profile["name"], components, installed)
    print("\n".join(wrong))
    print(f"{len(groups(generated))} groups, {len(wrong)} problems")
    return 1 if wrong or not profiles else 0


if __name__ == "__main__":
    sys.exit(main())
