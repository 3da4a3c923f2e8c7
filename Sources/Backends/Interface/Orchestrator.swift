package import Compiler
package import PipelineModel

/// The backend that writes what runs the pipelines of an environment. An environment has exactly one.
package protocol Orchestrator: Backend {
    /// How it writes texts of the run. Engines whose files it completes are handed it.
    var notation: any RuntimeTextNotation { get }

    /// By which series it shows how runs end.
    var runMetrics: RunMetrics { get }

    /// What it is to be set to for a project, as variables of its environment.
    func settings(of project: ProjectModel) -> [(name: String, value: String)]

    /// What it asks of a project beside what every orchestrator does.
    var checks: [any Check.Type] { get }
}
