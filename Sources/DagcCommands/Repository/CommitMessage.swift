import Compilation
import Compiler
import Foundation
import Git
import PipelineModel
import Workspace

/// What a pushed commit says about itself.
enum CommitMessage {
    /// A subject, and a line for each file that changes.
    static func text(for plan: OutputPlan, _ compilation: Compilation) -> String {
        let count = compilation.project?.model.pipelines.count ?? 0
        let subject = "Publish \(count) pipeline\(count == 1 ? "" : "s") for \(compilation.environment.name)"
        let lines = PlanSummary.lines(of: plan)
        return lines.isEmpty ? subject : subject + "\n\n" + lines.joined(separator: "\n")
    }

    /// Now, by the one whom git's own variables name.
    static func author(_ variables: [String: String]) -> Signature {
        Signature(
            name: variables["GIT_AUTHOR_NAME"] ?? "dagc", email: variables["GIT_AUTHOR_EMAIL"] ?? "dagc@localhost",
            time: Int64(Date().timeIntervalSince1970))
    }
}
