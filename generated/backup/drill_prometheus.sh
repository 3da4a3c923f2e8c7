#!/bin/sh
# Fetches the newest snapshot of Prometheus and reads it: drill_prometheus.sh [FOLDER]. In the folder it stays.
set -eu
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/store.sh"

started=$(date +%s)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
folder=${1-$work/data}

name=$(newest "$BACKUP_NAME/snapshots")
[ -n "$name" ] || fail "there is no snapshot below $BACKUP_STORE/$BACKUP_NAME/snapshots"
fetch "$BACKUP_NAME/snapshots/$name" "$work/backup"
mkdir -p "$folder"
tar -C "$folder" -xzf "$work/backup"
blocks=$(promtool tsdb list "$folder" | grep -c '^[0-9A-Z]\{26\}' || :)
[ "$blocks" -ge 1 ] || fail "$name holds no block that can be read"
report restore_drill $(($(date +%s) - started))
say "$name holds $blocks blocks, in $(($(date +%s) - started)) s"
