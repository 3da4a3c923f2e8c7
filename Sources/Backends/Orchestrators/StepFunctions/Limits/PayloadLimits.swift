import BackendInterface
import Compiler
import Diagnostics
import PipelineModel

/// How much a machine hands to a task, as far as that is written down in the pipeline.
enum PayloadLimits {
    /// Bytes of the input or output of a state.
    ///
    /// Source: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
    static let mostBytes = 262_144
    /// Characters that the start of a container may change of its definition.
    ///
    /// Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
    static let mostOverridden = 8_192
    /// Of these, what JSON and the other settings take.
    private static let frame = 192

    static func limits(of task: TaskModel) -> [Limit] {
        let bytes = task.kind.facts.texts.reduce(0) { $0 + $1.writtenBytes }
        let items = (task.mapping?.items.known ?? []).reduce(0) { $0 + $1.writtenBytes }
        let fix = "keep it in a file or object, and hand over where that is"
        if bytes > mostOverridden - frame, task.kind.startsContainer {
            return [
                WorkLimits.work(
                    "hands \(bytes) characters to a container, whose start takes \(mostOverridden) with all around them",
                    fix: fix)
            ]
        }
        guard max(bytes, items) > mostBytes else { return [] }
        return [
            Limit(
                "gets \(max(bytes, items)) bytes, and a state takes \(mostBytes)", fix: fix, code: .machineTooLarge)
        ]
    }
}

extension TaskKind {
    fileprivate var startsContainer: Bool {
        switch self {
        case .bash, .container: true
        default: false
        }
    }
}

extension RuntimeText {
    fileprivate var writtenBytes: Int { literals.reduce(0) { $0 + $1.utf8.count } }
}

extension ValueModel {
    fileprivate var writtenBytes: Int {
        switch self {
        case .text(let text): text.writtenBytes
        case .template(let text), .reference(let text): text.utf8.count
        case .list(let items): items.reduce(0) { $0 + $1.writtenBytes }
        case .dictionary(let entries), .call(_, let entries):
            entries.reduce(0) { $0 + $1.name.utf8.count + $1.value.writtenBytes }
        case .none, .bool, .int, .number, .seconds, .result: 1
        }
    }
}
