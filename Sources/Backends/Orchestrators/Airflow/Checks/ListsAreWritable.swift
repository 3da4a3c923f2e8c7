import Compiler
import Diagnostics
import PipelineModel

/// The lists of a product or a zip are ones that Airflow can put together, or that can be written down.
enum ListsAreWritable: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                guard let items = task.mapping?.items, let problem = items.nested ?? items.mixedZip else { continue }
                add("task `\(task.path)`", problem, at: task.location, &report)
            }
            check(pipeline.model.root, pipeline.sources, &report)
        }
    }

    private static func check(_ scope: ScopeModel, _ sources: SourceMap, _ report: inout DiagnosticReport) {
        for case .group(let group) in scope.nodes {
            if let items = group.mapping?.items, let problem = items.nested ?? items.unwritable {
                add("group `\(group.path)`", problem, at: sources.location(ofTask: group.path), &report)
            }
            check(group.scope, sources, &report)
        }
    }

    private static func add(
        _ subject: String, _ problem: (text: String, fix: String), at location: SourceLocation,
        _ report: inout DiagnosticReport
    ) {
        report.add(.uncombinedLists, "\(subject) is mapped over \(problem.text)", at: location, fix: problem.fix)
    }
}

extension MappedItems {
    /// A product or a zip within one of lists that only the run knows.
    fileprivate var nested: (text: String, fix: String)? {
        switch self {
        case .list, .result: return nil
        case .product(let lists), .zip(let lists):
            guard knownCount == nil, let inner = lists.first(where: \.items.isPutTogether) else { return nil }
            return (
                "list `\(inner.name)`, which is put together itself, beside one that only the run knows",
                "let a task leave the combinations as a list of dictionaries, and map over its result"
            )
        }
    }

    /// Airflow zips what tasks leave, and no list that it knows before.
    fileprivate var mixedZip: (text: String, fix: String)? {
        guard knownCount == nil, case .zip(let lists) = self,
            let list = lists.first(where: { $0.items.knownCount != nil })
        else { return nil }
        return (
            "a zip of list `\(list.name)`, which is known now, and of a task's result",
            "let a task leave that list, too, or put the task into a `ForEach` over the zip"
        )
    }

    /// The tasks of a group find their items in texts, in which only values that are known now can be written.
    fileprivate var unwritable: (text: String, fix: String)? {
        switch self {
        case .result: return nil
        case .list(let items):
            guard items.contains(where: \.isCode) else { return nil }
            return ("a raw template or an object of Python", "say it in the arguments of the tasks within the group")
        case .product(let lists), .zip(let lists): return lists.lazy.compactMap(\.items.unwritable).first
        }
    }

    fileprivate var isPutTogether: Bool {
        switch self {
        case .product, .zip: true
        case .list, .result: false
        }
    }
}

extension ValueModel {
    fileprivate var isCode: Bool {
        switch self {
        case .template, .reference, .call, .result: true
        case .none, .bool, .int, .number, .seconds, .text: false
        case .list(let items): items.contains(where: \.isCode)
        case .dictionary(let entries): entries.contains { $0.value.isCode }
        }
    }
}
