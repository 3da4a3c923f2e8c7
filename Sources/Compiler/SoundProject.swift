import Diagnostics
package import PipelineModel

/// The pipelines of a project that targets can be asked about, whatever else is wrong with them.
///
/// A pipeline is not among them when it has an error that leaves its model unsound: what the model names may be missing
/// there, or mean two things, and a target would stumble over it. An error of the environment or of the whole project
/// leaves out all. Only the check runner makes one.
package struct SoundProject: Sendable {
    /// The project, with these pipelines alone.
    package let model: ProjectModel
    /// One for each pipeline, in the order of the model's pipelines.
    package let graphs: [TaskGraph]
    /// One for each pipeline.
    package let sources: [SourceMap]

    /// - Parameter report: what lowering and all checks have found.
    init(_ project: CheckContext, beside report: DiagnosticReport) {
        let pipelines = Self.pipelines(of: project, beside: report)
        var model = project.model
        if pipelines.count < model.pipelines.count { model.pipelines = pipelines.map(\.model) }
        self.model = model
        graphs = pipelines.map(\.graph)
        sources = pipelines.map(\.sources)
    }

    private static func pipelines(
        of project: CheckContext, beside report: DiagnosticReport
    ) -> [CheckContext.Pipeline] {
        let errors = report.diagnostics.filter { !$0.code.leavesModelSound }
        guard !errors.isEmpty else { return project.pipelines }
        let unsound = Set(errors.map(\.location))
        var sound: [CheckContext.Pipeline] = []
        var placed: Set<SourceLocation?> = []
        for pipeline in project.pipelines {
            let places = pipeline.sources.places.intersection(unsound.compactMap(\.self))
            if places.isEmpty { sound.append(pipeline) }
            placed.formUnion(places)
        }
        return placed.isSuperset(of: unsound) ? sound : []
    }
}

extension SourceMap {
    /// Where anything of the pipeline was written.
    fileprivate var places: Set<SourceLocation> {
        var places = Set(tasks.values).union(groups.values).union(edges.values)
        places.insert(pipeline)
        if let schedule { places.insert(schedule) }
        return places
    }
}
