#!/bin/sh
# Makes Elasticsearch ready for logs: log_index.sh. It can be run again at any time.
#
# ELASTICSEARCH is its address, LOG_ALIAS the name that logs are written to. Without the template, fields get other types;
# without the first index behind the name, nothing is ever rolled over or deleted.
set -eu
cd "$(dirname "$0")"

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "failed: $*"
    exit 1
}

put() {
    answer=$(curl --silent --show-error --max-time 60 --request PUT --header 'Content-Type: application/json' \
        --data-binary "@$2" --write-out '\n%{http_code}' "$ELASTICSEARCH/$1") || fail "no answer to PUT $1"
    case ${answer##*
} in
        2??) say "put $1" ;;
        *) fail "PUT $1: $answer" ;;
    esac
}

tries=0
until curl --silent --fail --max-time 30 --output /dev/null \
    "$ELASTICSEARCH/_cluster/health?wait_for_status=yellow&timeout=20s"; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || fail "$ELASTICSEARCH is not ready"
    sleep 5
done
put _ilm/policy/logs lifecycle.json
put _index_template/logs template.json
if curl --silent --fail --head --output /dev/null --max-time 30 "$ELASTICSEARCH/_alias/$LOG_ALIAS"; then
    say "$LOG_ALIAS has its index"
elif curl --silent --fail --head --output /dev/null --max-time 30 "$ELASTICSEARCH/$LOG_ALIAS"; then
    fail "$LOG_ALIAS is an index and should stand for several: move its lines elsewhere (_reindex) and delete it"
else
    put "$LOG_ALIAS-000001" index.json
fi
