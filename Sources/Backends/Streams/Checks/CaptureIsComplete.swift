import Compiler
import Diagnostics
import PipelineModel

/// The slot moves, snapshots miss nothing that nobody looks for, and rows before a change are those that were there.
enum CaptureIsComplete: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for stream in project.streams {
            checkHeartbeat(stream, &report)
            checkSnapshot(stream, project, &report)
            for table in stream.model.tables {
                checkRows(table, stream, &report)
                checkTexts(table, stream, &report)
                checkNumbers(table, stream, project.model.environment.streaming, &report)
            }
        }
    }

    private static func checkHeartbeat(_ stream: CheckContext.Stream, _ report: inout DiagnosticReport) {
        let capture = stream.model.capture
        let problem: String?
        if capture.heartbeat.map({ $0 < 1 }) ?? true {
            problem = "gives no sign of life"
        } else if stream.model.database.hasOtherWriters && !capture.heartbeatWrites {
            problem = "gives a sign of life that writes no row, and other tables of the database are written"
        } else {
            problem = nil
        }
        guard let problem else { return }
        report.add(
            .idleHeartbeat, "stream `\(stream.model.id)` \(problem): its slot would hold back the log",
            at: stream.sources.stream, fix: "write `.heartbeat(every: .seconds(10))`")
    }

    private static func checkSnapshot(
        _ stream: CheckContext.Stream, _ project: CheckContext, _ report: inout DiagnosticReport
    ) {
        guard case .whenNeeded(let id) = stream.model.capture.snapshot else { return }
        let ids = project.model.pipelines.map(\.id)
        if ids.contains(id) { return }
        report.add(
            .unreconciledSnapshot,
            "stream `\(stream.model.id)` takes snapshots anew, and there is no pipeline `\(id)` that "
                + "finds what was deleted meanwhile",
            at: stream.sources.stream, fix: suggestion(for: id, among: ids) ?? "add the pipeline, or take `.initial`")
    }

    private static func checkRows(
        _ table: CapturedTableModel, _ stream: CheckContext.Stream, _ report: inout DiagnosticReport
    ) {
        if table.effectiveKey.isEmpty {
            report.add(
                .missingBefore, "table `\(table.name)` has no key", at: stream.sources.location(of: table.name),
                fix: "name its primary key, or columns that tell rows apart with `spread`")
        } else if table.key.isEmpty {
            report.add(
                .missingBefore, "table `\(table.name)` has no primary key, and whole rows are not in the log",
                at: stream.sources.location(of: table.name), fix: "name its primary key")
        }
        if table.readsBefore && table.identity != .full {
            report.add(
                .missingBefore, "somebody reads rows of `\(table.name)` as they were before, and they are placeholders",
                at: stream.sources.location(of: table.name), fix: "add `.wholeRowsBefore()`")
        }
    }

    private static func checkTexts(
        _ table: CapturedTableModel, _ stream: CheckContext.Stream, _ report: inout DiagnosticReport
    ) {
        guard let first = table.texts.first, table.identity != .full, !table.hasShortRows else { return }
        report.add(
            .unloggedText,
            "`\(first.name)` of `\(table.name)` may be long, and an update that leaves it alone has a placeholder for it",
            at: stream.sources.location(of: table.name),
            fix: "add `.wholeRowsBefore()`, or `.shortRows()` where no row is longer than 2,000 bytes")
    }

    private static func checkNumbers(
        _ table: CapturedTableModel, _ stream: CheckContext.Stream, _ platform: StreamingPlatformModel?,
        _ report: inout DiagnosticReport
    ) {
        let decimals = table.columns.filter { $0.type == .decimal }
        guard let first = decimals.first else { return }
        let problem: String?
        switch stream.model.capture.decimals {
        case .double: problem = "`\(first.name)` of `\(table.name)` is written as a binary fraction"
        case .precise where platform?.converter.hasSchemas == false:
            problem = "`\(first.name)` of `\(table.name)` is written as bytes that nothing explains"
        case .precise, .string:
            problem = decimals.first { $0.storage == .anyNumeric || $0.storage == nil }.map {
                "`\($0.name)` of `\(table.name)` has no bound, so it can hold `NaN`, which arrives as nothing"
            }
        }
        guard let problem else { return }
        report.add(
            .inexactDecimals, problem, at: stream.sources.stream,
            fix:
                "say how many digits it has, with `.stored(digits:behindPoint:)`, and write `.string`, or `.precise` in Avro"
        )
    }
}
