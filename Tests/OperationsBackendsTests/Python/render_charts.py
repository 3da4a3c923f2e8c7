"""Renders the official chart of Airflow by the real Helm with the values that were
written, and looks at what comes out.

CHART is its folder (its `dependencies` cut, or their charts beside it). With --leaves,
each value is also taken out, one at a time: a value without which the chart comes out
the same says nothing.

usage: render_charts.py VALUES CHART [--leaves]
"""

import copy
import re
import sys

import helm_python
import yaml


def render(chart: helm_python.Chart, values: dict) -> dict[str, str]:
    return chart.render(values, name="airflow", namespace="airflow")


def objects(rendered: dict[str, str]) -> list[dict]:
    return [
        document
        for name, text in sorted(rendered.items())
        if name.endswith(".yaml")
        for document in yaml.safe_load_all(text)
        if document
    ]


def find(all_objects: list[dict], kind: str, name: str) -> dict:
    found = [
        o for o in all_objects if o["kind"] == kind and o["metadata"]["name"] == name
    ]
    assert found, (
        f"no {kind} {name}: {[(o['kind'], o['metadata']['name']) for o in all_objects]}"
    )
    return found[0]


def pods(all_objects: list[dict]) -> dict[str, dict]:
    """Every pod, and that of tasks, by the name of what makes it."""
    found = {}
    for item in all_objects:
        if item["kind"] in ("Deployment", "StatefulSet", "Job"):
            found[item["metadata"]["name"]] = item["spec"]["template"]["spec"]
        elif item["kind"] == "ConfigMap" and "pod_template_file.yaml" in item.get(
            "data", {}
        ):
            found["task"] = yaml.safe_load(item["data"]["pod_template_file.yaml"])[
                "spec"
            ]
    return found


def names(pod: dict, part: str) -> list[str]:
    return [container["name"] for container in pod.get(part, [])]


def leaves(value: object, path: tuple = ()):
    if isinstance(value, dict) and value:
        for key, part in value.items():
            yield from leaves(part, (*path, key))
    else:
        yield path


def without(values: dict, path: tuple) -> dict:
    changed = copy.deepcopy(values)
    parent = changed
    for key in path[:-1]:
        parent = parent[key]
    del parent[path[-1]]
    return changed


def check_pods(all_objects: list[dict], values: dict) -> list[str]:
    wrong = []
    found = pods(all_objects)
    sync = not values["dags"]["gitSync"]["enabled"]
    name = "dag-sync" if sync else "git-sync"
    first = "dag-sync-first" if sync else "git-sync-init"
    reads = {"airflow-dag-processor": True, "airflow-triggerer": True, "task": False}
    for pod_name, pod in sorted(found.items()):
        has = name in names(pod, "containers")
        fetches = first in names(pod, "initContainers")
        if pod_name in reads:
            if has != reads[pod_name] or not fetches:
                wrong.append(f"{pod_name}: containers {names(pod, 'containers')}")
        elif has or fetches:
            wrong.append(f"{pod_name} has {name} and does not read pipelines")
        for container in pod.get("initContainers", []) + pod["containers"]:
            if not container.get("resources", {}).get("limits", {}).get("memory"):
                wrong.append(f"{pod_name}/{container['name']} has no limit of memory")
            context = container.get("securityContext") or {}
            if context.get("allowPrivilegeEscalation") is not False:
                wrong.append(f"{pod_name}/{container['name']} may gain rights")
            mounted = {mount["name"] for mount in container.get("volumeMounts", [])}
            missing = mounted - {volume["name"] for volume in pod.get("volumes", [])}
            if missing:
                wrong.append(
                    f"{pod_name}/{container['name']} mounts {missing}, which are not"
                )
        context = pod.get("securityContext") or {}
        if (
            not context.get("runAsNonRoot")
            or context.get("seccompProfile", {}).get("type") != "RuntimeDefault"
        ):
            wrong.append(f"{pod_name} is not restricted")
    base = found["task"]["containers"][0]
    if base["name"] != "base":
        wrong.append(f"the first container of a task is {base['name']}")
    folder = re.search(r"dags_folder = (\S+)", config(all_objects)).group(1)
    for pod_name in reads:
        main = found[pod_name]["containers"][0]
        mounts = [m for m in main["volumeMounts"] if m["name"] == "dags"]
        if not any(folder.startswith(mount["mountPath"]) for mount in mounts):
            wrong.append(f"{pod_name} does not see {folder}")
    for job in (item for item in all_objects if item["kind"] == "Job"):
        if any(
            "secret" in volume
            for volume in job["spec"]["template"]["spec"].get("volumes", [])
        ):
            wrong.append(f"{job['metadata']['name']} waits for a secret")
        if "helm.sh/hook" in (job["metadata"].get("annotations") or {}):
            wrong.append(f"{job['metadata']['name']} is a hook")
    return wrong


def config(all_objects: list[dict]) -> str:
    return next(o for o in all_objects if "airflow.cfg" in (o.get("data") or {}))[
        "data"
    ]["airflow.cfg"]


def check(chart: helm_python.Chart, values: dict) -> list[str]:
    rendered = render(chart, values)
    all_objects = objects(rendered)
    wrong = check_pods(all_objects, values)
    if rendered != render(chart, values):
        wrong.append("two renders differ")
    notes = "".join(
        text for name, text in rendered.items() if name.endswith("NOTES.txt")
    )
    wrong += [line.strip() for line in notes.splitlines() if "DEPRECATION" in line]
    kinds = {item["kind"] for item in all_objects}
    if "PersistentVolumeClaim" in kinds or any(
        "volumeClaimTemplates" in (o.get("spec") or {}) for o in all_objects
    ):
        wrong.append("the chart makes a claim")
    if any(
        item["kind"] in ("ClusterRole", "ClusterRoleBinding") for item in all_objects
    ):
        wrong.append("the chart asks for rights over all namespaces")
    find(all_objects, "Service", "airflow-api-server")
    find(all_objects, "ServiceAccount", "airflow-worker")
    for secret in (item for item in all_objects if item["kind"] == "Secret"):
        # The address of a broker that nobody runs, the same at each render.
        if secret["metadata"]["name"] == "airflow-broker-url":
            continue
        wrong.append(f"the chart makes the secret {secret['metadata']['name']}")
    found = pods(all_objects)
    print(f"{len(all_objects)} objects, {len(found)} kinds of pods")
    for pod_name, pod in sorted(found.items()):
        print(
            f"  {pod_name}: "
            + ", ".join(names(pod, "initContainers") + names(pod, "containers"))
        )
    return wrong


def dead_leaves(chart: helm_python.Chart, values: dict) -> list[str]:
    whole = render(chart, values)
    dead, count = [], 0
    for path in leaves(values):
        count += 1
        try:
            if render(chart, without(values, path)) == whole:
                dead.append(".".join(path))
        except helm_python.HelmError:
            continue
    print(f"{count} values, {len(dead)} without effect")
    return dead


def main() -> int:
    with open(sys.argv[1]) as file:
        values = yaml.safe_load(file)
    chart = helm_python.Chart.load(sys.argv[2])
    chart.validate_schema(values)
    wrong = check(chart, values)
    if "--leaves" in sys.argv:
        wrong += [f"without effect: {leaf}" for leaf in dead_leaves(chart, values)]
    print("\n".join(wrong))
    print(f"{len(wrong)} problems")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
