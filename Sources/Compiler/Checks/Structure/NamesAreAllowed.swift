import Diagnostics
import PipelineModel

/// Ids have the characters and the length that Airflow stores.
///
/// Source: `validate_key` in Airflow's `utils/helpers.py`: at most 250 of `[A-Za-z0-9_.-]`.
enum NamesAreAllowed: Check {
    private static let longest = 250

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            check(pipeline.model.id, "pipeline id", at: pipeline.sources.pipeline, &report)
            check(pipeline.model.root, pipeline.sources, &report)
        }
    }

    private static func check(_ scope: ScopeModel, _ sources: SourceMap, _ report: inout DiagnosticReport) {
        for node in scope.nodes {
            switch node {
            case .task(let task): check(task.path, "task id", at: sources.location(ofTask: task.path), &report)
            case .group(let group):
                check(group.path, "group id", at: sources.location(ofTask: group.path), &report)
                check(group.scope, sources, &report)
            }
        }
    }

    private static func check(
        _ id: String, _ what: String, at location: SourceLocation, _ report: inout DiagnosticReport
    ) {
        if id.isEmpty || !id.utf8.allSatisfy(isAllowed) {
            let mended = String(id.map { $0.isASCII && $0.utf8.allSatisfy(isAllowed) ? $0 : "_" })
            report.add(
                .badName, "\(what) `\(id)` may hold only letters, digits, `-`, `.` and `_`", at: location,
                fix: id.isEmpty ? "give it a name" : "write `\(mended)`")
        }
        if id.utf8.count > longest {
            report.add(
                .longName, "\(what) `\(id.prefix(40))…` has \(id.utf8.count) characters, more than \(longest)",
                at: location, fix: "shorten it, or the names of the groups around it")
        }
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
