#!/bin/sh
# Copies the files of a PostgreSQL server, from which and from the archive of its log it can be brought to any later time.
set -eu
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/store.sh"

started=$(date +%s)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

pg_basebackup --pgdata="$work/base" --format=plain --wal-method=stream --checkpoint=fast --manifest-checksums=SHA256
pg_verifybackup "$work/base" >/dev/null || fail "the copy is not whole"
# No time before its end can be reached from it.
name=$(date -u -d '+1 second' +%Y%m%dT%H%M%SZ)
tar -C "$work" -czf "$work/backup" base
put "$work/backup" "$BACKUP_NAME/base/$name"
report base_backup $(($(date +%s) - started))
say "stored $name: $(wc -c <"$work/backup") bytes"
