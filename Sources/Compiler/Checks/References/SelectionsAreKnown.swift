import Diagnostics
import PipelineModel

/// What a task selects of a dbt project is written as dbt reads it, and no other task builds the same.
///
/// Source: https://docs.getdbt.com/reference/node-selection/methods
enum SelectionsAreKnown: Check {
    private static let methods: Set<String> = [
        "access", "config", "exposure", "file", "fqn", "group", "metric", "package", "path", "resource_type", "result",
        "saved_query", "selector", "semantic_model", "source", "source_status", "state", "tag", "test_name",
        "test_type",
        "unit_test", "version", "wildcard",
    ]

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let hasManifest = project.model.environment.data.dbt?.manifest != nil
        var builders: [String: (pipeline: String, task: String, place: SourceLocation)] = [:]
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                guard case .dbt(let build) = task.kind else { continue }
                let location = task.location
                for term in build.select + build.exclude {
                    for part in term.split(separator: ",", omittingEmptySubsequences: false) {
                        check(String(part), task, at: location, &report)
                    }
                }
                checkOptions(build, task, at: location, &report)
                // With a manifest lowering knows which models these are.
                guard build.exclude.isEmpty, build.command.writesTables, !hasManifest else { continue }
                for term in build.select {
                    guard let first = builders[term] else {
                        builders[term] = (pipeline.model.id, task.path, location)
                        continue
                    }
                    report.add(
                        .builtTwice,
                        "task `\(task.path)` builds `\(term)`, which `\(first.task)` of pipeline `\(first.pipeline)` builds "
                            + "too",
                        at: location, notes: [.init("`\(first.task)` builds it here", at: first.place)],
                        fix: "let one task build it, and others read its output or wait for its dataset")
                }
            }
        }
    }

    private static func checkOptions(
        _ build: DbtBuildModel, _ task: CheckContext.Task, at location: SourceLocation,
        _ report: inout DiagnosticReport
    ) {
        if build.select.isEmpty {
            report.add(
                .badSelector, "task `\(task.path)` selects nothing, and dbt would take the whole project", at: location,
                fix: "name a part of the project, or all of it: `.wholeProject`")
        }
        if build.fullRefresh, !build.command.writesTables {
            report.add(
                .contradictingDbt,
                "task `\(task.path)` refreshes fully what `dbt \(build.command.rawValue)` does not write",
                at: location, fix: "leave one of the two out")
        }
        if let threads = build.threads, !(1...256).contains(threads) {
            report.add(
                .contradictingDbt, "task `\(task.path)` asks dbt for \(threads) threads", at: location,
                fix: "name from 1 to 256, as many as the engine takes statements side by side")
        }
        let comparesState = (build.select + build.exclude).contains { $0.contains("state:") }
        if comparesState != (build.state != nil) {
            report.add(
                .contradictingDbt,
                comparesState
                    ? "task `\(task.path)` selects what has changed, and no manifest says since when"
                    : "task `\(task.path)` names a manifest that none of its terms compares with",
                at: location,
                fix: "use `.changed` and `.comparing(withManifestIn: …)` together")
        }
    }

    private static func check(
        _ term: String, _ task: CheckContext.Task, at location: SourceLocation, _ report: inout DiagnosticReport
    ) {
        // With commas between them, terms select what all of them select.
        guard !term.contains(",") else {
            for part in term.split(separator: ",", omittingEmptySubsequences: false) {
                check(String(part), task, at: location, &report)
            }
            return
        }
        let inner = term.drop { $0 == "+" || $0 == "@" || $0.isNumber }
        if term.contains(where: \.isWhitespace) || inner.isEmpty || term.hasSuffix(":") {
            report.add(
                .badSelector, "`\(term)` in task `\(task.path)` is no selection of dbt", at: location,
                fix: "name one thing in each term, without spaces")
            return
        }
        guard let colon = inner.firstIndex(of: ":") else { return }
        let method = String(inner[..<colon].prefix { $0 != "." })
        guard !methods.contains(method) else { return }
        report.add(
            .badSelector, "dbt has no selection method `\(method)`, which task `\(task.path)` uses", at: location,
            fix: suggestion(for: method, among: methods) ?? "see dbt's list of methods")
    }
}
