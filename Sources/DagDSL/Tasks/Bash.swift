import Diagnostics
import PipelineModel

/// Runs a shell command.
public struct Bash: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Fails when the command ends with another status than 0.
    public init(
        _ id: TaskID, _ command: RuntimeString,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        declaration = TaskDeclaration(
            id, .bash(BashModel(command: command.model)), at: SourceLocation(file, line, column),
            using: [command])
    }

    /// Gives the command variables, on top of those that the worker has.
    public func variables(_ variables: NamedTexts) -> Self {
        changingBash(using: [variables]) { $0.variables = ($0.variables ?? []) + variables.models }
    }

    /// Keeps the worker's own variables from the command, which then has only what ``variables(_:)`` gives it.
    public func withoutWorkerVariables() -> Self { changingBash { $0.hidesWorkerVariables = true } }

    /// Starts the command in a folder of the worker, in place of a new one that is removed at the end.
    public func inFolder(_ path: RuntimeString) -> Self {
        changingBash(using: [path]) { $0.folder = path.model }
    }

    /// Skips the task, and what needs it, when the command ends with one of these statuses, in place of 99.
    public func skipping(onStatus statuses: Int...) -> Self { changingBash { $0.skipStatuses = statuses } }

    private func changingBash(using values: [any TaskInputs] = [], _ change: (inout BashModel) -> Void) -> Self {
        changing(using: values) { task in
            guard case .bash(var model) = task.kind else { return }
            change(&model)
            task.kind = .bash(model)
        }
    }
}

/// Does nothing: a place where edges meet.
public struct Empty: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// A node with no work.
    public init(
        _ id: TaskID, file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        declaration = TaskDeclaration(id, .empty(EmptyModel()), at: SourceLocation(file, line, column))
    }
}
