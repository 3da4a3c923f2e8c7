import Diagnostics
import PipelineModel

/// The lists of a product or a zip are ones that can be put together.
enum ListsCombine: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                guard let items = task.mapping?.items else { continue }
                let problem = items.problem ?? items.mixedZip
                problem.map { add("task `\(task.path)`", $0, at: task.location, &report) }
            }
            check(pipeline.model.root, pipeline.sources, &report)
        }
    }

    private static func check(_ scope: ScopeModel, _ sources: SourceMap, _ report: inout DiagnosticReport) {
        for case .group(let group) in scope.nodes {
            if let problem = group.mapping?.items.problem ?? group.mapping?.items.unwritable {
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
    fileprivate var problem: (text: String, fix: String)? {
        switch self {
        case .result: return nil
        case .list(let items):
            guard items.contains(where: \.holdsItem) else { return nil }
            return ("items that say `.item`, of which there is none yet", "say the values, or map over a task's result")
        case .product(let lists), .zip(let lists):
            if lists.isEmpty { return ("no list", "name the lists: `[\"region\": .list([…])]`") }
            let names = lists.map(\.name)
            if let twice = names.first(where: { name in names.count(where: { $0 == name }) > 1 }) {
                return ("two lists called `\(twice)`", "give each list a name of its own")
            }
            if known == nil, let inner = lists.first(where: \.items.isPutTogether) {
                return (
                    "list `\(inner.name)`, which is put together itself, beside one that only the run knows",
                    "let a task leave the combinations as a list of dictionaries, and map over its result"
                )
            }
            return lists.lazy.compactMap(\.items.problem).first
        }
    }

    /// Airflow zips what tasks leave, and no list that it knows before.
    fileprivate var mixedZip: (text: String, fix: String)? {
        guard known == nil, case .zip(let lists) = self,
            let list = lists.first(where: { $0.items.known != nil })
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
