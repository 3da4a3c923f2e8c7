import CodeModels
import PipelineModel

extension OperatorCall {
    /// Source of the options: https://docs.getdbt.com/reference/commands/build
    static func dbt(_ task: TaskModel, _ build: DbtBuildModel, _ context: OperatorContext) -> OperatorCall {
        guard let platform = context.environment.data.dbt else {
            preconditionFailure("a checked project with a dbt build names a dbt project")
        }
        var command = "dbt --no-use-colors \(build.command.rawValue)"
        command += " --project-dir \(ShellWord.render(platform.project))"
        command += " --profiles-dir \(ShellWord.render(platform.profiles))"
        command += " --target \(ShellWord.literal(platform.target))"
        command += build.select.map { " --select \(ShellWord.literal($0))" }.joined()
        command += build.exclude.map { " --exclude \(ShellWord.literal($0))" }.joined()
        if build.testsWholeSelectionsOnly { command += " --indirect-selection cautious" }
        if build.fullRefresh { command += " --full-refresh" }
        if let threads = build.threads { command += " --threads \(threads)" }
        if let state = build.state { command += " --state \(ShellWord.render(state))" }
        return .bash(
            command,
            environment: [
                ("DBT_SEND_ANONYMOUS_USAGE_STATS", .string("false")),
                ("DBT_WINDOW_FROM", .string(context.template(.windowStart))),
                ("DBT_WINDOW_TO", .string(context.template(.windowEnd))),
            ])
    }
}
