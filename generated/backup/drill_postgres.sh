#!/bin/sh
# Restores the newest dump into a database of its own, compares every table with what was there, and drops it again.
#
# A backup that nobody has restored is a hope. Without PGHOST it starts a server of its own for it, so that the one that
# works is left alone.
set -eu
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/store.sh"

started=$(date +%s)
work=$(mktemp -d)
scratch="drill_$(date +%s)"
end() {
    dropdb --if-exists --force "$scratch" 2>/dev/null || :
    [ ! -d "$work/server" ] || pg_ctl --pgdata="$work/server" --mode=immediate stop >/dev/null 2>&1 || :
    rm -rf "$work"
}
trap end EXIT INT TERM
if [ -z "${PGHOST-}" ]; then
    initdb --pgdata="$work/server" --username=postgres --auth=trust >/dev/null
    pg_ctl --pgdata="$work/server" --log="$work/log" --wait -o "-k $work -c listen_addresses='' -c fsync=off" start >/dev/null
    export PGHOST="$work" PGUSER=postgres PGDATABASE=postgres
fi

name=$(newest "$BACKUP_NAME/dumps")
[ -n "$name" ] || fail "there is no dump below $BACKUP_STORE/$BACKUP_NAME/dumps"
fetch "$BACKUP_NAME/dumps/$name" "$work/backup"
tar -C "$work" -xf "$work/backup"
pg_restore --file=/dev/null "$work/dump" || fail "the dump $name is not whole"
createdb "$scratch"
pg_restore --dbname="$scratch" --jobs=2 --exit-on-error --no-owner --no-privileges "$work/dump"
psql -qAtX -v ON_ERROR_STOP=1 --dbname="$scratch" >"$work/restored" <<'SQL'
select format('select %L, count(*) from %I.%I;', schemaname || '.' || tablename, schemaname, tablename)
from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1
\gexec
SQL
diff "$work/rows" "$work/restored" >&2 || fail "$name has other rows than were dumped"
report restore_drill $(($(date +%s) - started))
say "restored $name: $(wc -l <"$work/rows") tables are as they were, in $(($(date +%s) - started)) s"
