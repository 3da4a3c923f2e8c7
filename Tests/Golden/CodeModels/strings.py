quotes = ["it's", 'say "hi"', '"it\'s"']
escapes = "tab\t, return\r, NUL\x00, DEL\x7f, \\, \u200b, 😀, é, 表"
data = b"\x00\x01A\"'\\\xff"
long = (
    "Rows that the speed layer has and the batch layer lacks are counted by window; "
    "Rows that the speed layer has and the batch layer lacks are counted by window; "
    "{{ macros.ds_add(data_interval_start | ds, -1) }} is the day before; Rows that "
    "the speed layer has and the batch layer lacks are counted by window; "
)
url = "https://example.com/path/path/path/path/path/path/path/path/path/path/path/path/path/path/path/path/path/path/path/path/"
print(
    (
        "Rows that the speed layer has and the batch layer lacks are counted by "
        "window; Rows that the speed layer has and the batch layer lacks are counted "
        "by window; "
    ),
    sep=(
        "Rows that the speed layer has and the batch layer lacks are counted by "
        "window; short"
    ),
    end="""\
select order_id, customer_id, amount
from orders
where ds = '{{ ds }}'
  and note <> "\\d+"
""",
)
print(
    "Rows that the speed layer has and the batch layer lacks are counted by window; "
    "Rows that the speed layer has and the batch layer lacks are counted by window; "
)
print("""\
select order_id, customer_id, amount
from orders
where ds = '{{ ds }}'
  and note <> "\\d+"
""")
settings = {
    "note": (
        "Rows that the speed layer has and the batch layer lacks are counted by "
        "window; Rows that the speed layer has and the batch layer lacks are counted "
        "by window; "
    ),
    "sql": """\
select order_id, customer_id, amount
from orders
where ds = '{{ ds }}'
  and note <> "\\d+"
""",
}
wide = """\
-- Rows that the speed layer has and the batch layer lacks are counted by window; Rows \
that the speed layer has and the batch layer lacks are counted by window;\x20
select 1\x20
from x
""\"quoted""\""""
