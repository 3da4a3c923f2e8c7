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

    /// Now, by the one whom git's own variables name, or its settings.
    static func author(_ git: GitProgram, _ variables: [String: String]) async -> Signature {
        await signature(of: "AUTHOR", git, variables)
    }

    /// Now, by the one who makes the commit, whom git tells from the author.
    static func committer(_ git: GitProgram, _ variables: [String: String]) async -> Signature {
        await signature(of: "COMMITTER", git, variables)
    }

    private static func signature(
        of role: String, _ git: GitProgram, _ variables: [String: String]
    ) async -> Signature {
        var (name, email) = (variables["GIT_\(role)_NAME"], variables["GIT_\(role)_EMAIL"])
        if name == nil { name = await git.answer("config", "--get", "user.name") }
        if email == nil { email = await git.answer("config", "--get", "user.email") }
        return Signature(
            name: name ?? "dagc", email: email ?? "dagc@localhost", time: Int64(Date().timeIntervalSince1970))
    }
}
