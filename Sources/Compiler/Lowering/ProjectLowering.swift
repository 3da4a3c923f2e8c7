package import DagDSL
package import Diagnostics
package import PipelineModel

/// Turns declarations into the model. Each `flow` is evaluated exactly once.
package enum ProjectLowering {
    /// - Returns: the model, and what lowering itself found: ids that two declarations share.
    package static func lower(
        _ catalog: Catalog, for environment: EnvironmentModel
    ) -> (project: LoweredProject, report: DiagnosticReport) {
        var report = DiagnosticReport()
        var seen: [String: SourceLocation] = [:]
        var lowered: [(model: PipelineModel, sources: SourceMap)] = []
        let declared = catalog.project.environments.first { $0.model.name == environment.name }
        let choice = declared?.pipelines ?? .all
        let manifests = Dictionary(catalog.dbtManifests.map { ($0.path, $0.text) }) { first, _ in first }
        var dbt = DbtLowering(environment, manifests: manifests)
        dbt.reportManifest(at: declared?.location, into: &report)
        for entry in catalog.entries where choice.includes(entry.pipeline) {
            let id = entry.pipeline.id.description
            if let first = seen[id] {
                report.add(
                    .duplicatePipelineID, "two pipelines have the id `\(id)`", at: entry.location,
                    notes: [.init("the first is declared here", at: first)],
                    fix: "give one of them another id; whichever is read last would be kept")
                continue
            }
            seen[id] = entry.location
            lowered.append(PipelineLowering.lower(entry, defaultStart: catalog.project.start, &dbt, into: &report))
        }
        lowered.sort { $0.model.id < $1.model.id }
        var environment = environment
        environment.pythonPackage = pythonPackage(of: catalog.project.name.description)
        var model = ProjectModel(
            name: catalog.project.name.description, environment: environment, pipelines: lowered.map(\.model))
        model.pythonFiles = catalog.pythonFiles.map { PythonFileModel(path: $0.path, text: $0.text) }
            .sorted { $0.path < $1.path }
        model.sqlFiles = catalog.sqlFiles.map { SQLFileModel(path: $0.path, text: $0.text) }.sorted {
            $0.path < $1.path
        }
        SQLFileTexts.fill(in: &model)
        let streams = StreamLowering.lower(catalog, for: environment, into: &report)
        model.streams = streams.map(\.model)
        ExternalRunOffsets.derive(in: &model)
        PartitionFormats.derive(in: &model)
        StreamComponents.derive(in: &model)
        AlertLowering.derive(in: &model)
        let sources = lowered.map(\.sources)
        var project = LoweredProject(
            model: model, sources: sources, streams: streams.map(\.sources), environment: declared?.location,
            operations: declared?.operationsLocation)
        project.notSecrets = catalog.project.notSecrets.map {
            NotSecretModel(text: $0.text, reason: $0.reason, location: $0.location)
        }
        return (project, report)
    }

    /// A name that no other project's files have when several are read by one installation.
    package static func pythonPackage(of project: String) -> String {
        let name = project.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
        return (name.first?.isNumber ?? true ? "_" : "") + String(name).lowercased() + "_python"
    }
}
