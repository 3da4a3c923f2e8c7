#!/bin/sh
# Brings a new server to a time: recover_postgres.sh 'YYYY-MM-DD HH:MM:SS+00' FOLDER PORT
#
# The folder must be empty. WAL_ARCHIVE is the folder of the archive of the log. The server is left running there; look
# at what it has before anything else is pointed at it.
set -eu
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/store.sh"

target=$1 folder=$2 port=$3
started=$(date +%s)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
[ -z "$(ls -A "$folder" 2>/dev/null)" ] || fail "$folder is not empty"

# From a later copy the server would come up without a word, as it was when that copy was made.
limit=$(date -u -d "$target" +%Y%m%dT%H%M%SZ) || fail "$target is no time"
name=$(newest "$BACKUP_NAME/base" "$limit")
[ -n "$name" ] || fail "$target lies before the end of each copy below $BACKUP_STORE/$BACKUP_NAME/base"
fetch "$BACKUP_NAME/base/$name" "$work/backup"
tar -C "$work" -xzf "$work/backup"
mkdir -p "$folder"
cp -R "$work/base/." "$folder"
chmod 0700 "$folder"
pg_verifybackup "$folder" >/dev/null || fail "the copy $name is not whole"

cat >>"$folder/postgresql.auto.conf" <<CONF
restore_command = 'gzip -dc "$WAL_ARCHIVE/%f.gz" > "%p"'
recovery_target_time = '$target'
recovery_target_action = 'promote'
archive_mode = off
port = $port
CONF
: >"$folder/recovery.signal"
pg_ctl --pgdata="$folder" --log="$folder/recovery.log" --wait --timeout=3600 start >/dev/null || {
    # Both of these end the server, so nobody may wait for it.
    if grep -q 'recovery ended before configured recovery target was reached' "$folder/recovery.log"; then
        fail "$target lies after the last segment of the archive"
    fi
    if grep -q 'recovery stop point is before consistent recovery point' "$folder/recovery.log"; then
        fail "$target lies before the end of the copy $name; take an older one"
    fi
    fail "the server did not start; see $folder/recovery.log"
}
waited=0
while [ "$(psql -qAtX --host=/tmp --port="$port" --dbname=postgres -c 'select pg_is_in_recovery()' 2>/dev/null)" != f ]; do
    waited=$((waited + 1))
    if ! pg_ctl --pgdata="$folder" status >/dev/null; then
        grep -q 'recovery ended before' "$folder/recovery.log" && fail "$target lies after the last segment of the archive"
        fail "the server ended; see $folder/recovery.log"
    fi
    [ "$waited" -le 3600 ] || fail "not there after an hour; see $folder/recovery.log"
    sleep 1
done
say "the server on port $port is as it was at $target, after $(($(date +%s) - started)) s"
