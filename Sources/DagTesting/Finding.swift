import Compilation
public import DagDSL
import Diagnostics
import PipelineModel

/// Something that the checks of `dagc validate` say about pipelines.
public struct Finding: Hashable, Sendable, CustomStringConvertible {
    /// How much it weighs.
    public enum Severity: String, Hashable, Sendable {
        /// Nothing is compiled.
        case error
        /// It is compiled, and somebody should look at it.
        case warning
    }

    /// The number that `dagc explain` explains, such as `DAGC001`.
    public let code: String
    /// How much it weighs.
    public let severity: Severity
    /// What is wrong, in a sentence.
    public let message: String
    /// As `dagc validate` shows it, with its place and what to do.
    public let description: String

    init(_ diagnostic: Diagnostic) {
        code = diagnostic.code.id
        severity = diagnostic.severity == .error ? .error : .warning
        message = diagnostic.message
        description = TextRenderer(root: "") { _ in nil }.render([diagnostic])
    }
}

/// What the checks say about all pipelines of a package, in every environment of its project, each finding once.
///
/// What the orchestrator of an environment cannot do is among it.
///
/// ```swift
/// #expect(findings(in: catalog).isEmpty)
/// ```
public func findings(in catalog: Catalog) -> [Finding] {
    var report = DiagnosticReport()
    for environment in catalog.project.environments {
        report.merge(Compilation.run(catalog, for: environment.model).report)
    }
    return report.sorted.map(Finding.init)
}

/// What the checks say about one pipeline in every environment of a project, each finding once.
///
/// ```swift
/// #expect(findings(in: DailyOrders(), of: OrdersPlatform()).isEmpty)
/// ```
public func findings(in pipeline: some Pipeline, of project: some Project) -> [Finding] {
    let entry = CatalogEntry(pipeline, source: "", path: "", line: 0)
    return findings(in: Catalog(project: project, pipelines: [entry]))
}
