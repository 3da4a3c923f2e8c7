#!/bin/sh
# Has Prometheus make a snapshot, stores it and deletes it, as snapshots hold disk space until somebody does.
#
# PROMETHEUS_URL and PROMETHEUS_DATA name the server and its folder; it runs with --web.enable-admin-api.
set -eu
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/store.sh"

started=$(date +%s)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

answer=$(curl --fail --silent --show-error --max-time 300 -X POST "$PROMETHEUS_URL/api/v1/admin/tsdb/snapshot") ||
    fail "Prometheus makes no snapshot; its admin API is off unless it is asked for"
name=$(printf '%s' "$answer" | sed -n 's/.*"name":"\([A-Za-z0-9-]*\)".*/\1/p')
[ -d "$PROMETHEUS_DATA/snapshots/${name:-none}" ] || fail "no snapshot in $PROMETHEUS_DATA/snapshots: $answer"
[ -n "$(ls "$PROMETHEUS_DATA/snapshots/$name")" ] || fail "the snapshot is empty: the server has read nothing yet"
tar -C "$PROMETHEUS_DATA/snapshots/$name" -czf "$work/backup" .
rm -rf "$PROMETHEUS_DATA/snapshots/${name:?}"
put "$work/backup" "$BACKUP_NAME/snapshots/$(date -u +%Y%m%dT%H%M%SZ)"
report backup $(($(date +%s) - started))
expire "$BACKUP_NAME/snapshots"
say "stored $name: $(wc -c <"$work/backup") bytes"
