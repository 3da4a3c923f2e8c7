import Diagnostics
import PipelineModel

/// Builds a part of the environment's dbt project: models and their tests.
///
/// Models find the run's window in `env_var('DBT_WINDOW_FROM')` and `env_var('DBT_WINDOW_TO')`, ISO 8601 in UTC. Unlike
/// variables of dbt's command line, they leave what dbt has parsed valid but for the files that read them.
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

    /// Does something else with the selection than build it.
    public func running(_ command: DbtCommand) -> Self { changingBuild { $0.command = command.model } }

    /// Leaves out what `selection` names.
    public func excluding(_ selection: DbtSelection) -> Self { changingBuild { $0.exclude += selection.terms } }

    /// Builds incremental models and seeds anew, as a whole.
    public func refreshingFully() -> Self { changingBuild { $0.fullRefresh = true } }

    /// Builds so many models side by side, in place of what the profile says.
    public func threads(_ count: Int) -> Self { changingBuild { $0.threads = count } }

    /// Makes a group with a task for each model, seed and snapshot of the selection, in folders as the project has them,
    /// with the order that dbt knows and each test after what it looks at. All take this task's policies.
    ///
    /// A failed model can then be run again alone, for the price of one start of dbt each. The environment names the
    /// manifest: ``DbtSetting/init(project:profiles:target:manifest:)``.
    public func taskPerModel() -> Self { changingBuild { $0.isTaskPerModel = true } }

    /// The folder of the manifest of an earlier run, which ``DbtSelection/changed`` compares with.
    public func comparing(withManifestIn folder: RuntimeString) -> Self {
        var copy = changingBuild { $0.state = folder.model }
        copy.declaration.inputs += folder.inputs
        return copy
    }

    private func changingBuild(_ change: (inout DbtBuildModel) -> Void) -> Self {
        changing { task in
            guard case .dbt(var model) = task.kind else { return }
            change(&model)
            task.kind = .dbt(model)
        }
    }
}

/// What dbt does with a selection.
public enum DbtCommand: Sendable {
    /// Builds models, seeds and snapshots, and tests each before what is built from it.
    case build
    /// Builds models without testing them.
    case run
    /// Tests what is there.
    case test
    /// Loads seeds.
    case seed
    /// Keeps versions of rows.
    case snapshot
    /// Looks at how old the rows of sources are.
    case sourceFreshness

    var model: DbtBuildModel.Command {
        switch self {
        case .build: .build
        case .run: .run
        case .test: .test
        case .seed: .seed
        case .snapshot: .snapshot
        case .sourceFreshness: .sourceFreshness
        }
    }
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

    /// One model and all that is built from it.
    public static func descendants(of name: Name) -> DbtSelection { DbtSelection(terms: ["\(name)+"]) }

    /// A source, or one of its tables: `shop.orders`.
    public static func source(_ name: Name) -> DbtSelection { DbtSelection(terms: ["source:\(name)"]) }

    /// All in a folder of the project.
    public static func path(_ folder: Name) -> DbtSelection { DbtSelection(terms: ["path:\(folder)"]) }

    /// What is new or other than in the manifest of ``DbtBuild/comparing(withManifestIn:)``, and what is built from it.
    public static var changed: DbtSelection { DbtSelection(terms: ["state:modified+"]) }

    /// The whole project.
    public static var wholeProject: DbtSelection { DbtSelection(terms: ["fqn:*"]) }

    /// What any of these names.
    public static func any(_ selections: DbtSelection...) -> DbtSelection {
        DbtSelection(terms: selections.flatMap(\.terms))
    }

    /// What each of these names.
    public static func all(_ first: DbtSelection, _ others: DbtSelection...) -> DbtSelection {
        others.reduce(first) { known, other in
            DbtSelection(terms: known.terms.flatMap { term in other.terms.map { "\(term),\($0)" } })
        }
    }
}
