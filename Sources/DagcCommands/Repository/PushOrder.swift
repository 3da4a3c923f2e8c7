import CommandLine

/// What is to be pushed where: as the command line says, or a plan that was kept.
struct PushOrder {
    /// What a branch has to be at.
    enum Base: Equatable {
        case any
        /// Nil means that there must be no branch yet.
        case commit(String?)
    }

    let plan: PlanFile?
    /// As it was given, perhaps with credentials.
    let repository: String
    let branch: String
    let into: RepositoryFolder?
    let environment: String?
    let base: Base

    /// - Throws: `UsageError` when it is not said where to push to, or said otherwise than in the plan.
    init(_ arguments: ParsedArguments, _ context: CommandContext) throws {
        let repository = try arguments.value(PushCommand.repo)
        guard let file = try arguments.value(PushCommand.plan) else {
            guard let repository else {
                throw Self.usage(["--repo URL is required (or set $DAGC_REPO): \(PushCommand.repo.declaration.help)"])
            }
            plan = nil
            self.repository = repository
            branch = try arguments.value(RepositoryOptions.branch)
            into = try arguments.value(RepositoryOptions.into)
            environment = try arguments.value(CommonOptions.environment)
            base = try arguments.value(PushCommand.base).map { .commit($0) } ?? .any
            return
        }
        let said = [
            (RepositoryOptions.branch.declaration.name, arguments.origin(of: RepositoryOptions.branch)),
            (RepositoryOptions.into.declaration.name, arguments.origin(of: RepositoryOptions.into)),
            (CommonOptions.environment.declaration.name, arguments.origin(of: CommonOptions.environment)),
            (CommonOptions.airflow.declaration.name, arguments.origin(of: CommonOptions.airflow)),
            (PushCommand.base.declaration.name, arguments.origin(of: PushCommand.base)),
        ].filter { $0.1 != nil }
        guard said.isEmpty else {
            throw Self.usage(said.map { "--\($0.0) cannot stand beside --plan, which says it already" })
        }
        let plan = try PlanFile(readingFrom: context.path(file))
        self.plan = plan
        self.repository = repository ?? plan.repository
        branch = plan.branch
        into = plan.into
        environment = plan.environment
        base = .commit(plan.base)
    }

    /// - Parameter remote: the repository that is about to be pushed to, without credentials.
    func check(_ remote: String) throws(PushRefusal) {
        guard let plan, plan.repository != remote else { return }
        throw .otherRepository(planned: plan.repository, given: remote)
    }

    private static func usage(_ problems: [String]) -> UsageError {
        UsageError(command: PushCommand.syntax.name, problems: problems)
    }
}
