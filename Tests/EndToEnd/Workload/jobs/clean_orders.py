"""Clean the orders of one data interval.

Types the raw text, drops what cannot be used, keeps the last delivery of an order.
Writes `<output>/window_start=<from>/*.parquet` and replaces what an earlier run of the
same interval left there. Its last line is one JSON object with the row counts.
"""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime

from pyspark.sql import DataFrame, SparkSession, Window
from pyspark.sql import functions as f

RAW_COLUMNS = (
    "order_id string, customer_id string, country string, "
    "amount string, ordered_at string, ingested_at string"
)


def typed(raw: DataFrame) -> DataFrame:
    return raw.select(
        "order_id",
        f.col("customer_id").try_cast("int").alias("customer_id"),
        f.col("country"),
        f.col("amount").try_cast("decimal(18,2)").alias("amount"),
        f.col("ordered_at").try_cast("timestamp").alias("ordered_at"),
        f.col("ingested_at").try_cast("timestamp").alias("ingested_at"),
    )


def usable(orders: DataFrame) -> DataFrame:
    complete = orders.dropna()
    return complete.where((f.col("amount") > 0) & (f.length("country") == 2))


def last_delivery(orders: DataFrame) -> DataFrame:
    newest_first = Window.partitionBy("order_id").orderBy(f.col("ingested_at").desc())
    ranked = orders.withColumn("delivery", f.row_number().over(newest_first))
    return ranked.where(f.col("delivery") == 1).drop("delivery")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--from", dest="start", type=datetime.fromisoformat, required=True
    )
    parser.add_argument("--to", dest="end", type=datetime.fromisoformat, required=True)
    parser.add_argument("--input", required=True, help="folder of JSON lines")
    parser.add_argument(
        "--output", required=True, help="folder of the cleaned parquet files"
    )
    arguments = parser.parse_args()
    start, end = arguments.start.astimezone(UTC), arguments.end.astimezone(UTC)

    spark = SparkSession.builder.config(
        "spark.sql.session.timeZone", "UTC"
    ).getOrCreate()
    raw = spark.read.schema(RAW_COLUMNS).json(arguments.input)
    in_window = (f.col("ordered_at") >= f.lit(start)) & (
        f.col("ordered_at") < f.lit(end)
    )
    clean = last_delivery(usable(typed(raw)).where(in_window))

    target = f"{arguments.output}/window_start={start:%Y%m%dT%H%M%SZ}"
    clean.coalesce(1).write.mode("overwrite").parquet(target)
    written = spark.read.parquet(target).count()
    print(
        json.dumps(
            {"job": "clean_orders", "rows_read": raw.count(), "rows_written": written}
        )
    )
    spark.stop()


if __name__ == "__main__":
    main()
