package import Compiler

/// The backend that writes what runs the pipelines of an environment. An environment has exactly one.
package protocol Orchestrator: Backend {
    /// How it writes texts of the run. Engines whose files it completes are handed it.
    var notation: any RuntimeTextNotation { get }

    /// By which series it shows how runs end.
    var runMetrics: RunMetrics { get }

    /// What it asks of a project beside what every orchestrator does.
    var checks: [any Check.Type] { get }
}
