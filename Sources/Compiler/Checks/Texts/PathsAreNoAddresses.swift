import Diagnostics
import PipelineModel

/// What stands behind the address of a connection or bucket is a path, and no address of its own.
enum PathsAreNoAddresses: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for task in project.pipelines.flatMap(\.tasks) {
            guard let (path, schemes, owner) = task.model.kind.path, case .literal(let text)? = path.parts.first,
                let scheme = schemes.first(where: text.hasPrefix)
            else { continue }
            report.add(
                .addressAsPath,
                "task `\(task.path)` names an address, `\(scheme)…`, where \(owner) has named the first part of it",
                at: task.location, fix: "name the rest alone")
        }
    }
}

extension TaskKind {
    /// What is put behind something else, the beginnings of whole addresses, and what the something else is.
    fileprivate var path: (text: RuntimeText, schemes: [String], owner: String)? {
        let web = ["https://", "http://"]
        switch self {
        case .httpRequest(let model): return (model.path, web, "the connection")
        case .http(let model): return (model.path, web, "the connection")
        case .sensor(let sensor):
            switch sensor.condition {
            case .http(_, let path, _): return (path, web, "the connection")
            case .s3Key(_, _, let key, _): return (key, ["s3://", "s3a://"], "the bucket")
            case .file, .sql, .pipeline, .delay, .timeOfDay, .bash, .python, .custom: return nil
            }
        case .quality, .spark, .dbt, .reconciliation, .report, .watch, .sqlCheck, .bash, .empty, .branch, .gate, .sql,
            .python, .container, .glue, .glueCrawler, .lambda, .emrStep, .emrServerless, .stateMachine, .trigger,
            .message,
            .human, .outcome, .review, .marker, .custom:
            return nil
        }
    }
}
