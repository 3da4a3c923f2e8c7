"""Has checkov look at manifests, and lets pass only what stands here with its reason.

usage: check_weaknesses.py FOLDER
"""

import json
import pathlib
import subprocess
import sys

# Of every object.
EVERYWHERE = {
    "CKV_K8S_43": "images are named by version; whoever mirrors them pins the digest",
    "CKV_K8S_35": "the images read these secrets from their environment only",
    "CKV_K8S_40": "users are those of the images, which own their files",
    "CKV_K8S_11": "a bound of the processor only slows down what idle cores could do",
    "CKV_K8S_15": "images are named by version, which nobody overwrites",
}

# Of some, by a part of their name.
SOMEWHERE = {
    ("CKV_K8S_22", "kafka"): "its start writes settings beside its program",
    ("CKV_K8S_22", "schema-registry"): "its start writes settings beside its program",
    ("CKV_K8S_22", "elasticsearch"): "it makes its keystore beside its configuration",
    ("CKV_K8S_22", "kibana"): "it bundles its pages when it starts",
    ("CKV_K8S_23", "fluentd"): "logs of the node belong to its root",
}


def is_excused(check: str, resource: str) -> bool:
    return check in EVERYWHERE or any(
        check == code and part in resource for code, part in SOMEWHERE
    )


def main() -> int:
    program = pathlib.Path(sys.executable).parent / "checkov"
    command = [
        sys.executable,
        str(program),
        "-d",
        sys.argv[1],
        "--framework",
        "kubernetes",
        "--skip-download",
    ]
    done = subprocess.run(
        [*command, "-o", "json", "--quiet"], capture_output=True, text=True
    )
    report = json.loads(done.stdout)
    failed = report["results"]["failed_checks"]
    wrong = {
        (c["check_id"], c["resource"], c["check_name"])
        for c in failed
        if not is_excused(c["check_id"], c["resource"])
    }
    for code, resource, name in sorted(wrong):
        print(code, resource, name)
    used = {c["check_id"] for c in failed}
    idle = [
        code
        for code in (*EVERYWHERE, *(code for code, _ in SOMEWHERE))
        if code not in used
    ]
    print(
        f"{report['summary']['passed']} passed, {len(failed)} failed, "
        f"{len(wrong)} without a reason, unused: {idle}"
    )
    return 1 if wrong or not report["summary"]["passed"] else 0


if __name__ == "__main__":
    sys.exit(main())
