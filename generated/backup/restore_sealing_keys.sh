#!/bin/sh
# Gives a new cluster the keys of sealed secrets that keep_sealing_keys.sh has kept, before its controller starts.
set -eu
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/store.sh"

umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

name=$(newest sealing-keys)
[ -n "$name" ] || fail "there are no keys below $BACKUP_STORE/sealing-keys"
fetch "sealing-keys/$name" "$work/keys"
kubectl apply --filename "$work/keys" || fail "the cluster did not take the keys"
say "restored $name: $(grep -c 'tls.key:' "$work/keys") keys"
