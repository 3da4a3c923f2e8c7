"""Prints how a parser of PromQL understands each expression of a list on stdin."""

import json
import sys

import promql_parser as promql


def seconds(duration):
    return None if duration is None else int(duration.total_seconds())


def last_word(value):
    return str(value).split(".")[-1]


def number(value):
    return repr(float(value))


def selector(node):
    matchers = [
        [matcher.name, last_word(matcher.op), matcher.value]
        for matcher in node.matchers.matchers
    ]
    return ["selector", node.name, sorted(matchers), seconds(node.offset)]


def grouping(modifier):
    if modifier is None:
        return ["all"]
    return [last_word(modifier.type).lower(), sorted(modifier.labels)]


def matching(modifier):
    if modifier is None:
        return None
    labels = modifier.matching
    if labels is None:
        return None
    extra = modifier.group_labels
    return [
        last_word(labels.type).lower(),
        sorted(labels.labels),
        last_word(modifier.card),
        sorted(extra.labels if hasattr(extra, "labels") else extra or []),
    ]


def tree(node):
    match node:
        case promql.ParenExpr():
            return tree(node.expr)
        case promql.NumberLiteral():
            return ["number", number(node.val)]
        case promql.StringLiteral():
            return ["text", node.val]
        case promql.VectorSelector():
            return selector(node)
        case promql.MatrixSelector():
            return ["range", selector(node.vector_selector), seconds(node.range)]
        case promql.SubqueryExpr():
            return [
                "subquery",
                tree(node.expr),
                seconds(node.range),
                seconds(node.step),
            ]
        case promql.Call():
            return ["call", node.func.name, [tree(argument) for argument in node.args]]
        case promql.AggregateExpr():
            parameter = None if node.param is None else tree(node.param)
            return [
                "aggregation",
                str(node.op),
                parameter,
                tree(node.expr),
                grouping(node.modifier),
            ]
        case promql.UnaryExpr():
            inner = tree(node.expr)
            return (
                ["number", number(-float(inner[1]))]
                if inner[0] == "number"
                else ["negative", inner]
            )
        case promql.BinaryExpr():
            modifier = node.modifier
            is_bool = bool(modifier and modifier.return_bool)
            return [
                "binary",
                str(node.op),
                is_bool,
                tree(node.lhs),
                tree(node.rhs),
                matching(modifier),
            ]
    raise TypeError(f"{type(node).__name__}")


for expression in json.load(sys.stdin):
    try:
        print(json.dumps(tree(promql.parse(expression))))
    except ValueError as error:
        print(json.dumps(["error", str(error), expression]))
