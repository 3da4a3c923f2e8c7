import Diagnostics
import PipelineModel

/// A task that keeps a result because its author asks for it has somebody who uses it, and a result is no whole table.
enum ResultsAreUsed: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            let asked = pipeline.tasks.filter(\.keepsResultOnRequest)
            guard !asked.isEmpty else { continue }
            let uses = ResultUses(in: pipeline, project.model.pythonFiles)
            for task in asked {
                if !uses.hold(task.path) {
                    report.add(
                        .unusedResult, "task `\(task.path)` keeps a result that no other task uses", at: task.location,
                        fix: task.isQuery
                            ? "use its rows, or write `SQLStatement`, which keeps none"
                            : "take `.returningResult()` out")
                } else if let table = task.wholeTable, !uses.isMappedOver(task.path) {
                    report.add(
                        .wholeTable, "task `\(task.path)` hands all rows of `\(table)` from task to task",
                        at: task.location,
                        fix:
                            "ask for what is used of them, with a `limit`, or let the tasks that use them ask the store"
                    )
                }
            }
        }
    }
}

/// Who uses results in a pipeline.
private struct ResultUses {
    private let typed: Set<String>
    private let mapped: Set<String>
    /// Whether a run stops for people, who look at what was found before they answer.
    private let isShown: Bool
    /// Templates and files that a person wrote, in which results may be asked for by name.
    private let handwritten: [String]

    init(in pipeline: CheckContext.Pipeline, _ files: [PythonFileModel]) {
        let told = pipeline.allNotifications.compactMap(\.text).flatMap(\.allParts).compactMap(\.result)
        typed = Set(pipeline.tasks.flatMap(\.usedResults) + told)
        mapped = Set(pipeline.tasks.flatMap { ($0.mapping?.items.results ?? []) + ($0.groupItems?.results ?? []) })
        isShown = pipeline.tasks.contains { $0.model.kind.asksPeople }
        let templates = pipeline.tasks.flatMap { task in
            task.kind.templates
                + task.parts.compactMap { if case .expression(let text) = $0 { text } else { nil } }
        }
        handwritten = templates + files.map(\.text).filter { $0.contains("xcom_pull") }
    }

    func hold(_ path: String) -> Bool {
        isShown || typed.contains(path) || handwritten.contains { $0.contains(path) }
    }

    func isMappedOver(_ path: String) -> Bool { mapped.contains(path) }
}

extension TaskKind {
    fileprivate var asksPeople: Bool {
        switch self {
        case .human, .review: true
        default: false
        }
    }
}

extension CheckContext.Task {
    /// Other kinds leave what they have anyhow.
    fileprivate var keepsResultOnRequest: Bool {
        switch model.kind {
        case .sql(let statement): statement.returnsRows
        case .container(let container): container.returnsResult
        default: false
        }
    }

    fileprivate var isQuery: Bool { if case .sql = model.kind { true } else { false } }

    /// The table of which a query takes all columns and rows.
    fileprivate var wholeTable: String? {
        guard case .sql(let statement) = model.kind, let text = statement.sql.known else { return nil }
        let words = text.lowercased().split(whereSeparator: \.isWhitespace)
        guard words.starts(with: ["select", "*", "from"]), words.count > 3 else { return nil }
        let ends = words[3].hasSuffix(";") || words.count == 4 || words[4].hasPrefix("order") || words[4] == ";"
        return ends && !words.contains("limit") && !words.contains("fetch")
            ? String(words[3].filter { $0 != ";" }) : nil
    }
}
