"""Runs the emitted script of backups on old ones, in a folder and behind an `aws` that
keeps files: what is too old goes, but not the last few, and nothing else does.

usage: backup_retention.py SCRIPTS
"""

import datetime
import pathlib
import subprocess
import sys
import tempfile

AWS = """#!/bin/sh
# s3 ls|rm [--only-show-errors] s3://bucket/path
for last; do :; done
place=$BUCKETS/${last#s3://}
case $2 in
ls) ls "$place" | sed 's/^/2026-01-01 00:00:00 1 /' ;;
rm) rm "$place" ;;
esac
"""
DAYS, LEAST = 30, 7


NOW = datetime.datetime.now(datetime.timezone.utc)


def stamp(days: float) -> str:
    return f"{NOW - datetime.timedelta(days=days):%Y%m%dT%H%M%SZ}"


def main() -> int:
    scripts = pathlib.Path(sys.argv[1])
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        (work / "bin").mkdir()
        (work / "bin/aws").write_text(AWS)
        (work / "bin/aws").chmod(0o755)
        places = {
            "old": ([40, 50, 60, 70, 80, 90, 100, 110, 120], 7),
            "mixed": ([1, 2, 3, 4, 5, 29, 29.9, 30.1, 31, 400], 7),
            "fresh": ([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 10),
            "few": ([500, 600], 2),
        }
        for name, (ages, left) in places.items():
            for store, copy in (("file", "s3"), ("s3", "file")):
                roots = {
                    "file": work / f"{name}-{store}-file",
                    "s3": work / "buckets" / f"{name}-{store}",
                }
                for root in roots.values():
                    (root / "metadata/dumps").mkdir(parents=True)
                    for age in ages:
                        (root / "metadata/dumps" / stamp(age)).write_text("x")
                    (root / "metadata/dumps/notes").write_text("x")
                address = {
                    "file": f"file://{roots['file']}",
                    "s3": f"s3://{name}-{store}",
                }
                done = subprocess.run(
                    ["sh", "-euc", f". {scripts}/store.sh; expire metadata/dumps"],
                    capture_output=True, text=True,
                    env={
                        "PATH": f"{work}/bin:/usr/bin:/bin",
                        "BUCKETS": f"{work}/buckets",
                        "BACKUP_STORE": address[store], "BACKUP_COPY": address[copy],
                        "BACKUP_KEEP_DAYS": str(DAYS), "BACKUP_KEEP_LEAST": str(LEAST),
                    },
                )  # fmt: skip
                if done.returncode:
                    wrong.append(f"{name} in {store}: {done.stderr}")
                for root in roots.values():
                    names = {p.name for p in (root / "metadata/dumps").iterdir()}
                    if "notes" not in names or len(names) != left + 1:
                        wrong.append(f"{name} in {store}: {len(names) - 1} are left")
                    newest = {stamp(age) for age in sorted(ages)[:LEAST]}
                    if not newest <= names:
                        wrong.append(f"{name} in {store}: the newest are gone")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
