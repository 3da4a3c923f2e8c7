import Diagnostics
import PipelineModel

/// A text names a part of the item that the items have, and does not take items of several lists whole.
///
/// Tuples are made of lists that are put together when the task runs, and dictionaries have been made of those that
/// are known now.
enum ItemsHaveTheirNames: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for task in project.pipelines.lazy.flatMap(\.tasks) {
            guard let items = task.mapping?.items ?? task.groupItems, let names = items.names else { continue }
            let used = task.parts + (task.mapping?.label?.allParts ?? [])
            if items.areTuples, used.contains(.item(key: nil)) {
                report.add(
                    .itemWithoutMapping, "task `\(task.path)` uses `.item`, and its items are made of several lists",
                    at: task.location, fix: choice(of: names))
            }
            for case .item(key: let field?) in used where !names.contains(field.first) {
                report.add(
                    .itemWithoutMapping,
                    "task `\(task.path)` uses `.item(\"\(field.first)\")`, which its items do not have",
                    at: task.location, fix: suggestion(for: field.first, among: names) ?? choice(of: names))
            }
        }
    }

    private static func choice(of names: [String]) -> String {
        names.isEmpty ? "say `.item`" : "say one of " + names.map { "`.item(\"\($0)\")`" }.joined(separator: ", ")
    }
}

extension MappedItems {
    fileprivate var areTuples: Bool {
        if case .zip = self { known == nil } else { false }
    }

    /// What each item has; nil when only the run knows.
    fileprivate var names: [String]? {
        switch self {
        case .result: return nil
        case .product(let lists), .zip(let lists): return lists.map(\.name)
        case .list(let items):
            let names = items.map { item -> [String] in
                if case .dictionary(let entries) = item { entries.map(\.name) } else { [] }
            }
            return names.first?.filter { name in names.allSatisfy { $0.contains(name) } }
        }
    }
}
