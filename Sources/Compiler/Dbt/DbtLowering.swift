import Diagnostics
import PipelineModel

/// Holds tasks of dbt to what dbt knows of the project, and makes groups of those that ask for a task for each model.
struct DbtLowering {
    /// Nil where the environment names no manifest, or one that is not there.
    private let project: DbtProject?
    private let manifest: String?
    private let knowsEnvironment: Bool
    /// Who builds each node, over all pipelines.
    private var builders: [Int: (pipeline: String, task: String, place: SourceLocation)] = [:]

    /// For a pipeline by itself, of which no environment is known.
    init() {
        manifest = nil
        project = nil
        knowsEnvironment = false
    }

    init(_ environment: EnvironmentModel, manifests: [String: String]) {
        knowsEnvironment = true
        manifest = environment.data.dbt?.manifest
        project = manifest.flatMap { manifests[$0] }.map { DbtProject($0) }
    }

    /// What is told once, of the manifest itself.
    func reportManifest(at place: SourceLocation?, into report: inout DiagnosticReport) {
        guard let manifest, let place else { return }
        guard let project else {
            report.add(
                .missingManifest, "there is no manifest `\(manifest)` in the folder `dbt` beside the pipelines",
                at: place, fix: "run `dbt parse` and keep the `manifest.json` that it writes there")
            return
        }
        if let first = project.changedFiles.first {
            let others = project.changedFiles.count - 1
            report.add(
                .staleManifest,
                "manifest `\(manifest)` is older than the project: `\(first)` is not what dbt has read"
                    + (others > 0 ? ", nor \(others) other files" : ""),
                at: place, fix: "run `dbt parse` again")
        }
        for (node, id) in project.missing {
            report.add(
                .missingSource,
                "`\(project.nodes[node].name)` of the dbt project reads `\(id)`, which the project does not have",
                at: place, fix: "declare it, or run `dbt parse` again and mend what it says")
        }
    }

    mutating func lower(
        _ root: inout ScopeModel, of pipeline: String, _ sources: inout SourceMap, _ report: inout DiagnosticReport
    ) {
        var expanded: [String: [String]] = [:]
        lower(&root, pipeline, &sources, &report, &expanded)
        guard !expanded.isEmpty else { return }
        root.eachTask { task in
            guard case .report(var found) = task.kind else { return }
            found.sources = found.sources.flatMap { expanded[$0] ?? [$0] }
            task.kind = .report(found)
        }
    }

    private mutating func lower(
        _ scope: inout ScopeModel, _ pipeline: String, _ sources: inout SourceMap,
        _ report: inout DiagnosticReport, _ expanded: inout [String: [String]]
    ) {
        for index in scope.nodes.indices {
            switch scope.nodes[index] {
            case .group(var group):
                lower(&group.scope, pipeline, &sources, &report, &expanded)
                scope.nodes[index] = .group(group)
            case .task(let task):
                guard case .dbt(let build) = task.kind else { continue }
                let place = sources.location(ofTask: task.path)
                let chosen = check(build, task, pipeline, at: place, &report)
                guard build.isTaskPerModel, let project, let chosen,
                    isExpandable(build, task, at: place, &report)
                else { continue }
                let group = DbtGroup(project, chosen, of: task, build).model
                for path in group.taskPaths { sources.tasks[path] = place }
                sources.groups[task.path] = place
                expanded[task.path] = group.taskPaths
                scope.nodes[index] = .group(group)
            }
        }
    }

    /// What the task selects; nil when that is nothing, or known only to a run.
    private mutating func check(
        _ build: DbtBuildModel, _ task: TaskModel, _ pipeline: String, at place: SourceLocation,
        _ report: inout DiagnosticReport
    ) -> [Int]? {
        guard let project else {
            if build.isTaskPerModel, manifest == nil, knowsEnvironment {
                report.add(
                    .missingManifest, "task `\(task.path)` wants a task for each model, and no manifest says which",
                    at: place,
                    fix: "name it in the environment: `DbtSetting(…, manifest: \"orders/target/manifest.json\")`")
            }
            return nil
        }
        guard let chosen = project.selected(by: build.select, excluding: build.exclude) else { return nil }
        let worked = chosen.filter { build.command.worksOn(project.nodes[$0]) }
        if worked.isEmpty {
            report.add(
                .emptySelection, "task `\(task.path)` selects nothing that `dbt \(build.command.rawValue)` works on",
                at: place,
                fix: nearest(to: build, in: project) ?? "name a part of the project, or run `dbt parse` again")
            return nil
        }
        guard build.command.writesTables else { return worked }
        let tables = worked.filter { project.nodes[$0].kind.isTable && !project.nodes[$0].isPartOfOthers }
        reportOtherBuilders(of: tables, task, pipeline, at: place, &report)
        if let dataset = task.writes.first, !tables.contains(where: { project.nodes[$0].makes(dataset) }) {
            report.add(
                .unbuiltDataset,
                "task `\(task.path)` builds dataset `\(dataset.name)`, and no model that it selects does",
                at: place, fix: "select the model of table `\(dataset.table)`, or name the dataset that is built")
        }
        return worked
    }

    private mutating func reportOtherBuilders(
        of tables: [Int], _ task: TaskModel, _ pipeline: String, at place: SourceLocation,
        _ report: inout DiagnosticReport
    ) {
        var twice: [(name: String, pipeline: String, task: String, place: SourceLocation)] = []
        for table in tables {
            if let first = builders[table], let name = project?.nodes[table].name {
                twice.append((name, first.pipeline, first.task, first.place))
            } else {
                builders[table] = (pipeline, task.path, place)
            }
        }
        guard let first = twice.first else { return }
        let others = twice.count > 1 ? " and \(twice.count - 1) others" : ""
        report.add(
            .builtTwice,
            "task `\(task.path)` builds `\(first.name)`\(others), which `\(first.task)` of pipeline `\(first.pipeline)` "
                + "builds too",
            at: place, notes: [.init("`\(first.task)` builds it here", at: first.place)],
            fix: "let one task build it, and others read its output or wait for its dataset")
    }

    private func isExpandable(
        _ build: DbtBuildModel, _ task: TaskModel, at place: SourceLocation, _ report: inout DiagnosticReport
    ) -> Bool {
        let problem: String? =
            if ![.build, .run].contains(build.command) {
                "`dbt \(build.command.rawValue)` has no models one after the other"
            } else if task.mapping != nil {
                "a group is not repeated as a task is"
            } else {
                nil
            }
        guard let problem else { return true }
        report.add(
            .contradictingDbt, "task `\(task.path)` wants a task for each model: \(problem)", at: place,
            fix: "leave one of the two out")
        return false
    }

    private func nearest(to build: DbtBuildModel, in project: DbtProject) -> String? {
        guard build.select.count == 1 else { return nil }
        let term = build.select[0].drop { $0 == "+" || $0 == "@" || $0.isNumber }
        if term.hasPrefix("tag:") {
            return suggestion(for: String(term.dropFirst(4)), among: Set(project.nodes.flatMap(\.tags)).sorted())
        }
        return suggestion(for: String(term), among: project.nodes.filter(\.kind.isTable).map(\.name).sorted())
    }
}

extension DbtBuildModel.Command {
    fileprivate func worksOn(_ node: DbtProject.Node) -> Bool {
        switch self {
        case .build: node.kind.isTable || node.kind.isTest
        case .run: node.kind == .model
        case .test: node.kind.isTest
        case .seed: node.kind == .seed
        case .snapshot: node.kind == .snapshot
        case .sourceFreshness: node.kind == .source
        }
    }
}

extension DbtProject.Node {
    /// Whether a dataset is its table, by either name; engines differ in capitals.
    func makes(_ dataset: DatasetModel) -> Bool {
        let last = dataset.table.split(separator: ".").last.map(String.init) ?? dataset.table
        return [last, dataset.name].contains { $0.lowercased() == table.lowercased() || $0 == name }
    }
}

extension ScopeModel {
    fileprivate mutating func eachTask(_ change: (inout TaskModel) -> Void) {
        for index in nodes.indices {
            switch nodes[index] {
            case .task(var task):
                change(&task)
                nodes[index] = .task(task)
            case .group(var group):
                group.scope.eachTask(change)
                nodes[index] = .group(group)
            }
        }
    }
}

extension GroupModel {
    fileprivate var taskPaths: [String] {
        scope.nodes.flatMap { node in
            switch node {
            case .task(let task): [task.path]
            case .group(let group): group.taskPaths
            }
        }
    }
}
