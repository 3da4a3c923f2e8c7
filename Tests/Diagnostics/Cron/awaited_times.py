"""The logical dates that a sensor of a DAG file looks for.

Reads JSON: {"file", "times"}, the text of the file, and logical dates in seconds since
1970 in UTC. Writes JSON: what the sensor's function makes of each.
"""

from __future__ import annotations

import ast
import json
import sys

import pendulum

question = json.load(sys.stdin)
functions = [
    node.value
    for node in ast.walk(ast.parse(question["file"]))
    if isinstance(node, ast.keyword) and node.arg == "execution_date_fn"
]
function = eval(compile(ast.Expression(functions[0]), "<function>", "eval"))
dates = [pendulum.from_timestamp(time) for time in question["times"]]
json.dump([int(function(date).timestamp()) for date in dates], sys.stdout)
