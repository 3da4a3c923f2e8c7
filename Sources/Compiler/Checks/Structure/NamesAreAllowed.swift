import Diagnostics
import PipelineModel

/// Ids have the characters and the length that the target stores, and that it can be asked for them by.
///
/// Source: `validate_key` in Airflow's `utils/helpers.py`: at most 250 of `[A-Za-z0-9_.-]`; `sanitize_conn_id` in
/// `models/connection.py`.
enum NamesAreAllowed: Check {
    private static let longest = 250

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        checkSettings(of: project, &report)
        for pipeline in project.pipelines {
            check(pipeline.model.id, "pipeline id", at: pipeline.sources.location(of: "id"), &report)
            check(pipeline.model.root, pipeline.sources, &report)
            checkTexts(of: pipeline, &report)
        }
    }

    /// Source: the columns of Airflow's database, and `TAG_MAX_LEN` of `airflow.sdk`.
    private static func checkTexts(of pipeline: CheckContext.Pipeline, _ report: inout DiagnosticReport) {
        let sources = pipeline.sources
        for tag in pipeline.model.tags {
            check(tag, "tag", from: 1, upTo: 100, at: sources.location(of: "tags"), &report)
        }
        check(pipeline.model.title, "title", upTo: 2000, at: sources.location(of: "title"), &report)
        check(pipeline.model.owner, "owner", from: 1, upTo: 500, at: sources.location(of: "owner"), &report)
        for param in pipeline.model.params {
            check(param.name, "param", from: 1, upTo: 250, at: sources.location(of: "params"), &report)
        }
        for task in pipeline.tasks {
            check(task.title, "title", upTo: 2000, at: task.location, &report)
            check(task.policies.pool?.name, "pool", from: 1, upTo: 256, at: task.location, &report)
            check(task.policies.queue, "queue", from: 1, upTo: 256, at: task.location, &report)
            check(task.policies.executor, "executor", from: 1, upTo: 1000, at: task.location, &report)
        }
    }

    private static func check(
        _ text: String?, _ what: String, from least: Int = 0, upTo most: Int, at location: SourceLocation,
        _ report: inout DiagnosticReport
    ) {
        guard let text else { return }
        if text.unicodeScalars.count > most {
            report.add(
                .longName,
                "\(what) `\(text.prefix(40))…` has \(text.unicodeScalars.count) characters, more than \(most)",
                at: location, fix: "shorten it")
        } else if least > 0, text.allSatisfy(\.isWhitespace) {
            let article = "aeiou".contains(what.first ?? " ") ? "an" : "a"
            report.add(
                .badName, "\(article) \(what) without a name", at: location, fix: "give it a name, or take it out")
        }
    }

    /// Ids of an environment are what other people have chosen in the target, and may hold some characters more.
    private static func checkSettings(of project: CheckContext, _ report: inout DiagnosticReport) {
        let environment = project.model.environment
        let location = project.environment ?? project.pipelines.first?.sources.pipeline
        let ids =
            environment.data.connections.map { (kind: "connection", id: $0.id) }
            + environment.data.variables.map { (kind: "variable", id: $0) }
        for (kind, id) in ids where id.isEmpty || !id.utf8.allSatisfy({ isAllowed($0) || isAllowedInSettings($0) }) {
            report.add(
                .badName,
                "the id of \(kind) `\(id)` of environment `\(environment.name)` may hold only letters, digits and "
                    + "`_-.:/#!()\\`",
                at: location, fix: "write the id as it is in the target, and rename it there if it has other characters"
            )
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
            let strange = id.unicodeScalars.first { !$0.isASCII }
            let mended = String(id.map { $0.isASCII && $0.utf8.allSatisfy(isAllowed) ? $0 : "_" })
            report.add(
                .badName,
                "\(what) `\(id)` may hold only letters from a to z, digits, `-`, `.` and `_`"
                    + (strange.map { ", and `\($0)` is U+\(String($0.value, radix: 16, uppercase: true))" } ?? ""),
                at: location,
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

    private static func isAllowedInSettings(_ byte: UInt8) -> Bool { #":/#!()\"#.utf8.contains(byte) }
}
