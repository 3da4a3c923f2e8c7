/// The usual properties of Spark 3.5 and 4, with what values each takes.
///
/// Source: https://spark.apache.org/docs/latest/configuration.html, and the pages on SQL and on Kubernetes beside it. A
/// test holds the list to Spark's own registry.
package enum SparkPropertyCatalog {
    package static let kinds: [String: SparkPropertyKind] = Dictionary(
        uniqueKeysWithValues: [sizes, flags, counts, shares, times, words].joined())

    private static let kibibyte = 1 << 10
    private static let mebibyte = 1 << 20

    private static let sizes: [(String, SparkPropertyKind)] =
        [
            "spark.driver.memory", "spark.driver.memoryOverhead", "spark.executor.memory",
            "spark.executor.memoryOverhead", "spark.executor.pyspark.memory", "spark.reducer.maxSizeInFlight",
            "spark.kryoserializer.buffer.max", "spark.driver.minMemoryOverhead", "spark.executor.minMemoryOverhead",
            "spark.broadcast.blockSize", "spark.kryoserializer.buffer",
        ].map { ($0, .bytes(unit: kibibytes.contains($0) ? kibibyte : mebibyte)) }
        + [
            "spark.driver.maxResultSize", "spark.memory.offHeap.size", "spark.sql.files.maxPartitionBytes",
            "spark.sql.files.openCostInBytes", "spark.sql.autoBroadcastJoinThreshold",
            "spark.sql.adaptive.advisoryPartitionSizeInBytes", "spark.sql.adaptive.autoBroadcastJoinThreshold",
            "spark.sql.adaptive.coalescePartitions.minPartitionSize",
            "spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes",
            "spark.sql.adaptive.maxShuffledHashJoinLocalMapThreshold", "spark.storage.memoryMapThreshold",
            "spark.io.compression.lz4.blockSize",
            "spark.shuffle.accurateBlockThreshold",
        ].map { ($0, .bytes(unit: 1)) }

    private static let kibibytes: Set<String> = [
        "spark.broadcast.blockSize", "spark.kryoserializer.buffer",
    ]

    private static let flags: [(String, SparkPropertyKind)] = [
        "spark.dynamicAllocation.enabled", "spark.dynamicAllocation.shuffleTracking.enabled", "spark.speculation",
        "spark.eventLog.enabled", "spark.eventLog.compress", "spark.eventLog.rolling.enabled",
        "spark.memory.offHeap.enabled", "spark.shuffle.compress", "spark.shuffle.spill.compress", "spark.rdd.compress",
        "spark.broadcast.compress", "spark.shuffle.service.enabled", "spark.ui.enabled",
        "spark.ui.prometheus.enabled", "spark.authenticate", "spark.network.crypto.enabled",
        "spark.io.encryption.enabled", "spark.excludeOnFailure.enabled", "spark.decommission.enabled",
        "spark.storage.decommission.enabled", "spark.sql.adaptive.enabled",
        "spark.sql.adaptive.coalescePartitions.enabled", "spark.sql.adaptive.skewJoin.enabled",
        "spark.sql.adaptive.localShuffleReader.enabled", "spark.sql.ansi.enabled", "spark.sql.cbo.enabled",
        "spark.sql.cbo.joinReorder.enabled", "spark.sql.parquet.mergeSchema", "spark.sql.parquet.filterPushdown",
        "spark.sql.parquet.enableVectorizedReader", "spark.sql.parquet.writeLegacyFormat", "spark.sql.caseSensitive",
        "spark.sql.execution.arrow.pyspark.enabled", "spark.sql.execution.arrow.pyspark.fallback.enabled",
        "spark.sql.files.ignoreCorruptFiles", "spark.sql.files.ignoreMissingFiles",
        "spark.sql.inMemoryColumnarStorage.compressed", "spark.sql.statistics.histogram.enabled",
        "spark.sql.optimizer.dynamicPartitionPruning.enabled", "spark.sql.codegen.wholeStage",
        "spark.sql.streaming.metricsEnabled", "spark.sql.streaming.noDataMicroBatches.enabled",
    ].map { ($0, .flag) }

    private static let counts: [(String, SparkPropertyKind)] = [
        ("spark.driver.cores", .integer(1...1024)), ("spark.executor.cores", .integer(1...1024)),
        ("spark.executor.instances", .integer(0...100_000)),
        ("spark.task.maxFailures", .integer(1...1000)), ("spark.default.parallelism", .integer(1...1_000_000)),
        ("spark.sql.shuffle.partitions", .integer(1...1_000_000)),
        ("spark.dynamicAllocation.minExecutors", .integer(0...100_000)),
        ("spark.dynamicAllocation.maxExecutors", .integer(0...Int(Int32.max))),
        ("spark.dynamicAllocation.initialExecutors", .integer(0...100_000)),
        ("spark.sql.adaptive.coalescePartitions.initialPartitionNum", .integer(1...1_000_000)),
        ("spark.sql.files.maxRecordsPerFile", .integer(-1...Int.max)),
        ("spark.sql.files.minPartitionNum", .integer(1...1_000_000)),
        ("spark.sql.execution.arrow.maxRecordsPerBatch", .integer(-1...Int(Int32.max))),
        ("spark.sql.inMemoryColumnarStorage.batchSize", .integer(1...Int(Int32.max))),
        ("spark.sql.parquet.columnarReaderBatchSize", .integer(1...Int(Int32.max))),
        ("spark.sql.streaming.minBatchesToRetain", .integer(1...1_000_000)),
        ("spark.sql.debug.maxToStringFields", .integer(0...Int(Int32.max))),
        ("spark.stage.maxConsecutiveAttempts", .integer(1...1000)),
        ("spark.reducer.maxReqsInFlight", .integer(1...Int(Int32.max))), ("spark.driver.port", .integer(0...65_535)),
        ("spark.ui.port", .integer(0...65_535)), ("spark.blockManager.port", .integer(0...65_535)),
        ("spark.io.compression.zstd.level", .integer(-7...22)),
    ]

    private static let shares: [(String, SparkPropertyKind)] = [
        ("spark.memory.fraction", .fraction(isOpen: true)), ("spark.memory.storageFraction", .fraction(isOpen: false)),
        ("spark.speculation.quantile", .fraction(isOpen: false)), ("spark.speculation.multiplier", .number(atLeast: 1)),
        // Spark 4.3 takes parts of a core beyond the first.
        ("spark.task.cpus", .number(atLeast: 1)),
        ("spark.executor.memoryOverheadFactor", .number(atLeast: 0)),
        ("spark.driver.memoryOverheadFactor", .number(atLeast: 0)),
        ("spark.sql.adaptive.skewJoin.skewedPartitionFactor", .number(atLeast: 1)),
        ("spark.dynamicAllocation.executorAllocationRatio", .number(atLeast: 0)),
        ("spark.scheduler.minRegisteredResourcesRatio", .fraction(isOpen: false)),
    ]

    private static let times: [(String, SparkPropertyKind)] = [
        ("spark.network.timeout", .time(unit: 1000)), ("spark.executor.heartbeatInterval", .time(unit: 1)),
        ("spark.locality.wait", .time(unit: 1)), ("spark.speculation.interval", .time(unit: 1)),
        ("spark.dynamicAllocation.executorIdleTimeout", .time(unit: 1000)),
        ("spark.dynamicAllocation.cachedExecutorIdleTimeout", .time(unit: 1000)),
        ("spark.dynamicAllocation.schedulerBacklogTimeout", .time(unit: 1000)),
        ("spark.dynamicAllocation.sustainedSchedulerBacklogTimeout", .time(unit: 1000)),
        ("spark.dynamicAllocation.shuffleTracking.timeout", .time(unit: 1)),
        ("spark.sql.broadcastTimeout", .time(unit: 1000)),
        ("spark.sql.streaming.pollingDelay", .time(unit: 1)), ("spark.task.reaper.killTimeout", .time(unit: 1)),
        ("spark.scheduler.maxRegisteredResourcesWaitingTime", .time(unit: 1)),
    ]

    private static let words: [(String, SparkPropertyKind)] = [
        ("spark.sql.sources.partitionOverwriteMode", .word(["STATIC", "DYNAMIC"])),
        ("spark.sql.parquet.compression.codec", .word(parquetCodecs)),
        (
            "spark.sql.parquet.outputTimestampType",
            .word(["INT96", "TIMESTAMP_MICROS", "TIMESTAMP_MILLIS"])
        ),
        ("spark.sql.storeAssignmentPolicy", .word(["ANSI", "LEGACY", "STRICT"])),
        ("spark.sql.legacy.timeParserPolicy", .word(["EXCEPTION", "LEGACY", "CORRECTED"])),
        ("spark.sql.mapKeyDedupPolicy", .word(["EXCEPTION", "LAST_WIN"])),
        ("spark.sql.optimizer.nestedSchemaPruning.enabled", .flag),
    ]

    private static let parquetCodecs = [
        "none", "uncompressed", "snappy", "gzip", "lzo", "lz4", "brotli", "zstd", "lz4_raw",
    ]
}
