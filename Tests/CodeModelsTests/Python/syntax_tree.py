"""Prints the syntax tree of each file, one a line, to compare it with its model."""

import ast
import struct
import sys

SYMBOLS = {
    "Add": "+",
    "Sub": "-",
    "Mult": "*",
    "Div": "/",
    "FloorDiv": "//",
    "Mod": "%",
    "LShift": "<<",
    "RShift": ">>",
    "BitAnd": "&",
    "BitXor": "^",
    "BitOr": "|",
    "USub": "-",
    "UAdd": "+",
    "Invert": "~",
    "Not": "not",
    "Eq": "==",
    "NotEq": "!=",
    "Lt": "<",
    "LtE": "<=",
    "Gt": ">",
    "GtE": ">=",
    "Is": "is",
    "IsNot": "is not",
    "In": "in",
    "NotIn": "not in",
    "And": "and",
    "Or": "or",
}


def symbol(node):
    return SYMBOLS[type(node).__name__]


def constant(value):
    if value is None or isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return f"i{value}"
    if isinstance(value, float):
        return f"f{struct.unpack('<Q', struct.pack('<d', value))[0]}"
    if isinstance(value, str):
        return "s" + ",".join(str(ord(c)) for c in value)
    return "b" + ",".join(str(b) for b in value)


def node(name, parts):
    return "(" + " ".join([name, *parts]) + ")"


def keyword(item):
    return f"{item.arg}={expr(item.value)}" if item.arg else f"**{expr(item.value)}"


def expr(e):
    match e:
        case None:
            return "-"
        case ast.Constant():
            return constant(e.value)
        case ast.Name():
            return e.id
        case ast.List():
            return node("list", map(expr, e.elts))
        case ast.Tuple():
            return node("tuple", map(expr, e.elts))
        case ast.Set():
            return node("set", map(expr, e.elts))
        case ast.Dict():
            pairs = zip(e.keys, e.values, strict=True)
            return node(
                "dict",
                (f"{expr(k)}:{expr(v)}" if k else f"**{expr(v)}" for k, v in pairs),
            )
        case ast.Attribute():
            return f"(. {expr(e.value)} {e.attr})"
        case ast.Subscript():
            return f"(item {expr(e.value)} {expr(e.slice)})"
        case ast.Call():
            return node(
                "call", [expr(e.func), *map(expr, e.args), *map(keyword, e.keywords)]
            )
        case ast.UnaryOp():
            return f"(u{symbol(e.op)} {expr(e.operand)})"
        case ast.BinOp():
            return f"({symbol(e.op)} {expr(e.left)} {expr(e.right)})"
        case ast.Compare():
            parts = zip(e.ops, e.comparators, strict=True)
            return node(
                "compare", [expr(e.left), *(f"{symbol(o)} {expr(c)}" for o, c in parts)]
            )
        case ast.BoolOp():
            return node(symbol(e.op), map(expr, e.values))
        case ast.IfExp():
            return node("conditional", map(expr, [e.body, e.test, e.orelse]))
        case ast.Lambda():
            return f"(lambda [{' '.join(a.arg for a in e.args.args)}] {expr(e.body)})"
        case ast.Starred():
            return f"(* {expr(e.value)})"
        case ast.ListComp():
            loop = e.generators[0]
            condition = expr(loop.ifs[0]) if loop.ifs else "-"
            return (
                f"(for {expr(e.elt)} {expr(loop.target)} {expr(loop.iter)} {condition})"
            )
    raise TypeError(e)


def suite(statements):
    return "[" + " ".join(map(statement, statements)) + "]"


def function(s):
    args = s.args
    defaults = [None] * (len(args.args) - len(args.defaults)) + args.defaults
    parameters = [
        f"{a.arg}:{expr(a.annotation)}={expr(d)}"
        for a, d in zip(args.args, defaults, strict=True)
    ]
    if args.kwonlyargs:
        parameters.append("*")
        pairs = zip(args.kwonlyargs, args.kw_defaults, strict=True)
        parameters += [f"{a.arg}:{expr(a.annotation)}={expr(d)}" for a, d in pairs]
    if args.kwarg:
        parameters.append(f"**{args.kwarg.arg}:{expr(args.kwarg.annotation)}")
    body = s.body[1:] if ast.get_docstring(s, clean=False) is not None else s.body
    decorators = " ".join(map(expr, s.decorator_list))
    head = f"{s.name} [{decorators}] [{' '.join(parameters)}]"
    return f"(def {head} {expr(s.returns)} {suite(body)})"


def statement(s):
    match s:
        case ast.Pass():
            return "pass"
        case ast.Expr():
            return f"(expr {expr(s.value)})"
        case ast.Assign():
            return f"(assign {expr(s.targets[0])} {expr(s.value)})"
        case ast.With():
            items = (f"{expr(i.context_expr)}:{expr(i.optional_vars)}" for i in s.items)
            return f"(with {' '.join(items)} {suite(s.body)})"
        case ast.FunctionDef():
            return function(s)
        case ast.ClassDef():
            stated = ast.get_docstring(s, clean=False) is not None
            bases = " ".join(map(expr, s.bases))
            return (
                f"(class {s.name} [{bases}] {suite(s.body[1:] if stated else s.body)})"
            )
        case ast.Return():
            return f"(return {expr(s.value)})"
        case ast.Raise():
            return f"(raise {expr(s.exc)})"
        case ast.If():
            return f"(if {expr(s.test)} {suite(s.body)} {suite(s.orelse)})"
        case ast.For():
            return f"(for {expr(s.target)} {expr(s.iter)} {suite(s.body)})"
    raise TypeError(s)


def module(path):
    with open(path, "rb") as file:
        body = ast.parse(file.read()).body
    if (
        body
        and isinstance(body[0], ast.Expr)
        and isinstance(getattr(body[0].value, "value", None), str)
    ):
        body = body[1:]
    body = [s for s in body if not isinstance(s, (ast.Import, ast.ImportFrom))]
    return suite(body) if body else "[pass]"


for path in sys.argv[1:]:
    print(module(path))
