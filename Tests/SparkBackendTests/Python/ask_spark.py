"""Asks Spark's own registry what it makes of values of properties.

ask_spark.py FILE    [{"key": KEY, "value": VALUE, "taken": "yes" or "no"}]
"""

import json
import sys
from pathlib import Path

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession


def main(path):
    session = (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    registry = session._jvm.org.apache.spark.internal.config.ConfigEntry
    configuration = session._jvm.org.apache.spark.SparkConf
    amiss = []
    samples = json.loads(Path(path).read_text())
    for sample in samples:
        key, value = sample["key"], sample["value"]
        entry = registry.findEntry(key)
        if entry is None:
            amiss.append(f"{key} is no property of Spark {session.version}")
            continue
        settings = configuration(False)
        settings.set(key, value)
        try:
            settings.get(entry)
            taken = "yes"
        except ValueError:
            # Spark has read a number, which the bridge cannot hand on.
            taken = "yes"
        except (Py4JError, PySparkException):
            taken = "no"
        if taken != sample["taken"]:
            amiss.append(f"{key}={value!r}: Spark says {taken}, not {sample['taken']}")
    print(*amiss, f"asked {len(samples)}", sep="\n")
    return 1 if amiss else 0


sys.exit(main(*sys.argv[1:]))
