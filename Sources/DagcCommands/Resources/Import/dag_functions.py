"""Functions and classes of a DAG file as a file of their own, with what they need.

A DAG file makes DAGs when it is imported, so the functions that tasks call and the
classes that tasks are of are taken out of it, with the imports, constants, functions
and classes that they name.
"""

from __future__ import annotations

import ast
import inspect
import sys
import textwrap
from pathlib import Path
from typing import Any


class MovedFunctions:
    """The functions of one DAG file, as `package.module.function`."""

    def __init__(self, file: str, package: str) -> None:
        self.file = str(Path(file).resolve())
        stem = "".join(each if each.isalnum() else "_" for each in Path(file).stem)
        self.module = stem if not stem[:1].isdigit() else f"dag_{stem}"
        self.package = package
        self.tree = ast.parse(Path(file).read_text())
        self.top: dict[str, ast.stmt] = {}
        # Imports that stand in for others stay together.
        for node in filter(is_choice, self.tree.body):
            for each in ast.walk(node):
                if is_import(each):
                    self.top.update((name, node) for name in defined(each))
        # Those at the top come first; an inner function may use what is beside it.
        for node in [*self.tree.body, *ast.walk(self.tree)]:
            if isinstance(node, ast.stmt):
                for name in defined(node):
                    self.top.setdefault(name, node)
        self.functions: dict[str, ast.stmt] = {}
        self.lines: dict[str, int] = {}

    def path(self, function: Any) -> str | None:
        """Where it can be imported from; None for what has no place of its own."""
        name = self.take(function)
        if name is not None:
            return f"{self.package}.{self.module}.{name}"
        module = getattr(function, "__module__", None)
        name = getattr(function, "__qualname__", "")
        if module and name and "<" not in name and "." not in name:
            return f"{module}.{name}"
        return None

    def take(self, function: Any) -> str | None:
        """Its name in the file of its own, if it is one of the DAG file's."""
        if inspect.isclass(function):
            return self.take_class(function)
        function = inspect.unwrap(function) if callable(function) else function
        code = getattr(function, "__code__", None)
        if code is None or str(Path(code.co_filename).resolve()) != self.file:
            return None
        for node in ast.walk(self.tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                first = min(
                    [node.lineno, *(each.lineno for each in node.decorator_list)]
                )
                if node.name == code.co_name and code.co_firstlineno in (
                    first,
                    node.lineno,
                ):
                    return self.add(node.name, bare(node), node.lineno)
            elif isinstance(node, ast.Lambda) and code.co_name == "<lambda>":
                if node.lineno == code.co_firstlineno:
                    return self.add(f"lambda_{node.lineno}", named(node), node.lineno)
        return None

    def take_class(self, kind: type) -> str | None:
        """The same for a class at the top of the DAG file."""
        file = getattr(sys.modules.get(kind.__module__), "__file__", None)
        if file is None or str(Path(file).resolve()) != self.file:
            return None
        for node in self.tree.body:
            if isinstance(node, ast.ClassDef) and node.name == kind.__qualname__:
                return self.add(node.name, node, node.lineno)
        return None

    def add(self, name: str, node: ast.stmt, line: int) -> str:
        wanted = name
        while wanted in self.functions and self.lines[wanted] != line:
            wanted += "_"
        if wanted != name and isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            node.name = wanted
        self.functions[wanted] = node
        self.lines[wanted] = line
        return wanted

    @property
    def text(self) -> str:
        """The file, or nothing where no function has been taken."""
        if not self.functions:
            return ""
        needed: list[ast.stmt] = []
        queue = list(self.functions.values())
        while queue:
            for name in used(queue.pop()):
                node = self.top.get(name)
                if node is None or node in needed or name in self.functions:
                    continue
                needed.append(node)
                queue.append(node)
                queue += [each for each in ast.walk(node) if is_import(each)]
        future = [node for node in self.tree.body if is_future(node)]
        kept = future + sorted(needed, key=lambda node: node.lineno)
        imports = [ast.unparse(node) for node in kept if is_import(node)]
        others = [ast.unparse(node) for node in kept if not is_import(node)]
        moved = [ast.unparse(node) for node in self.functions.values()]
        title = f'"""Functions of `{Path(self.file).name}`."""'
        parts = [title, "\n".join(imports), *others, *moved]
        return "\n\n\n".join(part for part in parts if part) + "\n"


def bare(node: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.stmt:
    """A function without what Airflow makes a task of."""
    copy = ast.parse(textwrap.dedent(ast.unparse(node))).body[0]
    copy.decorator_list = []  # type: ignore[attr-defined]
    return copy


def named(node: ast.Lambda) -> ast.stmt:
    name = f"lambda_{node.lineno}"
    return ast.parse(
        f"def {name}({ast.unparse(node.args)}):\n    return {ast.unparse(node.body)}"
    ).body[0]


def is_import(node: ast.AST) -> bool:
    return isinstance(node, (ast.Import, ast.ImportFrom))


def is_choice(node: ast.stmt) -> bool:
    """Whether it imports from one place, and from another where that is missing."""
    if not isinstance(node, ast.Try):
        return False
    ways = [node.body, *(each.body for each in node.handlers), node.orelse]
    return not node.finalbody and all(map(is_import, [*sum(ways, [])]))


def is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def defined(node: ast.stmt) -> list[str]:
    """The names that a statement at the top of a file gives a meaning."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return [node.name]
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        if is_future(node):
            return []
        return [(each.asname or each.name).split(".")[0] for each in node.names]
    if isinstance(node, ast.Assign):
        return [each.id for each in node.targets if isinstance(each, ast.Name)]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    return []


def walked(nodes: list[Any]) -> list[ast.AST]:
    return [each for node in nodes for each in ast.walk(node)]


def used(node: ast.stmt) -> set[str]:
    """The names that it looks up and does not give a meaning itself."""
    if isinstance(node, ast.ClassDef):
        # What a method makes is its own, and what stands beside it in the class is too.
        own = {name for each in node.body for name in defined(each)}
        around = [*node.bases, *node.keywords, *node.decorator_list]
        names = {each.id for each in walked(around) if isinstance(each, ast.Name)}
        return names.union(*(used(each) for each in node.body)) - own
    names = [each for each in ast.walk(node) if isinstance(each, ast.Name)]
    loaded = {each.id for each in names if isinstance(each.ctx, ast.Load)}
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return loaded
    own = {each.id for each in names if isinstance(each.ctx, ast.Store)}
    own |= {each.arg for each in ast.walk(node) if isinstance(each, ast.arg)}
    for inner in ast.walk(node):
        if inner is not node and isinstance(inner, ast.stmt):
            own.update(defined(inner))
    return loaded - own
