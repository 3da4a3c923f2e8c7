#!/bin/sh
# Keeps the keys of the controller of sealed secrets where backups are, as a new cluster opens no sealed secret without
# them. For somebody who may read them, after each new key (the controller makes one every 30 days); needs kubectl.
set -eu
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/store.sh"

umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

kubectl get secrets --namespace kube-system --selector sealedsecrets.bitnami.com/sealed-secrets-key --output yaml \
    >"$work/keys" || fail "cannot read the keys"
grep -q 'tls.key:' "$work/keys" || fail "the cluster has no keys of sealed secrets"
name=$(date -u +%Y%m%dT%H%M%SZ)
put "$work/keys" "sealing-keys/$name"
say "stored $name: $(grep -c 'tls.key:' "$work/keys") keys"
