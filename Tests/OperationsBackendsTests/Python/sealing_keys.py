"""Runs the emitted scripts that keep and restore the keys of sealed secrets, with real
encryption and a `kubectl` that answers from a file, as there is no cluster.

usage: sealing_keys.py SCRIPTS
"""

import os
import pathlib
import subprocess
import sys
import tempfile

KEYS = """apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Secret
  type: kubernetes.io/tls
  metadata:
    name: sealed-secrets-key1
    namespace: kube-system
  data:
    tls.crt: cGxhbnRlZA==
    tls.key: c2VjcmV0LXBsYW50ZWQ=
"""


def run(script: pathlib.Path, environment: dict) -> subprocess.CompletedProcess:
    return subprocess.run(
        ["sh", script], env=environment, capture_output=True, text=True, check=False
    )


def main() -> int:
    scripts = pathlib.Path(sys.argv[1])
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        (work / "bin").mkdir()
        kubectl = work / "bin/kubectl"
        kubectl.write_text(
            f'#!/bin/sh\ncase "$1" in\nget) cat {work}/cluster ;;\n'
            f'apply) cp "$3" {work}/applied ;;\nesac\n'
        )
        kubectl.chmod(0o755)
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes"]
            + ["-subj", "/CN=backup", "-keyout", work / "key", "-out", work / "cert"],
            check=True, capture_output=True,
        )  # fmt: skip
        environment = {
            "PATH": f"{work}/bin:{os.environ['PATH']}",
            "BACKUP_STORE": f"file://{work}/store",
            "BACKUP_COPY": f"file://{work}/copy",
            "BACKUP_CERTIFICATE": f"{work}/cert",
            "BACKUP_KEY": f"{work}/key",
        }
        (work / "cluster").write_text("apiVersion: v1\nkind: List\nitems: []\n")
        if run(scripts / "keep_sealing_keys.sh", environment).returncode == 0:
            wrong.append("a cluster without keys is kept as if it had some")
        if run(scripts / "restore_sealing_keys.sh", environment).returncode == 0:
            wrong.append("nothing is restored as if it were something")
        (work / "cluster").write_text(KEYS)
        kept = run(scripts / "keep_sealing_keys.sh", environment)
        if kept.returncode:
            wrong.append(f"the keys are not kept: {kept.stderr}")
        for place in ("store", "copy"):
            files = list((work / place).rglob("*"))
            stored = [file for file in files if file.is_file()]
            if len(stored) != 1 or b"c2VjcmV0" in stored[0].read_bytes():
                wrong.append(f"{place} has {len(stored)} files, or one that is open")
        restored = run(scripts / "restore_sealing_keys.sh", environment)
        if restored.returncode or (work / "applied").read_text() != KEYS:
            wrong.append(f"the keys do not come back: {restored.stderr}")
    print("\n".join(wrong))
    print(f"{len(wrong)} problems")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
