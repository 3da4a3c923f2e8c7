import Diagnostics
import PipelineModel

/// A task that reads a dataset and the one of the same pipeline that writes it are ordered, one way or the other.
enum ReadersWaitForWriters: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            let graph = pipeline.graph
            var writers: [String: [Int]] = [:]
            for (index, task) in pipeline.tasks.enumerated() {
                for dataset in task.writes { writers[dataset.uri, default: []].append(index) }
            }
            guard !writers.isEmpty else { continue }
            let apart = graph.arms()
            for (reader, task) in pipeline.tasks.enumerated() {
                for dataset in task.reads {
                    for writer in writers[dataset.uri] ?? [] where writer != reader {
                        guard !graph.predecessors[reader].contains(writer), !graph.leads(from: writer, to: reader),
                            !graph.leads(from: reader, to: writer),
                            !apart.contains(where: { $0.separates(reader, writer) })
                        else { continue }
                        let path = graph.tasks[writer].path
                        report.add(
                            .readsUnfinished,
                            "task `\(task.path)` reads dataset `\(dataset.name)` without waiting for `\(path)`",
                            at: task.location,
                            notes: [.init("`\(path)` writes it", at: pipeline.sources.location(ofTask: path))],
                            fix: "read the output of `\(path)`, or order the two")
                    }
                }
            }
        }
    }
}

/// The arms of one branch, of which a run takes one.
private struct Arms {
    let members: [Set<Int>]

    func separates(_ left: Int, _ right: Int) -> Bool {
        members.contains { $0.contains(left) && !$0.contains(right) }
            && members.contains { $0.contains(right) && !$0.contains(left) }
    }
}

extension TaskGraph {
    fileprivate func arms() -> [Arms] {
        tasks.compactMap { task in
            guard case .branch(let branch) = task.kind else { return nil }
            return Arms(members: branch.arms.map { Set($0.members.flatMap(tasks(ofNode:))) })
        }
    }

    fileprivate func leads(from start: Int, to end: Int) -> Bool {
        var seen: Set<Int> = [end]
        var queue = [end]
        while let task = queue.popLast() {
            for before in predecessors[task] where seen.insert(before).inserted {
                if before == start { return true }
                queue.append(before)
            }
        }
        return false
    }
}
