#!/bin/sh
# Called by PostgreSQL for each segment of its log: archive_wal.sh PATH NAME. It must fail rather than lose or replace one.
#
#   archive_command = '/backup/archive_wal.sh %p %f'
set -eu
archive=${WAL_ARCHIVE:?names the folder of the archive}

if [ -f "$archive/$2.gz" ]; then
    # A segment that was archived before a crash is offered again.
    gzip -dc "$archive/$2.gz" | cmp -s - "$1" && exit 0
    echo "$archive/$2.gz is there and differs" >&2
    exit 1
fi
# Segments that are ended early are mostly zeros.
gzip -1 -c "$1" >"$archive/.$2.part"
sync "$archive/.$2.part"
mv "$archive/.$2.part" "$archive/$2.gz"
sync "$archive"
