"""Read emitted files back and look for texts in them.

read_texts.py LIST

LIST is JSON: [{"name": NAME, "plain": FILE, "hostile": FILE, "texts": {MARK: TEXT}}].
Two files were emitted for the same declarations, one with a plain mark in each place
that takes a text, one with a text that begins with the mark. Each is read by the reader
of its language. What they say may differ in nothing but the texts: where a string holds
a mark, the other holds the text, once the notations within strings are read too.
Prints a line for each string that does not.
"""

from __future__ import annotations

import ast
import csv
import html
import io
import json
import re
import shlex
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jinja2
import tomllib
import yaml

MARK = re.compile("Qq[0-9]+qQ")
NAME = re.compile("QQ[0-9]+QQ")
HASH = re.compile("[0-9a-f]{32,64}")
VARIABLE = re.compile(r"'?\"\$(\w+)\"'?|\$\{(\w+)\}")
# How deep notations lie in each other: a command in a template in a document.
DEPTH = 3


class Unreadable(Exception):
    """It is not of this notation."""


def pairs(entries: list[tuple[str, Any]]) -> list[list[Any]]:
    return [[key, value] for key, value in entries]


def of_json(text: str) -> Any:
    return json.loads(text, object_pairs_hook=pairs)


class Loader(yaml.CSafeLoader):
    """Keeps the order of keys, and equal ones."""


def mapping(loader: Any, node: Any) -> list[list[Any]]:
    return [
        [loader.construct_object(key, True), loader.construct_object(value, True)]
        for key, value in node.value
    ]


Loader.add_constructor("tag:yaml.org,2002:map", mapping)


def of_yaml(text: str) -> Any:
    return list(yaml.load_all(text, Loader))


class Prose(str):
    """Text for people, which is laid out anew."""


def of_python(text: str) -> Any:
    return node(ast.parse(text))


def node(value: Any) -> Any:
    """A syntax tree of Python or of a template, without places."""
    if isinstance(value, ast.Expr) and isinstance(value.value, ast.Constant):
        return Prose(value.value.value)
    if isinstance(value, ast.AST):
        return [type(value).__name__] + [
            node(getattr(value, name, None)) for name in value._fields
        ]
    if isinstance(value, jinja2.nodes.Node):
        return [type(value).__name__] + [
            node(getattr(value, name)) for name in value.fields
        ]
    if isinstance(value, list | tuple):
        return [node(part) for part in value]
    return value if isinstance(value, str) else repr(value)


def of_csv(text: str) -> Any:
    return list(csv.reader(io.StringIO(text)))


TEMPLATES = jinja2.Environment(extensions=["jinja2.ext.do"])


def of_jinja(text: str) -> Any:
    """What Airflow makes of it, with a sign for each value that only a run knows."""
    found = [""]
    for part in spoken(TEMPLATES.parse(text)):
        if isinstance(part, str) and isinstance(found[-1], str):
            found[-1] += part
        else:
            found.append(part)
    return found


def spoken(part: Any) -> Iterator[Any]:
    if isinstance(part, jinja2.nodes.Template):
        for inner in part.body:
            yield from spoken(inner)
    elif isinstance(part, jinja2.nodes.Output | jinja2.nodes.Concat):
        for inner in part.nodes:
            yield from spoken(inner)
    elif isinstance(part, jinja2.nodes.TemplateData):
        yield part.data
    elif isinstance(part, jinja2.nodes.Const) and isinstance(part.value, str):
        yield part.value
    else:
        said = json.dumps(node(part))
        # One that holds a text is read on.
        yield node(part) if MARK.search(said) else f"value{zlib.crc32(said.encode()):x}"


def literals(quote: str, read: Callable[[str], str]) -> Callable[[str], Any]:
    """What stands between quoted strings, and what they say."""
    pattern = re.compile(rf"({quote}(?:[^{quote}\\]|\\.)*{quote})", re.DOTALL)

    def split(text: str) -> Any:
        parts = pattern.split(text)
        return [[read(part)] if index % 2 else part for index, part in enumerate(parts)]

    return split


def of_sql(text: str) -> Any:
    parts = re.split(r"('(?:[^']|'')*'|\"(?:[^\"]|\"\")*\")", text)
    return [
        [part[1:-1].replace(part[0] * 2, part[0])] if index % 2 else part
        for index, part in enumerate(parts)
    ]


def of_backslashes(text: str) -> Any:
    return [re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)]


def of_html(text: str) -> Any:
    return [html.unescape(text)]


def of_jsonata(text: str) -> Any:
    """Step Functions evaluates what stands between its marks."""
    if not (text.startswith("{%") and text.endswith("%}")):
        raise Unreadable
    parts = re.split(r"('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")", text, flags=re.DOTALL)
    return [
        # JSONata has the escapes of JSON in both kinds of quotes.
        [json.loads(f'"{part[1:-1].replace(chr(34), chr(92) + chr(34))}"')]
        if index % 2 and part[0] == "'"
        else [json.loads(part)]
        if index % 2
        else part
        for index, part in enumerate(parts)
    ]


def only_documents(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """A lone word is YAML too, and says nothing."""

    def strict(text: str) -> Any:
        found = read(text)
        if not isinstance(found, list) or all(isinstance(part, str) for part in found):
            raise Unreadable
        return found

    return strict


NOTATIONS: list[Callable[[str], Any]] = [
    of_jsonata,
    of_jinja,
    only_documents(of_json),
    only_documents(of_yaml),
    literals('"', json.loads),
    literals('"', ast.literal_eval),
    literals("'", ast.literal_eval),
    of_sql,
    shlex.split,
    of_html,
    of_backslashes,
]

READERS: dict[str, Callable[[str], Any]] = {
    ".py": of_python,
    ".json": of_json,
    ".avsc": of_json,
    ".yaml": of_yaml,
    ".yml": of_yaml,
    ".toml": lambda text: node(sorted(tomllib.loads(text).items())),
    ".csv": of_csv,
}


# What else reads a file, by what its path is.
PROGRAMS = [
    (re.compile(r"\.sh$"), ["bash", "-n"]),
    (re.compile(r"/prometheus/rules/"), ["promtool", "check", "rules"]),
    (re.compile(r"/alertmanager\.yml$"), ["amtool", "check-config"]),
]


def same(one: str, other: str) -> bool:
    return HASH.sub("", one) == HASH.sub("", other)


class Comparison:
    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts

    def expected(self, plain: str) -> str:
        return MARK.sub(lambda match: self.texts.get(match[0], match[0]), plain)

    def says(self, plain: str, found: str, depth: int = 0) -> bool:
        """Whether `found` says the texts where `plain` says the marks."""
        if same(self.expected(plain), found):
            return True
        # How a shell is given a variable depends on the quotes around it.
        if VARIABLE.search(plain) and same(
            VARIABLE.sub(r"$\1\2", self.expected(plain)), VARIABLE.sub(r"$\1\2", found)
        ):
            return True
        # Names of variables are made of letters and digits of a text.
        if NAME.search(plain) and re.fullmatch(r"\w+", found):
            return found.startswith(plain)
        if depth == DEPTH or not MARK.search(plain):
            return False
        for read in NOTATIONS:
            try:
                (one, other) = (read(plain), read(found))
            except Exception:
                continue
            is_read = (one, other) != ([plain], [found])
            if is_read and not any(self.differences(one, other, depth + 1)):
                return True
        return False

    def differences(self, plain: Any, found: Any, depth: int = 0) -> Iterator[str]:
        if isinstance(plain, str) and isinstance(found, str):
            if isinstance(plain, Prose):
                (plain, found) = (" ".join(plain.split()), " ".join(found.split()))
                if " ".join(self.expected(plain).split()) == found:
                    return
            if not self.says(plain, found, depth):
                yield f"{plain!r:.600} became {found!r:.900}"
        elif isinstance(plain, list) and isinstance(found, list):
            if len(plain) != len(found):
                yield f"{len(plain)} parts became {len(found)}: {found!r:.900}"
                return
            for one, other in zip(plain, found, strict=True):
                yield from self.differences(one, other, depth)
        elif plain != found:
            yield f"{plain!r:.600} became {found!r:.900}"


def differences(case: dict[str, Any]) -> Iterator[str]:
    (plain, hostile) = (Path(case["plain"]), Path(case["hostile"]))
    read = READERS.get(plain.suffix, lambda text: text)
    one = read(plain.read_bytes().decode())
    try:
        other = read(hostile.read_bytes().decode())
    except Exception as error:
        yield f"cannot be read: {error!r:.900}"
        return
    for pattern, program in PROGRAMS:
        if not pattern.search(str(hostile)):
            continue
        told = subprocess.run([*program, hostile], capture_output=True, text=True)
        if told.returncode:
            yield f"is refused by {program[0]}: {told.stdout + told.stderr}"
    yield from Comparison(case["texts"]).differences(one, other)


def main() -> None:
    for case in json.loads(Path(sys.argv[1]).read_text()):
        for difference in differences(case):
            print(f"{case['name']}: {difference}")


main()
