import Compiler
import Diagnostics
import PipelineModel

/// Something can be computed from what a stream says of rates, sizes and times.
enum NumbersAreSound: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for stream in project.streams {
            for problem in problems(of: stream.model) {
                report.add(
                    .absurdStream, "stream `\(stream.model.id)` \(problem)", at: stream.sources.stream,
                    fix: "say what was measured, or what it is built for")
            }
        }
        for problem in platformProblems(project.model.environment.streaming) {
            report.add(
                .absurdStream, "the environment's streaming \(problem)", at: project.environment,
                fix: "say what is there")
        }
    }

    /// More than these no machine has.
    private static let mostEvents = 100_000_000
    private static let mostBytes = 1 << 30
    private static let mostSeconds = 10 * 365 * 86_400

    static func problems(of stream: StreamModel) -> [String] {
        let load = stream.load
        let numbers: [(String, Int, Int)] = [
            ("has a rate of", load.eventsPerSecond, mostEvents), ("has events of bytes", load.eventBytes, mostBytes),
            ("has partitions that carry", load.partitionEventsPerSecond, mostEvents),
            ("survives an outage of seconds", load.outage, mostSeconds),
            ("catches up in seconds", load.catchUp, mostSeconds),
            ("is fresh within seconds", stream.bounds.freshness, mostSeconds),
            ("has batches every seconds", stream.bounds.batchInterval, mostSeconds),
            ("has batches that take seconds", stream.bounds.batchDuration, mostSeconds),
            ("keeps messages for seconds", stream.topics.retention, mostSeconds),
            ("has replicas", stream.topics.replicas, 1000),
            ("keeps rows of the speed layer for seconds", stream.speed.retention, mostSeconds),
            ("closes files after records", stream.archive.flushRecords, mostEvents),
            ("looks for events every seconds", stream.triggerInterval ?? 1, mostSeconds),
            ("takes events in a batch", stream.job.batchLimit ?? 1, mostEvents * 1000),
            ("has partitions", stream.topics.partitions ?? 1, 100_000),
        ]
        var found = numbers.filter { !(1...$0.2).contains($0.1) }.map { "\($0.0): \($0.1)" }
        if !(0...mostSeconds).contains(stream.bounds.lateness) {
            found.append("has data that is late by seconds: \(stream.bounds.lateness)")
        }
        if stream.tables.isEmpty { found.append("captures no table") }
        return found
    }

    private static func platformProblems(_ platform: StreamingPlatformModel?) -> [String] {
        guard let platform else { return [] }
        var numbers: [(String, Int)] = [
            ("has brokers", platform.brokers.count), ("has a heap of MiB", platform.connect.heapMiB),
        ]
        for server in platform.databases {
            numbers.append(("has a database that writes bytes of log a second", server.walBytesPerSecond))
            numbers.append(("has a volume of log of MiB", server.walVolumeMiB))
        }
        let restores = platform.databases.filter { !hasSoundRestores($0) }.map {
            "has restores of database `\($0.database)` that are no moments in their order"
        }
        return restores + numbers.filter { !(1...mostBytes).contains($0.1) }.map { "\($0.0): \($0.1)" }
            + (platform.brokers.addresses.isEmpty ? ["has no address of a broker"] : [])
    }
}

extension NumbersAreSound {
    private static func hasSoundRestores(_ server: DatabaseServerModel) -> Bool {
        let moments = server.restores.map { $0.seconds ?? -1 }
        let isAscending = zip(moments, moments.dropFirst()).allSatisfy { $0 < $1 }
        return isAscending && moments.allSatisfy { $0 >= 0 } && moments.count <= DatabaseRestoreModel.most
    }
}

extension CheckContext {
    /// Streams of whose numbers something can be computed, with what they run on.
    var soundStreams: [(stream: Stream, platform: StreamingPlatformModel)] {
        guard let platform = model.environment.streaming else { return [] }
        return streams.filter { NumbersAreSound.problems(of: $0.model).isEmpty }.map { ($0, platform) }
    }
}
