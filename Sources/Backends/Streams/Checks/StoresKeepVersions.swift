import Compiler
import Diagnostics
import PipelineModel

/// Lake and speed layer keep the last version of each row, for as long as somebody needs it.
enum StoresKeepVersions: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for (stream, _) in project.soundStreams {
            func add(_ code: DiagnosticCode, _ findings: [(String, String)]) {
                for (problem, fix) in findings {
                    report.add(code, "stream `\(stream.model.id)` \(problem)", at: stream.sources.stream, fix: fix)
                }
            }
            if !stream.model.speedTables.isEmpty {
                add(.shortSpeedLayer, retention(of: stream.model))
                for table in stream.model.speedTables { add(.splitVersions, versions(of: table, stream.model)) }
            }
            if !stream.model.lakeTables.isEmpty {
                add(.repeatedAppend, appends(of: stream.model))
                add(.unmaintainedLake, maintenance(of: stream.model))
            }
        }
    }

    private static func retention(of stream: StreamModel) -> [(String, String)] {
        var found: [(String, String)] = []
        if stream.speed.retention < stream.bounds.leastSpeedRetention {
            found.append(
                (
                    "keeps rows of the speed layer for \(stream.speed.retention) s, and a batch has seen them after "
                        + "\(stream.bounds.leastSpeedRetention) s at the latest",
                    "keep them for \(stream.bounds.leastSpeedRetention) s or longer"
                ))
        }
        if stream.deduplication < stream.bounds.lateness {
            found.append(
                (
                    "looks for repetitions for \(stream.deduplication) s, and data may be late by "
                        + "\(stream.bounds.lateness) s", "leave the time out"
                ))
        }
        if stream.deduplication > stream.speed.retention {
            found.append(
                ("looks for repetitions for longer than it keeps rows", "leave the time out, or keep rows longer"))
        }
        return found
    }

    private static func versions(of table: CapturedTableModel, _ stream: StreamModel) -> [(String, String)] {
        var found: [(String, String)] = []
        if let column = stream.speed.partition.column, !table.key.contains(column) {
            found.append(
                (
                    "cuts the speed layer by `\(column)`, which can change in a row of `\(table.name)`",
                    "cut by a column of the key, or not at all"
                ))
        }
        // PostgreSQL has no unsigned numbers, so no column of a table can be what ClickHouse compares versions by.
        if let column = stream.speed.version {
            found.append(
                (
                    "takes `\(column)` for the version of a row, which is no unsigned number",
                    "leave it out: the position in the log is one, and grows with every change"
                ))
        }
        return found
    }

    private static func appends(of stream: StreamModel) -> [(String, String)] {
        guard stream.lake.write == .append else { return [] }
        return [("appends each batch to the lake, again when it is repeated", "write `.merge` or `.everyChange`")]
    }

    private static func maintenance(of stream: StreamModel) -> [(String, String)] {
        let lake = stream.lake
        let needed = max(lake.longestReader, lake.replay)
        guard let snapshots = lake.snapshots, let orphans = lake.orphans else {
            return [
                (
                    "never \(lake.snapshots == nil ? "drops snapshots" : "removes files that no snapshot names") of the lake",
                    "say after which time: one without the other frees nothing"
                )
            ]
        }
        var found: [(String, String)] = []
        if snapshots < needed {
            found.append(
                (
                    "drops snapshots of the lake after \(snapshots) s, and readers and replays need \(needed) s",
                    "drop them after \(needed) s or later"
                ))
        }
        if orphans < max(lake.longestReader, 86_400) {
            found.append(
                (
                    "removes files of the lake after \(orphans) s, which may belong to a write that is under way",
                    "remove them after a day or later"
                ))
        }
        return found
    }
}
