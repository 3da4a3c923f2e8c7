"""Looks at every pod that manifests make, as the admission of a cluster would: quotas,
levels, tokens, selectors, secrets.

usage: guarded_pods.py FOLDER
"""

import pathlib
import re
import sys

import yaml

MEMORY = {"Mi": 1, "Gi": 1024}
RESTRICTED_VOLUMES = {
    "configMap",
    "emptyDir",
    "persistentVolumeClaim",
    "projected",
    "secret",
    "csi",
    "downwardAPI",
}


def mebibytes(text: str) -> int:
    number, unit = re.fullmatch(r"(\d+)(Mi|Gi)", text).groups()
    return int(number) * MEMORY[unit]


def pods_of(document: dict):
    spec = document.get("spec", {})
    if document["kind"] == "CronJob":
        template = spec["jobTemplate"]["spec"]["template"]
    elif document["kind"] in ("Deployment", "StatefulSet", "DaemonSet", "Job"):
        template = spec["template"]
    else:
        return
    yield template


def containers(pod: dict) -> list[dict]:
    return pod.get("initContainers", []) + pod["containers"]


def is_restricted(pod: dict) -> list[str]:
    wrong = []
    context = pod.get("securityContext", {})
    if context.get("seccompProfile", {}).get("type") != "RuntimeDefault":
        wrong.append("has no seccomp profile")
    if not context.get("runAsNonRoot") or context.get("runAsUser") == 0:
        wrong.append("may run as root")
    for volume in pod.get("volumes", []):
        if not RESTRICTED_VOLUMES & volume.keys():
            wrong.append(f"has the volume {volume}")
    for container in containers(pod):
        own = container.get("securityContext", {})
        if own.get("allowPrivilegeEscalation") is not False or own.get(
            "capabilities", {}
        ).get("drop") != ["ALL"]:
            wrong.append(f"{container['name']} may gain rights")
    return wrong


def main(folder: pathlib.Path) -> int:
    documents = [
        document
        for path in sorted(folder.rglob("objects.yaml"))
        for document in yaml.safe_load_all(path.read_text())
        if document
    ]
    by_kind: dict[str, list[dict]] = {}
    for document in documents:
        by_kind.setdefault(document["kind"], []).append(document)
    levels = {
        n["metadata"]["name"]: n["metadata"]["labels"][
            "pod-security.kubernetes.io/enforce"
        ]
        for n in by_kind["Namespace"]
    }
    accounts = {
        (a["metadata"]["namespace"], a["metadata"]["name"])
        for a in by_kind["ServiceAccount"]
    }
    claimed = {
        (subject["namespace"], subject["name"])
        for kind in ("RoleBinding", "ClusterRoleBinding")
        for binding in by_kind.get(kind, [])
        for subject in binding["subjects"]
    }
    wrong, requests, count = [], {}, 0
    for document in documents:
        for template in pods_of(document):
            count += 1
            pod, namespace = template["spec"], document["metadata"]["namespace"]
            name = f"{namespace}/{document['metadata']['name']}"
            if levels[namespace] == "restricted":
                wrong += [f"{name} {problem}" for problem in is_restricted(pod)]
            if (namespace, pod["serviceAccountName"]) not in accounts:
                wrong.append(f"{name} has an account that is not there")
            token = pod["automountServiceAccountToken"]
            if token and (namespace, pod["serviceAccountName"]) not in claimed:
                wrong.append(f"{name} has a token and no role")
            volumes = {volume["name"] for volume in pod.get("volumes", [])}
            volumes |= {
                claim["metadata"]["name"]
                for claim in document["spec"].get("volumeClaimTemplates", [])
            }
            used = set()
            for container in containers(pod):
                resources = container.get("resources", {})
                if not all(
                    resources.get(part, {}).get("memory")
                    for part in ("requests", "limits")
                ):
                    wrong.append(f"{name} {container['name']} has no budget")
                    continue
                asked, limit = (
                    mebibytes(resources[part]["memory"])
                    for part in ("requests", "limits")
                )
                if asked > limit:
                    wrong.append(
                        f"{name} {container['name']} asks for more than it may take"
                    )
                if document["kind"] != "CronJob":
                    copies = document["spec"].get("replicas", 1)
                    requests[namespace] = requests.get(namespace, 0) + asked * copies
                used |= {mount["name"] for mount in container.get("volumeMounts", [])}
                names = [variable["name"] for variable in container.get("env", [])]
                if len(names) != len(set(names)):
                    wrong.append(f"{name} {container['name']} sets a variable twice")
            if used != volumes:
                wrong.append(f"{name}: {used ^ volumes} are mounted or there, not both")
            selector = document["spec"].get("selector", {}).get("matchLabels", {})
            if any(
                template["metadata"]["labels"].get(key) != value
                for key, value in selector.items()
            ):
                wrong.append(f"{name} selects other pods than it makes")
    for quota in by_kind["ResourceQuota"]:
        namespace = quota["metadata"]["namespace"]
        hard = mebibytes(quota["spec"]["hard"]["requests.memory"])
        if requests.get(namespace, 0) > hard:
            wrong.append(
                f"the quota of {namespace} is {hard} MiB, "
                f"and its pods ask for {requests[namespace]}"
            )
    print("\n".join(wrong))
    print(f"{count} kinds of pods, {len(wrong)} problems")
    return 1 if wrong or not count else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
