"""Changes one thing of a rule at a time, and lists what no test beside it notices.

mutate_rules.py <folder of rules and tests> [<every n-th file>]
"""

import copy
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import yaml

COMPARISONS = {">": "<", "<": ">", ">=": "<", "<=": ">", "==": "!="}
TIME = re.compile(r"\b(\d+)([smhd])\b")
NUMBER = re.compile(r"(?<![\w.:])(\d+(?:\.\d+)?(?:e[-+]?\d+)?)(?![\w.:])")
MATCHER = re.compile(r'(\w+)(=|!=|=~|!~)"((?:[^"\\]|\\.)*)"')


def outside_texts(expression):
    """The expression with blanks for its texts, so that they are not taken for code."""
    return re.sub(
        r'"(?:[^"\\]|\\.)*"',
        lambda text: '"' + "_" * (len(text[0]) - 2) + '"',
        expression,
    )


def replaced(text, match, new):
    return text[: match.start()] + new + text[match.end() :]


def expressions(expression):
    plain = outside_texts(expression)
    ranges = [(m.start(), m.end()) for m in re.finditer(r"\[[^\]]*\]", plain)]
    for match in TIME.finditer(plain):
        longer = f"{int(match[1]) * 2}{match[2]}"
        yield f"time {match[0]} -> {longer}", replaced(expression, match, longer)
    for match in NUMBER.finditer(plain):
        if any(start < match.start() < end for start, end in ranges):
            continue
        value = float(match[1])
        # One in ten more is a mistake that people make; zero has to become something.
        new = f"{value * 1.1:.10g}" if value else "1"
        yield f"number {match[0]} -> {new}", replaced(expression, match, new)
    for match in re.finditer(r">=|<=|==|(?<![=!<>])[<>](?!=)", plain):
        new = COMPARISONS[match[0]]
        yield f"comparison {match[0]} -> {new}", replaced(expression, match, new)
    for match in MATCHER.finditer(expression):
        new = f'{match[1]}{match[2]}"another"'
        yield f"label {match[0]} -> {new}", replaced(expression, match, new)


def mutants(rule):
    for name, expression in expressions(rule["expr"]):
        yield name, {**rule, "expr": expression}
    if "for" in rule:
        match = TIME.search(rule["for"])
        yield (
            f"for {rule['for']} doubled",
            {**rule, "for": f"{int(match[1]) * 2}{match[2]}"},
        )
        yield (
            f"for {rule['for']} dropped",
            {k: v for k, v in rule.items() if k != "for"},
        )
    if "keep_firing_for" in rule:
        match = TIME.search(rule["keep_firing_for"])
        longer = f"{int(match[1]) * 2}{match[2]}"
        yield "keep_firing_for doubled", {**rule, "keep_firing_for": longer}
        yield (
            "keep_firing_for dropped",
            {k: v for k, v in rule.items() if k != "keep_firing_for"},
        )
    for label in rule["labels"]:
        labels = {**rule["labels"], label: "another"}
        yield f"rule's label {label}", {**rule, "labels": labels}
    for name in rule["annotations"]:
        annotations = {**rule["annotations"], name: "another"}
        yield f"annotation {name}", {**rule, "annotations": annotations}


def passes(folder, path, rules):
    """Whether all tests of a file still pass with these rules in place of it."""
    with tempfile.TemporaryDirectory() as place:
        target = Path(place) / "rules" / path
        target.parent.mkdir(parents=True)
        target.write_text(yaml.safe_dump(rules))
        stem = Path("tests") / path.with_suffix("")
        tests = sorted((folder / stem.parent).glob(stem.name + "*.yaml"))
        tests = [
            t
            for t in tests
            if re.fullmatch(re.escape(stem.name) + r"(\.every-\w+)?\.yaml", t.name)
        ]
        for test in tests:
            copied = Path(place) / "tests" / path.parent / test.name
            copied.parent.mkdir(parents=True, exist_ok=True)
            copied.write_bytes(test.read_bytes())
        command = ["promtool", "test", "rules", *(test.name for test in tests)]
        run = subprocess.run(
            command,
            cwd=Path(place) / "tests" / path.parent,
            capture_output=True,
            text=True,
        )
        return run.returncode == 0


def main():
    folder = Path(sys.argv[1]).resolve()
    step = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    files = sorted(
        path.relative_to(folder / "rules")
        for kind in ("components", "pipelines")
        for path in (folder / "rules" / kind).glob("*.yaml")
    )[::step]
    work = []
    for path in files:
        rules = yaml.safe_load((folder / "rules" / path).read_text())
        for place, rule in enumerate(rules["groups"][0]["rules"]):
            for name, mutant in mutants(rule):
                changed = copy.deepcopy(rules)
                changed["groups"][0]["rules"][place] = mutant
                work.append((path, rule["alert"], name, changed))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        survived = list(pool.map(lambda one: passes(folder, one[0], one[3]), work))
    for (path, alert, name, _), lives in zip(work, survived, strict=True):
        if lives:
            print(f"survived\t{path}\t{alert}\t{name}")
    print(f"mutants\t{len(work)}\tkilled\t{len(work) - sum(survived)}")


if __name__ == "__main__":
    main()
