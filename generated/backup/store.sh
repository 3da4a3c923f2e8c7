# shellcheck shell=sh
# Where copies of data are kept; read by the scripts beside it. Everything is said by variables:
#   BACKUP_STORE        s3://bucket/prefix, or file:///folder
#   BACKUP_COPY         the same in another region; may be empty
#   BACKUP_CERTIFICATE  encrypts what is stored; its key is needed to read it and is nowhere near
#   BACKUP_KEY          that key, for restores alone
#   BACKUP_KEEP_DAYS    after how many days backups are deleted; empty is never
#   BACKUP_KEEP_LEAST   how many are kept however old they are

say() { printf '%s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$*" >&2; }

fail() {
    say "failed: $*"
    exit 1
}

# put FILE NAME: encrypts a file and stores it in both places under a name.
put() {
    openssl cms -encrypt -binary -stream -aes-256-cbc -outform DER -in "$1" -out "$1.cms" "$BACKUP_CERTIFICATE" ||
        fail "cannot encrypt $2"
    for place in "$BACKUP_STORE" ${BACKUP_COPY:+"$BACKUP_COPY"}; do
        case $place in
            s3://*) aws s3 cp --only-show-errors "$1.cms" "$place/$2" ;;
            file://*)
                mkdir -p "$(dirname "${place#file://}/$2")"
                cp "$1.cms" "${place#file://}/$2.part" && sync "${place#file://}/$2.part" &&
                    mv "${place#file://}/$2.part" "${place#file://}/$2"
                ;;
            *) fail "$place is neither s3:// nor file://" ;;
        esac || fail "cannot store $2 in $place"
    done
    rm -f "$1.cms"
}

# fetch NAME FILE: gets what is stored under a name and opens it.
fetch() {
    case $BACKUP_STORE in
        s3://*) aws s3 cp --only-show-errors "$BACKUP_STORE/$1" "$2.cms" ;;
        file://*) cp "${BACKUP_STORE#file://}/$1" "$2.cms" ;;
        *) fail "$BACKUP_STORE is neither s3:// nor file://" ;;
    esac || fail "cannot fetch $1"
    openssl cms -decrypt -binary -inform DER -in "$2.cms" -out "$2" -inkey "$BACKUP_KEY" || fail "cannot open $1"
    rm -f "$2.cms"
}

# names PLACE PREFIX: the backups below a prefix of a place, oldest first. Names are times, so their order is that of the
# alphabet; what has no such name is none.
names() {
    case $1 in
        s3://*) aws s3 ls "$1/$2/" | awk '{ print $NF }' ;;
        file://*) ls "${1#file://}/$2" ;;
        *) fail "$1 is neither s3:// nor file://" ;;
    esac | grep -E '^[0-9]{8}T[0-9]{6}Z$' | sort
}

# newest PREFIX [TIME]: the name of the last backup below a prefix, or of the last that was complete at a time.
newest() {
    names "$BACKUP_STORE" "$1" | awk -v limit="${2-9}" '$0 <= limit' | tail -n 1
}

# expire PREFIX: deletes what is too old in both places, but none of the newest that are to be kept.
expire() {
    [ -n "${BACKUP_KEEP_DAYS-}" ] || return 0
    limit=$(date -u -d "$BACKUP_KEEP_DAYS days ago" +%Y%m%dT%H%M%SZ)
    for place in "$BACKUP_STORE" ${BACKUP_COPY:+"$BACKUP_COPY"}; do
        for old in $(names "$place" "$1" | head -n "-${BACKUP_KEEP_LEAST:-7}" | awk -v limit="$limit" '$0 < limit'); do
            case $place in
                s3://*) aws s3 rm --only-show-errors "$place/$1/$old" ;;
                *) rm -f "${place#file://}/$1/$old" ;;
            esac || fail "cannot delete $1/$old in $place"
            say "deleted $1/$old in $place: it is older than $BACKUP_KEEP_DAYS days"
        done
    done
}

# report METRIC SECONDS: tells the Pushgateway that something succeeded now, and how long it took.
report() {
    [ -n "${PUSHGATEWAY-}" ] || return 0
    printf '# TYPE %s gauge\n%s %s\n# TYPE %s gauge\n%s %s\n' \
        "dagc_$1_last_success_timestamp_seconds" "dagc_$1_last_success_timestamp_seconds" "$(date +%s)" \
        "dagc_$1_duration_seconds" "dagc_$1_duration_seconds" "$2" |
        curl --fail --silent --show-error --max-time 20 --data-binary @- "$PUSHGATEWAY/metrics/job/backup/backup_of/$BACKUP_NAME" ||
        fail "cannot tell $PUSHGATEWAY"
}
