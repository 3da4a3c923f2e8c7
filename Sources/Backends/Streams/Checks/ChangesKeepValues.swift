import Compiler
import Diagnostics
import PipelineModel

/// No change that a declaration names damages values, and the registry judges each.
enum ChangesKeepValues: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for stream in project.streams {
            if stream.model.compatibility == .none {
                report.add(
                    .damagingChange, "nothing judges what becomes of the tables of stream `\(stream.model.id)`",
                    at: stream.sources.stream, fix: "leave the level at `.fullTransitive`")
            }
            for table in stream.model.tables { check(table, stream, &report) }
        }
    }

    /// Each version against every later one, as old messages are read by the newest reader.
    private static func check(
        _ table: CapturedTableModel, _ stream: CheckContext.Stream, _ report: inout DiagnosticReport
    ) {
        for former in table.formerColumns {
            for change in SchemaChange.between(former, table.columns) where change.verdict == .refused {
                report.add(
                    .damagingChange, "`\(change.column)` of `\(table.name)`: \(change.what)",
                    at: stream.sources.location(of: table.name), fix: change.meaning)
            }
        }
    }
}
