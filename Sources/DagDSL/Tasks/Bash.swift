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
