"""Holds values of a chart to the chart's own schema.

usage: read_values.py VALUES SCHEMA
"""

import json
import sys

import jsonschema
import yaml


def given(value: object) -> object:
    """Without what is null: Helm takes such keys out before it asks the schema."""
    if not isinstance(value, dict):
        return value
    return {key: given(part) for key, part in value.items() if part is not None}


with open(sys.argv[1]) as file:
    values = given(yaml.safe_load(file))
with open(sys.argv[2]) as file:
    validator = jsonschema.Draft7Validator(json.load(file))
problems = sorted(validator.iter_errors(values), key=str)
for problem in problems:
    print(".".join(map(str, problem.absolute_path)), problem.message)
# A schema that took everything would show nothing.
misspelt = values | {"scheduler": values["scheduler"] | {"extraContainer": []}}
assert list(validator.iter_errors(misspelt)), "the schema takes a misspelt value"
sys.exit(1 if problems else 0)
