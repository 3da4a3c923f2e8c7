import Diagnostics
import PipelineModel

/// Builds a part of the environment's dbt project: models and their tests.
public struct DbtBuild<Row: Schema>: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration
    private let dataset: DatasetModel

    /// Builds what `selection` names, of which `model` is what others read, after all of `inputs` were written.
    public init<each Input: DatasetSource>(
        _ id: TaskID, select selection: DbtSelection, builds model: Dataset<Row>,
        after inputs: repeat each Input,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        dataset = model.model
        var sources: [SourceDeclaration] = []
        for input in repeat each inputs { sources.append(input.source) }
        declaration = TaskDeclaration(
            id, .dbt(DbtBuildModel(select: selection.terms)), at: SourceLocation(file, line, column),
            inputs: sources.map(\.producer))
        declaration.model.reads = sources.map(\.dataset)
        declaration.model.writes = [model.model]
    }

    /// The model that others read.
    public var output: DatasetOutput<Row> { DatasetOutput(dataset, from: declaration) }
}

/// A part of a dbt project, in the terms of dbt's node selection.
public struct DbtSelection: Sendable {
    let terms: [String]

    /// Everything that carries the tag.
    public static func tag(_ tag: Name) -> DbtSelection { DbtSelection(terms: ["tag:\(tag)"]) }

    /// One model.
    public static func model(_ name: Name) -> DbtSelection { DbtSelection(terms: [name.description]) }

    /// One model and all that it is built from.
    public static func ancestors(of name: Name) -> DbtSelection { DbtSelection(terms: ["+\(name)"]) }

    /// All of these together.
    public static func any(_ selections: DbtSelection...) -> DbtSelection {
        DbtSelection(terms: selections.flatMap(\.terms))
    }
}
