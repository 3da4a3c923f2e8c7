import Diagnostics
import PipelineModel

/// A list that is known now has items, as many as its partners in a zip, and no more than a scheduler carries well.
enum ListsHaveASize: Check {
    /// A scheduler's usual limit: more instances of a task slow it and its pages.
    ///
    /// Source: https://airflow.apache.org/docs/apache-airflow/stable/configurations-ref.html#max-map-length
    private static let most = 1024

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                guard let items = task.mapping?.items else { continue }
                check(items, of: "task `\(task.path)`", at: task.location, &report)
            }
            check(pipeline.model.root, pipeline.sources, &report)
        }
    }

    private static func check(_ scope: ScopeModel, _ sources: SourceMap, _ report: inout DiagnosticReport) {
        for case .group(let group) in scope.nodes {
            if let items = group.mapping?.items {
                check(items, of: "group `\(group.path)`", at: sources.location(ofTask: group.path), &report)
            }
            check(group.scope, sources, &report)
        }
    }

    private static func check(
        _ items: MappedItems, of subject: String, at location: SourceLocation, _ report: inout DiagnosticReport
    ) {
        if let (short, long) = items.unevenLists {
            report.add(
                .unevenZip,
                "\(subject) is mapped over a zip of \(long) and \(short) items, and nothing is left for some",
                at: location, fix: "give all lists of the zip the same number of items")
        }
        guard let count = items.isAlwaysEmpty ? 0 : items.knownCount else { return }
        switch count {
        case 0:
            report.add(
                .emptyMapping,
                "\(subject) is mapped over an empty list: it is skipped in every run, and so is what needs it",
                at: location, fix: "name items, or leave it out where there are none")
        case ...most: break
        case ...MappedItems.mostWritten:
            report.add(
                .longMapping, "\(subject) has \(count) instances in every run, more than \(most)", at: location,
                fix: "let each instance take several items, or a job go through the list")
        default:
            report.add(
                .hugeMapping,
                "\(subject) is mapped over \(count) items, and at most \(MappedItems.mostWritten) are "
                    + "written out",
                at: location, fix: "let a task leave the list as its result, or each instance take several items")
        }
    }
}

extension MappedItems {
    /// The shortest and the longest known lists of a zip in it that do not fit each other.
    fileprivate var unevenLists: (short: Int, long: Int)? {
        switch self {
        case .list, .result: return nil
        case .product(let lists): return lists.lazy.compactMap(\.items.unevenLists).first
        case .zip(let lists):
            let counts = lists.compactMap(\.items.knownCount)
            if let short = counts.min(), let long = counts.max(), short < long { return (short, long) }
            return lists.lazy.compactMap(\.items.unevenLists).first
        }
    }
}
