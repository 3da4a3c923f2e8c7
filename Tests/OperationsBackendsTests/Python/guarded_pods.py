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


USERS = "/etc/clickhouse-server/users.d"

# What the start of an image does, by what its name begins with: the folders that it
# writes to when these variables are set, and words that have to begin its command where
# the image's own start takes no arguments. Sources: entrypoint.sh of
# https://github.com/ClickHouse/ClickHouse/tree/master/docker/server and of
# https://github.com/fluent/fluentd-kubernetes-daemonset
STARTS = {"clickhouse/clickhouse-server": ("CLICKHOUSE_USER", USERS)}
COMMANDS = {"fluent/fluentd-kubernetes-daemonset": ["tini", "--", "fluentd"]}


def is_started(pod: dict) -> list[str]:
    """What the images of a pod need to start, and do not have."""
    wrong = []
    for container in containers(pod):
        image = container["image"].rpartition(":")[0]
        variable, folder = STARTS.get(image, (None, None))
        names = {item["name"] for item in container.get("env", [])}
        writable = {
            mount["mountPath"]
            for mount in container.get("volumeMounts", [])
            if not mount.get("readOnly")
        }
        is_closed = container["securityContext"]["readOnlyRootFilesystem"]
        if variable in names and is_closed and folder not in writable:
            wrong.append(f"cannot write {folder}")
        if image == "apache/kafka":
            # Clients of other namespaces are sent to the addresses that it gives them.
            fields = [v for v in container["env"] if v["name"] == "NAMESPACE"]
            address = re.search(
                r"LISTENERS=PLAINTEXT://(\S+)", container["command"][-1]
            )
            if not fields or not address[1].endswith(".$NAMESPACE:9092"):
                wrong.append(f"is found at {address[1]} by nobody of another namespace")
        wanted = COMMANDS.get(image)
        if wanted and container.get("command", [])[: len(wanted)] != wanted:
            wrong.append("is started by the image, which takes no arguments")
    return wrong


def is_sealed(document: dict, pod: dict) -> list[str]:
    """What makes backups cannot open them; what restores them can."""
    if document["metadata"]["labels"].get("app.kubernetes.io/name") != "backups":
        return []
    secrets = {v["secret"]["secretName"] for v in pod["volumes"] if "secret" in v}
    names = {item["name"] for c in containers(pod) for item in c["env"]}
    is_drill = document["metadata"]["name"].startswith("drill-")
    opens = {"backup-key" in secrets, "BACKUP_KEY" in names}
    expires = "BACKUP_KEEP_DAYS" in names
    return ([] if opens == {is_drill} else ["has the key of backups, or lacks it"]) + (
        [] if expires != is_drill else ["keeps backups for ever, or deletes in a drill"]
    )


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
    used_accounts: set[tuple[str, str]] = set()
    for document in documents:
        for template in pods_of(document):
            count += 1
            pod, namespace = template["spec"], document["metadata"]["namespace"]
            name = f"{namespace}/{document['metadata']['name']}"
            if levels[namespace] == "restricted":
                wrong += [f"{name} {problem}" for problem in is_restricted(pod)]
            used_accounts.add((namespace, pod["serviceAccountName"]))
            if (namespace, pod["serviceAccountName"]) not in accounts:
                wrong.append(f"{name} has an account that is not there")
            token = pod["automountServiceAccountToken"]
            if token and (namespace, pod["serviceAccountName"]) not in claimed:
                wrong.append(f"{name} has a token and no role")
            problems = is_started(pod) + is_sealed(document, pod)
            wrong += [f"{name} {problem}" for problem in problems]
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
    # The pods of other accounts are made here or by charts, and ask for a token.
    for account in by_kind["ServiceAccount"]:
        identity = account["metadata"]["namespace"], account["metadata"]["name"]
        is_mounted = account["automountServiceAccountToken"]
        if is_mounted != (identity in claimed and identity not in used_accounts):
            wrong.append(f"{identity} mounts its token, or not: {is_mounted}")
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
