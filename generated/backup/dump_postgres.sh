#!/bin/sh
# Dumps a PostgreSQL database with its roles, looks whether the dump is whole, and stores it.
#
# The server is named by PGHOST, PGPORT, PGUSER, PGDATABASE and PGPASSWORD, the rest by store.sh.
# Beside the dump lies the number of rows of each table, which a restore is compared with.
set -eu
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/store.sh"

started=$(date +%s)
name=$(date -u +%Y%m%dT%H%M%SZ)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

say "dumping $PGDATABASE of $PGHOST"
# Both are of one snapshot, so that rows which are written meanwhile are in neither.
mkfifo "$work/hold"
psql -qAtX -v ON_ERROR_STOP=1 <"$work/hold" >"$work/session" &
session=$!
exec 3>"$work/hold"
printf '%s\n' 'begin isolation level repeatable read;' 'select pg_export_snapshot();' >&3
tries=0
until [ -s "$work/session" ]; do
    tries=$((tries + 1))
    [ "$tries" -le 300 ] || fail "no snapshot within 30 s"
    kill -0 "$session" 2>/dev/null || fail "the server cannot be reached"
    sleep 0.1
done
snapshot=$(tail -n 1 "$work/session")
pg_dump --format=custom --compress=1 --snapshot="$snapshot" --file="$work/dump"
psql -qAtX -v ON_ERROR_STOP=1 >"$work/rows" <<SQL
begin isolation level repeatable read;
set transaction snapshot '$snapshot';
select format('select %L, count(*) from %I.%I;', schemaname || '.' || tablename, schemaname, tablename)
from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1
\gexec
SQL
printf 'rollback;\n' >&3
exec 3>&-
wait "$session"
pg_dumpall --globals-only --file="$work/roles"

# Listing its contents succeeds on half a file; reading all of it does not.
pg_restore --file=/dev/null "$work/dump" || fail "the dump is not whole"
tar -C "$work" -cf "$work/backup" dump rows roles
put "$work/backup" "$BACKUP_NAME/dumps/$name"
report backup $(($(date +%s) - started))
expire "$BACKUP_NAME/dumps"
say "stored $name: $(wc -c <"$work/dump") bytes"
