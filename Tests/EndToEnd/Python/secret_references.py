"""Looks for secrets that a manifest reads and that nobody is told to seal.

usage: secret_references.py GENERATED LISTED

LISTED is what `dagc secrets check` prints where nothing is sealed.
"""

import pathlib
import re
import sys

import yaml


def references(value: object):
    """Name and key of each secret that is read; a mounted one has no key."""
    if isinstance(value, list):
        for item in value:
            yield from references(item)
    if not isinstance(value, dict):
        return
    for key, item in value.items():
        if key == "secretKeyRef":
            yield item["name"], item["key"]
        elif key == "envSecretKeyRefs":
            yield from ((each["name"], each["key"]) for each in item.values())
        elif key == "secret" and isinstance(item, dict) and "secretName" in item:
            yield item["secretName"], None
        else:
            yield from references(item)


def main() -> int:
    generated, listed = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    known: dict[tuple[str, str], set[str]] = {}
    for line in listed.read_text().splitlines():
        row = re.match(r"(\S+)/(\S+)\s+missing\s+.*: (.*)$", line)
        if row:
            known[row[1], row[2]] = set(row[3].split(", "))
    wrong, count = set(), 0
    files = [
        p
        for part in ("kubernetes", "spark", "streams")
        for p in (generated / part).rglob("*.yaml")
    ]
    for path in sorted(files):
        for item in yaml.safe_load_all(path.read_text()):
            for name, key in references(item):
                count += 1
                place = item["metadata"]["namespace"], name
                if place not in known:
                    wrong.add(f"{'/'.join(place)} is read and not expected")
                elif key and key not in known[place]:
                    wrong.add(
                        f"{'/'.join(place)} is read for {key}, which is not expected"
                    )
    print("\n".join(sorted(wrong)))
    print(f"{count} references, {len(known)} secrets, {len(wrong)} problems")
    return 1 if wrong or not count else 0


if __name__ == "__main__":
    sys.exit(main())
