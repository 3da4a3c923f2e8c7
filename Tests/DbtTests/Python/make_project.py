"""Writes a dbt project on DuckDB: sources, seeds, models in layers, tests, a snapshot.

make_project.py FOLDER MODELS

A fifth of the models are staging views on a source, the others read two before them.
"""

import sys
from pathlib import Path

PROJECT = """\
name: shop
version: "1.0"
profile: shop
model-paths: [models]
seed-paths: [seeds]
snapshot-paths: [snapshots]
test-paths: [tests]
models:
  shop:
    staging: {+materialized: view, +tags: [staging]}
    marts: {+materialized: table, +tags: [daily]}
    core: {+materialized: table}
"""

PROFILES = """\
shop:
  target: test
  outputs:
    test: {type: duckdb, path: "{{ env_var('WAREHOUSE', 'shop.duckdb') }}", threads: 1}
"""

SOURCES = """\
version: 2
sources:
  - name: raw
    schema: main
    tables:
      - name: orders
        columns: [{name: id, tests: [not_null]}]
      - name: customers
"""

SNAPSHOT = """\
{% snapshot orders_history %}
{{ config(target_schema='main', unique_key='id', strategy='check',
          check_cols=['amount']) }}
select * from {{ ref('stg_0') }}
{% endsnapshot %}
"""

RELATION = (
    "{{name: id, tests: [not_null, {{relationships: "
    "{{arguments: {{to: \"ref('{0}')\", field: id}}}}}}]}}"
)


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def staging(index):
    table = "orders" if index % 2 == 0 else "customers"
    return (
        f"select id, amount + {index} as amount from {{{{ source('raw', '{table}') }}}}"
    )


def joined(first, second):
    return (
        f"select a.id, a.amount + b.amount as amount from {{{{ ref('{first}') }}}} a\n"
        f"join {{{{ ref('{second}') }}}} b using (id)"
    )


def main(folder, count):
    root, count = Path(folder), int(count)
    write(root / "dbt_project.yml", PROJECT)
    write(root / "profiles.yml", PROFILES)
    write(root / "models/sources.yml", SOURCES)
    write(root / "seeds/countries.csv", "id,amount\n1,10\n2,20\n")
    write(root / "snapshots/orders_history.sql", SNAPSHOT)
    names = []
    columns = []
    for index in range(count):
        if index < max(2, count // 5):
            name, place, sql = f"stg_{index}", "staging", staging(index)
        elif index % 7 == 3:
            name, place = f"helper_{index}", "core"
            sql = "{{ config(materialized='ephemeral') }}\n"
            sql += joined(names[index // 2], names[index // 3])
        elif index % 3:
            name, place = f"core_{index}", "core/deep"
            sql = joined(names[index // 2], names[index - 1])
        else:
            name, place = f"fct_{index}", "marts"
            sql = joined(names[index - 2], names[index // 2])
        if name.startswith("fct"):
            # Tests of one table and of two.
            parent = names[index // 2]
            related = (
                RELATION.format(parent) if "helper" not in parent else "{name: id}"
            )
            columns.append(f"  - name: {name}\n    columns: [{related}]\n")
        names.append(name)
        write(root / f"models/{place}/{name}.sql", sql + "\n")
    seeded = joined(names[0], "countries")
    write(root / "models/marts/fct_countries.sql", seeded + "\n")
    write(root / "models/marts/marts.yml", "version: 2\nmodels:\n" + "".join(columns))
    single = "select * from {{ ref('fct_countries') }} where amount < 0\n"
    write(root / "tests/amounts_are_positive.sql", single)


main(*sys.argv[1:])
