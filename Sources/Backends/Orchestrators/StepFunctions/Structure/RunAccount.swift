import CodeModels
import Compiler
import PipelineModel

/// What a run leaves in the table of runs when it has ended, for sensors of other pipelines: how it has, and how those of
/// its tasks have that are waited for.
///
/// A run that is stopped or breaks off leaves nothing, and those who wait for it give up in their time.
struct RunAccount {
    private let pipeline: String
    private let table: RunTable

    init(of pipeline: String, _ names: AWSNames) {
        self.pipeline = pipeline
        table = RunTable(names)
    }

    private enum Field {
        static let state = "ended"
        static let tasks = "tasks"
    }

    /// Seconds for which it is kept.
    private static let memory = 90 * 86_400

    /// Whom pipelines of a project wait for: the paths of tasks by pipeline, none where only the run's end counts.
    static func awaited(in graphs: [TaskGraph]) -> [String: Set<String>] {
        graphs.flatMap(\.tasks).compactMap(\.awaitedRun).reduce(into: [:]) { awaited, run in
            awaited[run.reference.pipeline, default: []].formUnion(run.reference.task.map { [$0] } ?? [])
        }
    }

    // MARK: Writing

    /// - Parameter hasFailed: of an expression that looks at the whole record.
    func writing(_ tasks: Set<String>, hasFailed: JSONataExpression?, to next: Transition) -> MachineState {
        let ended =
            hasFailed.map { failed in
                RunRecord.looking(
                    .condition(failed, then: EndState.failed.expression, otherwise: EndState.success.expression))
            } ?? EndState.success.expression
        var item: [JSONataTemplate.Field] = [
            .init("id", RunTable.text(id(of: JSONataText.run(JSONataText.Field.date)))),
            .init(Field.state, RunTable.text(ended)), .init("expires", RunTable.time(in: Self.memory)),
        ]
        if !tasks.isEmpty {
            let states = tasks.sorted().map {
                JSONataTemplate.Field($0, RunTable.text(RunRecord.given(RunRecord.Key.state, of: $0)))
            }
            item.append(.init(Field.tasks, .object([.init("M", .object(states))])))
        }
        let call = table.call(.putItem, [.init("Item", .object(item))])
        return MachineState(
            StateNames.account, .task(TaskState(call: call, robustness: .ownCall), next: next),
            output: .expression(RunRecord.input))
    }

    private func id(of date: JSONataExpression) -> JSONataExpression {
        .operation(.string("\(pipeline)@"), .join, date)
    }

    // MARK: Reading

    /// - Parameter date: the time that identifies the run.
    func look(at date: JSONataExpression) -> ServiceCall {
        table.call(.getItem, [RunTable.key(id(of: date)), .init("ConsistentRead", .known(.bool(true)))])
    }

    private var item: JSONataExpression { .field(RunRecord.result, "Item") }

    /// How the run has ended, in the answer; nothing when it has not.
    var state: JSONataExpression { .field(.field(item, Field.state), "S") }

    func state(ofTask path: String) -> JSONataExpression {
        .field(.field(.field(.field(item, Field.tasks), "M"), path), "S")
    }
}

extension TaskModel {
    /// The run of another pipeline that it waits for.
    var awaitedRun: ExternalRun? {
        if case .sensor(let sensor) = kind, case .pipeline(let run) = sensor.condition { run } else { nil }
    }
}
