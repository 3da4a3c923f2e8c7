"""The emitted job on Spark 3.5, with files in place of Kafka, whose connector for Spark is in no package.

spark_side.py JOB SPECIFICATION FILES WAREHOUSE TABLES         runs the query until it is killed
spark_side.py JOB SPECIFICATION FILES WAREHOUSE TABLES --show  prints the lake's rows and dead letters as JSON
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import iceberg
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F


def session(warehouse: str) -> SparkSession:
    catalog = "spark.sql.catalog.lake"
    settings = {
        "spark.jars": ",".join(str(jar) for jar in iceberg.jars()),
        "spark.sql.extensions": "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
        catalog: "org.apache.iceberg.spark.SparkCatalog",
        f"{catalog}.type": "hadoop",
        f"{catalog}.warehouse": warehouse,
        "spark.sql.shuffle.partitions": "1",
        "spark.ui.enabled": "false",
        "spark.driver.memory": "700m",
        "spark.sql.session.timeZone": "UTC",
    }
    builder = SparkSession.builder.master("local[2]")
    for key, value in settings.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def load(path: str) -> ModuleType:
    found = importlib.util.spec_from_file_location("stream_job", path)
    if found is None or found.loader is None:
        raise SystemExit(f"{path} is no module")
    module = importlib.util.module_from_spec(found)
    sys.modules["stream_job"] = module
    found.loader.exec_module(module)
    return module


def messages(folder: str):
    """What takes the place of the job's own source: lines of JSON with keys and values in base64."""
    shape = "topic string, partition int, offset bigint, key string, value string"

    def read(spark: SparkSession, _job: object) -> DataFrame:
        lines = spark.readStream.format("json").schema(shape).option("maxFilesPerTrigger", 20).load(folder)
        return lines.select(
            "topic", "partition", "offset", F.unbase64("key").alias("key"), F.unbase64("value").alias("value")
        )

    return read


def main() -> None:
    job_file, specification, files, warehouse, tables = sys.argv[1:6]
    spark = session(warehouse)
    module = load(job_file)
    job = module.Specification.read(specification)
    if "--show" in sys.argv:
        show(spark, job)
        return
    lines = [line for line in Path(tables).read_text().splitlines() if not line.startswith("--")]
    for statement in "\n".join(lines).split(";\n"):
        if statement.strip(" ;\n"):
            spark.sql(statement)
    module.kafka = messages(files)
    module.start(spark, job, module.Account()).awaitTermination()


def show(spark: SparkSession, job: object) -> None:
    rows = spark.table(job.lake["table"]).where("not _removed").orderBy("order_id")
    letters = spark.table(job.dead_letters)
    print(
        json.dumps(
            {
                "rows": [json.loads(line) for line in rows.toJSON().collect()],
                "versions": spark.table(job.lake["table"]).count(),
                "letters": [row.asDict() for row in letters.select("partition", "offset", "problem").collect()],
            }
        )
    )


if __name__ == "__main__":
    main()
