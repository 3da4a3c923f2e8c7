"""Keeps a table of the lake and one of the speed layer by the changes of one table.

stream_job.py SPECIFICATION

The specification is a JSON file that dagc has written: which topic is read, and
what is written. A batch may be done again after a crash at any point: rows merge by
key and position in the log, and what cannot be read is kept by its place in the topic,
so that nothing is there twice. What a row was before a change is never looked at, but
for the key of a deleted row: without whole rows in the log the rest is placeholders.
So is a long text that an update left alone: PostgreSQL does not log it again, and the
row keeps the value that it had.
"""

from __future__ import annotations

import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pyspark.sql import Column, DataFrame, Row, SparkSession, Window
from pyspark.sql import functions as F
from pyspark.sql.streaming import StreamingQuery, StreamingQueryListener

# What is added to the columns of the table.
VERSION = "_version"
CHANGED_AT = "_changed_at"
DELETED = "_removed"
OPERATION = "_operation"
# Of a row on its way: the texts that its update left alone, not in the log.
LEFT_ALONE = "_left_alone"

# Where a message is.
PLACE = ["topic", "partition", "offset"]
# Bytes of log, 36 PB: more than any database writes before it is restored. The same
# number stands in what loads the archive.
EPOCH = 1 << 55


@dataclass(frozen=True)
class Specification:
    query: str
    topic: str
    brokers: str
    # "avro" or "json".
    messages: str
    read_committed: bool
    # Of a column: name, type, encoding, json, nullable.
    columns: list[dict[str, Any]]
    key: list[str]
    dead_letters: str
    checkpoint: str
    batch_limit: int
    # Between two batches; None reads what there is and ends.
    seconds: int | None
    # What stands in a message for a long text that an update left alone.
    unavailable: str
    # By which Avro is read, and where the schemas are that it is written by.
    schema: dict[str, Any] | None = None
    registry: str | None = None
    lake: dict[str, str] | None = None
    speed: dict[str, str] | None = None
    # A Pushgateway that is told how far the query has come.
    gateway: str | None = None
    # Microseconds since 1970 from which the database has counted its log anew.
    restored: tuple[int, ...] = ()

    @staticmethod
    def read(path: str) -> Specification:
        with open(path, encoding="utf-8") as file:
            return Specification(**json.load(file))

    @property
    def names(self) -> list[str]:
        return [column["name"] for column in self.columns]

    @property
    def texts(self) -> list[str]:
        """The columns whose values can be too long for PostgreSQL to log them again."""
        names = [c["name"] for c in self.columns if c["type"] == "string"]
        return [name for name in names if name not in self.key]


def main(arguments: list[str]) -> None:
    if len(arguments) != 1:
        raise SystemExit("usage: stream_job.py SPECIFICATION")
    job = Specification.read(arguments[0])
    account = Account()
    # Counts are seen to grow only where there were some before.
    report(job, account)
    spark = SparkSession.builder.appName(job.query).getOrCreate()
    watch(start(spark, job, account), job, account)


@dataclass
class Account:
    """What a query has done since its process began."""

    messages: int = 0
    letters: int = 0
    # When it last had finished a batch or found nothing to do, in seconds since 1970.
    moved: float | None = None
    is_rewound: bool = False
    # The greatest version in the lake, and the microseconds of the latest change there.
    newest: tuple[int, int] | None = None


class Progress(StreamingQueryListener):
    """Hears of each batch that is done.

    The state of a query does not tell one that has nothing to do from one that begins.
    """

    def __init__(self, account: Account) -> None:
        self.account = account

    def onQueryStarted(self, event: Any) -> None:  # noqa: N802 (the name is Spark's)
        pass

    def onQueryProgress(self, event: Any) -> None:  # noqa: N802
        self.account.moved = time.time()

    def onQueryIdle(self, event: Any) -> None:  # noqa: N802
        self.account.moved = time.time()

    def onQueryTerminated(self, event: Any) -> None:  # noqa: N802
        pass


# Between two reports of a query.
REPORT_SECONDS = 30


def watch(query: StreamingQuery, job: Specification, account: Account) -> None:
    """Reports how far the query has come until it ends, or fails as it does."""
    while not query.awaitTermination(REPORT_SECONDS):
        report(job, account, query.lastProgress)


def report(job: Specification, account: Account, progress: Any = None) -> None:
    """Tells the gateway. A report that cannot be made is no reason to stop."""
    if not job.gateway:
        return
    lines = [
        "# TYPE dagc_stream_messages_total counter",
        f"dagc_stream_messages_total {account.messages}",
        "# TYPE dagc_stream_dead_letters_total counter",
        f"dagc_stream_dead_letters_total {account.letters}",
    ]
    # A process that fails at its first batch again and again has not come on, and
    # leaves what the gateway has of the one before.
    if account.moved is not None:
        lines += [
            "# TYPE dagc_stream_running gauge",
            "dagc_stream_running 1",
            "# TYPE dagc_stream_last_progress_timestamp_seconds gauge",
            f"dagc_stream_last_progress_timestamp_seconds {account.moved:.0f}",
        ]
    if account.is_rewound or account.moved is not None:
        lines.append("# TYPE dagc_stream_source_rewound gauge")
        lines.append(f"dagc_stream_source_rewound {int(account.is_rewound)}")
    # Of Kafka's source: what it has not read, in the partition that is furthest behind.
    for source in progress["sources"] if progress else []:
        behind = (source.get("metrics") or {}).get("maxOffsetsBehindLatest")
        if behind is not None:
            lines.append("# TYPE dagc_stream_offsets_behind gauge")
            lines.append(f"dagc_stream_offsets_behind {behind}")
    request = urllib.request.Request(
        f"{job.gateway}/metrics/job/dagc_stream/query/{urllib.parse.quote(job.query)}",
        data=("\n".join(lines) + "\n").encode(),
        method="POST",
    )
    try:
        with urllib.request.urlopen(request, timeout=10):
            pass
    except OSError as problem:
        print(f"{job.gateway} cannot be told: {problem}", file=sys.stderr)


def start(spark: SparkSession, job: Specification, account: Account) -> StreamingQuery:
    """Starts the query on its checkpoint.

    Another query on the same one would stop this one without a word.
    """
    spark.conf.set("spark.sql.ansi.enabled", "false")
    spark.conf.set("spark.sql.session.timeZone", "UTC")
    spark.streams.addListener(Progress(account))
    writer = (
        kafka(spark, job)
        .writeStream.queryName(job.query)
        .option("checkpointLocation", job.checkpoint)
        .foreachBatch(lambda batch, _: apply(batch, job, account))
    )
    if job.seconds is None:
        return writer.trigger(availableNow=True).start()
    return writer.trigger(processingTime=f"{job.seconds} seconds").start()


def kafka(spark: SparkSession, job: Specification) -> DataFrame:
    """Rows of topic, partition, offset, key and value."""
    isolation = "read_committed" if job.read_committed else "read_uncommitted"
    return (
        spark.readStream.format("kafka")
        .option("kafka.bootstrap.servers", job.brokers)
        .option("kafka.isolation.level", isolation)
        .option("subscribe", job.topic)
        .option("startingOffsets", "earliest")
        .option("maxOffsetsPerTrigger", job.batch_limit)
        # What is gone from the topic was never read, which somebody must hear of.
        .option("failOnDataLoss", "true")
        .load()
        .select(*PLACE, "key", "value")
    )


def apply(batch: DataFrame, job: Specification, account: Account) -> None:
    """Does the work of one batch. It may be done again, in whole or in part."""
    spark = batch.sparkSession
    # A message without a value follows each deletion, for compaction alone.
    parsed = parse(batch.where(F.col("value").isNotNull()), job).persist()
    whole = completed(spark, parsed, job).persist()
    try:
        messages, letters = whole.select(F.count("*"), F.count("problem")).collect()[0]
        account.messages += messages
        account.letters += letters
        if letters > 0:
            keep_dead_letters(spark, whole.where(F.col("problem").isNotNull()), job)
            # At once: a process that is killed takes with it what it has not told.
            report(job, account)
        rows = whole.where(F.col("problem").isNull()).select("row.*")
        if job.lake:
            refuse_rewound(spark, rows, job, account)
            merge(spark, rows, job)
        if job.speed:
            insert(latest(rows, job), job)
    finally:
        whole.unpersist()
        parsed.unpersist()


def parse(batch: DataFrame, job: Specification) -> DataFrame:
    """The messages with `row`, or with the `problem` of each that cannot be read."""
    event = decoded(batch, job)
    operation = F.col("event.op")
    deleted = operation == "d"
    values, problems, kept = [], [], []
    for column in job.columns:
        name = column["name"]
        raw = F.col("event.after").getField(name)
        if name in job.texts:
            is_kept = F.coalesce(raw == job.unavailable, F.lit(False))
            raw = F.when(~is_kept, raw)
            kept.append((name, is_kept))
        if name in job.key:
            before = F.col("event.before").getField(name)
            raw = F.when(deleted, before).otherwise(raw)
        value = converted(raw, column)
        lost = raw.isNotNull() & value.isNull()
        if name in job.key:
            lost = lost | value.isNull()
        elif not column["nullable"]:
            is_kept = kept[-1][1] if name in job.texts else F.lit(False)
            lost = lost | (value.isNull() & ~deleted & ~is_kept)
        values.append(value.alias(name))
        problems.append(F.when(lost, F.lit(name)))
    problem = (
        F.when(operation.isNull(), F.lit("is no change event"))
        .when(~operation.isin("c", "u", "d", "r"), F.lit("is no change of a row"))
        .when(F.col("event.source.lsn").isNull(), F.lit("has no place in the log"))
        .otherwise(F.concat(F.lit("has no value for "), F.coalesce(*problems)))
    )
    row = F.struct(
        *values,
        version(job).alias(VERSION),
        F.timestamp_micros(F.col("event.source.ts_us")).alias(CHANGED_AT),
        deleted.alias(DELETED),
        operation.alias(OPERATION),
        F.array_compact(
            F.array(F.lit(None).cast("string"), *[F.when(k, F.lit(n)) for n, k in kept])
        ).alias(LEFT_ALONE),
    )
    shown = [row.alias("row"), problem.alias("problem")]
    return event.select(*PLACE, "key", "value", *shown)


def version(job: Specification) -> Column:
    """The place in the log, behind all places of the log before a restore.

    When the change was made says of which log it is: messages of both can lie in one
    topic, and are read again.
    """
    place = F.col("event.source.lsn")
    for moment in job.restored:
        is_later = F.coalesce(F.col("event.source.ts_us") >= moment, F.lit(False))
        place = place + F.when(is_later, F.lit(EPOCH)).otherwise(F.lit(0))
    return place


def decoded(batch: DataFrame, job: Specification) -> DataFrame:
    """The messages with the `event` that each is, or null."""
    if job.messages == "avro":
        return batch.withColumn("event", avro_event(batch, job))
    fields = ", ".join(f"{quoted(c['name'])}: {c['json']}" for c in job.columns)
    shape = (
        f"before struct<{fields}>, after struct<{fields}>, op string, "
        "source struct<lsn: bigint, ts_us: bigint>"
    )
    text = F.col("value").cast("string")
    return batch.withColumn("event", F.from_json(text, shape, {"mode": "PERMISSIVE"}))


def avro_event(batch: DataFrame, job: Specification) -> Column:
    """What each message is by the schema that it was written by, read by ours.

    A message begins with a zero and the number of the schema it was written by. Read
    by any other one it would be something else, so each schema of the batch is fetched.
    """
    from pyspark.sql.avro.functions import from_avro

    number = F.expr("cast(conv(hex(substring(value, 2, 4)), 16, 10) as bigint)")
    marked = batch.where("hex(substring(value, 1, 1)) = '00'")
    numbers = [row[0] for row in marked.select(number).distinct().collect()]
    options = {"mode": "PERMISSIVE", "avroSchema": json.dumps(job.schema)}
    body = F.expr("substring(value, 6)")
    events = [
        F.when(number == found, from_avro(body, schema, options))
        for found in sorted(numbers)
        if (schema := registered(job.registry, found)) is not None
    ]
    # Without any the type is still that of an event.
    never = F.when(F.lit(False), from_avro(body, json.dumps(job.schema), options))
    return F.coalesce(*events, never)


def registered(registry: str | None, number: int) -> str | None:
    """The schema of a number; None where the registry has none."""
    try:
        with urllib.request.urlopen(
            f"{registry}/schemas/ids/{number}", timeout=30
        ) as answer:
            return str(json.load(answer)["schema"])
    except urllib.error.HTTPError as problem:
        if problem.code == 404:
            return None
        raise


def converted(value: Column, column: dict[str, Any]) -> Column:
    """A value of a message as the store's type; null where it is none of that type."""
    if column["encoding"] == "epoch_micros":
        return F.timestamp_micros(value)
    if column["encoding"] == "epoch_millis":
        return F.timestamp_millis(value)
    if column["encoding"] == "epoch_days":
        return F.date_from_unix_date(value)
    if column["encoding"] == "iso8601":
        return F.to_timestamp(value)
    return value.cast(column["type"])


def completed(spark: SparkSession, parsed: DataFrame, job: Specification) -> DataFrame:
    """The messages, each row with the texts that its update left alone.

    They are those of the version before: in the batch, or else in the lake. A row
    of which neither has them has a `problem`, unless the lake has a later version.
    """
    if parsed.where(F.size(f"row.{LEFT_ALONE}") > 0).isEmpty():
        return parsed
    good = parsed.where(F.col("problem").isNull())
    keys = [f"_key_{number}" for number in range(len(job.key))]
    for key, name in zip(keys, job.key, strict=True):
        good = good.withColumn(key, F.col("row").getField(name))
    before = (
        Window.partitionBy(*keys)
        .orderBy(F.col("row").getField(VERSION))
        .rowsBetween(Window.unboundedPreceding, -1)
    )
    good = good.join(in_lake(spark, good, keys, job), keys, "left")
    row, problems = F.col("row"), []
    version = F.col("row").getField(VERSION)
    for name in job.texts:
        is_kept = F.array_contains(F.col("row").getField(LEFT_ALONE), name)
        own = F.struct(F.col("row").getField(name).alias("value"))
        earlier = F.last(F.when(~is_kept, own), ignorenulls=True).over(before)
        gone = F.col("_lake").getField(DELETED)
        stands = ~gone | (F.col("_lake").getField(VERSION) >= version)
        there = F.when(stands, F.struct(F.col("_lake").getField(name).alias("value")))
        known = F.when(is_kept, F.coalesce(earlier, there)).otherwise(own)
        row = row.withField(name, known.getField("value"))
        problems.append(F.when(known.isNull(), F.lit(name)))
    problem = F.concat(F.lit("was left without a value for "), F.coalesce(*problems))
    shown = [*PLACE, "key", "value", row.alias("row"), problem.alias("problem")]
    return good.select(*shown).unionByName(parsed.where(F.col("problem").isNotNull()))


def in_lake(
    spark: SparkSession, rows: DataFrame, keys: list[str], job: Specification
) -> DataFrame:
    """The last version in the lake of each row that has left a text alone."""
    names = [VERSION, DELETED, *job.texts]
    wanted = rows.where(F.size(f"row.{LEFT_ALONE}") > 0).select(*keys).distinct()
    if job.lake is None:
        texts = ", ".join(f"{quoted(name)}: string" for name in job.texts)
        shape = f"struct<{VERSION}: bigint, {DELETED}: boolean, {texts}>"
        return wanted.where("false").withColumn("_lake", F.lit(None).cast(shape))
    own = [
        F.col(quoted(name)).alias(key) for key, name in zip(keys, job.key, strict=True)
    ]
    version = F.struct(*[F.col(quoted(name)) for name in names])
    states = spark.table(job.lake["table"]).select(*own, version.alias("_lake"))
    newest = F.max_by("_lake", f"_lake.{VERSION}").alias("_lake")
    return (
        states.join(F.broadcast(wanted), keys, "left_semi").groupBy(*keys).agg(newest)
    )


def latest(rows: DataFrame, job: Specification) -> DataFrame:
    """The last version of each key. Repetitions fall together."""
    newest = Window.partitionBy(*job.key).orderBy(F.col(VERSION).desc())
    ranked = rows.withColumn("_rank", F.row_number().over(newest))
    return ranked.where("_rank = 1").drop("_rank")


def refuse_rewound(
    spark: SparkSession, rows: DataFrame, job: Specification, account: Account
) -> None:
    """Raises where changes are later than the lake's and lie before them in the log.

    That is a database that was restored or moved. Its changes would merge into nothing,
    one and all. A lock keeps the two orders of one row the same, so that a transaction
    that takes long, or a message that is read again, is none of it.
    """
    assert job.lake is not None
    if account.newest is None:
        account.newest = newest_in_lake(spark, job.lake["table"])
    changed = F.unix_micros(F.col(CHANGED_AT))
    place, moment = account.newest
    early = rows.where((F.col(VERSION) < place) & (changed > moment))
    if not early.isEmpty():
        keys = [F.col(f"t.{quoted(k)}") == F.col(f"s.{quoted(k)}") for k in job.key]
        before = F.col(f"s.{VERSION}") < F.col(f"t.{VERSION}")
        later = F.col(f"s.{CHANGED_AT}") > F.col(f"t.{CHANGED_AT}")
        names = [F.col(quoted(name)) for name in [*job.key, VERSION, CHANGED_AT]]
        lake = spark.table(job.lake["table"]).select(*names).alias("t")
        sought = F.broadcast(early.select(*names).alias("s"))
        if not lake.join(sought, [*keys, before, later], "inner").isEmpty():
            account.is_rewound = True
            report(job, account)
            raise RuntimeError(
                f"{job.query}: the database was restored or moved, and counts its log "
                "anew: rows have changed, and lie before what the lake has of them. "
                "They are not merged. Declare when it was restored, and renew the job."
            )
    batch = rows.select(F.max(VERSION), F.max(changed)).collect()[0]
    if batch[0] is not None:
        account.newest = (max(place, batch[0]), max(moment, batch[1]))


def newest_in_lake(spark: SparkSession, table: str) -> tuple[int, int]:
    """The greatest version and the latest change, by what is noted of the files."""
    place, changed = (
        F.max(F.col("readable_metrics").getField(name).getField("upper_bound"))
        for name in (VERSION, CHANGED_AT)
    )
    files = spark.table(f"{table}.files").where("content = 0")
    found = files.select(place, F.unix_micros(changed)).collect()[0]
    if found[0] is None or found[1] is None:
        greatest = [F.max(VERSION), F.unix_micros(F.max(CHANGED_AT))]
        found = spark.table(table).select(*greatest).collect()[0]
    return (found[0] or 0, found[1] or 0)


def merge(spark: SparkSession, rows: DataFrame, job: Specification) -> None:
    """Into the lake: the last state of each key, or every change once."""
    assert job.lake is not None
    names = [*job.names, VERSION, CHANGED_AT, DELETED]
    if job.lake["write"] == "table":
        once = [*job.key, VERSION, OPERATION]
        changes = rows.dropDuplicates(once).select(*names, OPERATION)
        merge_by(spark, changes, job.lake["table"], once)
    else:
        newer = f"s.{VERSION} > t.{VERSION}"
        states = latest(rows, job).select(*names)
        merge_by(spark, states, job.lake["table"], job.key, newer)


def keep_dead_letters(spark: SparkSession, bad: DataFrame, job: Specification) -> None:
    letters = bad.select(
        *PLACE,
        F.col("key").alias("record_key"),
        F.col("value").alias("record_value"),
        F.col("problem"),
        F.current_timestamp().alias("failed_at"),
    )
    merge_by(spark, letters, job.dead_letters, PLACE)


def merge_by(
    spark: SparkSession,
    rows: DataFrame,
    table: str,
    key: list[str],
    newer: str | None = None,
) -> None:
    """Inserts what is not there, and updates what is where `newer` holds."""
    if rows.isEmpty():
        return
    rows.createOrReplaceTempView("merged_rows")
    same = " and ".join(f"t.{quoted(name)} = s.{quoted(name)}" for name in key)
    update = f"when matched and {newer} then update set *" if newer else ""
    spark.sql(
        f"merge into {table} t using merged_rows s on {same} {update} "
        "when not matched then insert *"
    )


def insert(rows: DataFrame, job: Specification) -> None:
    """Into the speed layer, which itself keeps the greatest version of each key."""
    assert job.speed is not None
    flat = rows.select(
        *[shown(column) for column in job.columns],
        F.col(VERSION),
        shown({"name": CHANGED_AT, "type": "timestamp"}),
        F.col(DELETED).cast("int").alias(DELETED),
    )
    names = ", ".join(quoted(name) for name in flat.columns)
    statement = f"insert into {job.speed['table']} ({names}) format JSONEachRow"
    if job.speed["engine"] == "chdb":
        insert_here(job.speed["path"], statement, flat.toLocalIterator())
    else:
        # Each partition is an insert, and each insert a part that ClickHouse has to
        # merge: as many as run at once are enough. Executors have the same variables as
        # the driver.
        few = flat.coalesce(flat.sparkSession.sparkContext.defaultParallelism)
        few.foreachPartition(lambda part: insert_there(statement, part))


def shown(column: dict[str, Any]) -> Column:
    """A value as ClickHouse reads it in JSON without losing digits."""
    name = column["name"]
    value = F.col(quoted(name))
    if column["type"] == "timestamp":
        return F.date_format(value, "yyyy-MM-dd HH:mm:ss.SSSSSS").alias(name)
    if column["type"] == "date" or column["type"].startswith("decimal"):
        return value.cast("string").alias(name)
    return value.alias(name)


def insert_there(statement: str, rows: Iterable[Row]) -> None:
    """By HTTP, to where the variables of the pod say."""
    query = urllib.parse.urlencode({"query": statement})
    address = f"{os.environ['CLICKHOUSE_URL']}/?{query}"
    for lines in grouped(rows):
        request = urllib.request.Request(address, data=lines, method="POST")
        request.add_header("X-ClickHouse-User", os.environ["CLICKHOUSE_USER"])
        request.add_header("X-ClickHouse-Key", os.environ["CLICKHOUSE_PASSWORD"])
        with urllib.request.urlopen(request, timeout=60) as answer:
            answer.read()


def insert_here(path: str, statement: str, rows: Iterable[Row]) -> None:
    """Into ClickHouse within this process, on a folder."""
    import chdb.session

    session = chdb.session.Session(path)
    try:
        for lines in grouped(rows):
            session.query(f"{statement}\n{lines.decode()}")
    finally:
        session.close()


# A request holds so many rows at most.
ROWS_OF_A_REQUEST = 50_000


def grouped(rows: Iterable[Row]) -> Iterator[bytes]:
    """Rows as lines of JSON, so many together as a request holds."""
    lines: list[str] = []
    for row in rows:
        lines.append(json.dumps(row.asDict(), ensure_ascii=False))
        if len(lines) == ROWS_OF_A_REQUEST:
            yield "\n".join(lines).encode()
            lines = []
    if lines:
        yield "\n".join(lines).encode()


def quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


if __name__ == "__main__":
    main(sys.argv[1:])
