import BackendInterface
import CodeModels
import Compiler
import Diagnostics
import PipelineModel

/// How large a machine and the history of its longest run become:
/// https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
enum MachineSize {
    /// Bytes of a definition, blanks and all.
    static let mostBytes = 1_048_576
    /// Events of an execution.
    static let mostEvents = 25_000

    /// What an execution writes down at the most when every task starts and fails in all tries but the last.
    ///
    /// Entering and leaving a state are two events. A call adds three, or four when Step Functions waits for its end, and
    /// each retry three. A state with branches or items adds two, and two for each of them.
    static func events(of graph: TaskGraph, in pipeline: PipelineModel) -> Int {
        // Eight calls of the machine itself, each with six retries.
        let ends = 8 * (5 + 6 * 3)
        return graph.tasks.reduce(ends) { total, task in
            let retries = (task.policies.retry ?? pipeline.defaults.retry)?.count ?? 0
            let (tries, tooMany) = max(0, retries).multipliedReportingOverflow(by: 3)
            let one = 8 + (tooMany ? mostEvents : min(tries, mostEvents))
            let items = task.mapping.map { $0.items.known?.count ?? 1 }
            let (all, overflows) = (items ?? 1).multipliedReportingOverflow(by: one + (items == nil ? 0 : 2))
            return min(total + (overflows ? mostEvents : all), 10 * mostEvents)
        }
    }

    /// Bytes that a task takes of the definition, with room for long texts: 950 were measured in flows of a thousand.
    static let bytesOfTask = 1_000

    /// A line for each value, or for each state where so many lines would make the definition too large: blanks count.
    static func written(_ machine: Document) -> [UInt8] {
        let bytes = machine.jsonBytes()
        return bytes.count <= mostBytes ? bytes : machine.jsonBytes(levels: 2)
    }

    static func limits(of pipeline: PipelineModel, _ graph: TaskGraph) -> [Limit] {
        definition(graph) + history(of: pipeline, graph)
    }

    private static func definition(_ graph: TaskGraph) -> [Limit] {
        let most = mostBytes / bytesOfTask
        guard graph.tasks.count > most else { return [] }
        return [
            Limit(
                "has \(graph.tasks.count) tasks, and the definition of one machine holds about \(most)",
                fix: "let pipelines of their own do parts of the work, and start them by `PipelineTrigger`",
                code: .machineTooLarge)
        ]
    }

    private static func history(of pipeline: PipelineModel, _ graph: TaskGraph) -> [Limit] {
        let events = events(of: graph, in: pipeline)
        guard events > mostEvents else { return [] }
        return [
            Limit(
                "may write \(events) events into the history of a run, of which Step Functions keeps \(mostEvents)",
                fix:
                    "let pipelines of their own do parts of the work, and start them by `PipelineTrigger`, or retry less",
                code: .machineTooLarge)
        ]
    }
}
