import BackendInterface
import Diagnostics
import PipelineModel

/// What the job runner cannot do for SQL in an engine inside the process.
enum SQLJobLimits {
    static func limits(of task: TaskModel, _ environment: EnvironmentModel) -> [Limit] {
        sharedVariables(of: task, environment) + limitsOfStatements(of: task, environment)
    }

    /// Each connection and variable that a job needs stands in a variable of its process.
    private static func sharedVariables(of task: TaskModel, _ environment: EnvironmentModel) -> [Limit] {
        guard task.kind.facts.engine == .jobRunner else { return [] }
        let results = environment.data.results?.table.map { [$0.store] } ?? []
        let engines = (task.kind.facts.stores + results).compactMap { environment.store(named: $0)?.engine }
        var owners: [String: String] = [:]
        var limits: [Limit] = []
        func claim(_ variable: String, _ owner: String) {
            if let first = owners[variable], first != owner {
                let limit = Limit(
                    "uses \(first) and \(owner), which its process would both find in variable `\(variable)`",
                    fix: "give one of them a name that differs in letters or digits", code: .sharedVariable)
                limits.append(limit)
            }
            owners[variable] = owner
        }
        for id in task.kind.facts.connections {
            claim(SQLJob.variable(ofConnection: id), "connection `\(id)`")
        }
        for engine in engines {
            if let id = engine.connection { claim(SQLJob.variable(ofConnection: id), "connection `\(id)`") }
            for name in engine.location?.variables ?? [] {
                claim(SQLJob.variable(named: name), "variable `\(name)`")
            }
        }
        return limits
    }

    private static func limitsOfStatements(of task: TaskModel, _ environment: EnvironmentModel) -> [Limit] {
        if case .sql(let statement) = task.kind {
            guard let engine = environment.store(named: statement.store)?.engine else { return [] }
            let place = "in store `\(statement.store)`, whose engine in environment `\(environment.name)`"
            return templates(of: statement, on: engine, place) + effects(of: statement, on: engine, place)
                + parameters(of: statement, on: engine, place)
                + (statement.returnsRows ? tables(of: task, in: statement.store, on: engine, place) : [])
        }
        if case .sqlCheck(let check) = task.kind {
            guard let engine = environment.store(named: check.store)?.engine else { return [] }
            let place = "in store `\(check.store)`, whose engine in environment `\(environment.name)`"
            return tables(of: task, in: check.store, on: engine, place)
        }
        return []
    }

    /// The job runner is given statements, and renders none.
    private static func templates(
        of statement: SQLStatementModel, on engine: EngineModel, _ place: String
    ) -> [Limit] {
        guard engine.connection == nil, statement.isTemplate else { return [] }
        return [
            Limit(
                "runs a file with templates \(place) renders none",
                fix: "write the statement itself, with `\\(.windowStart)` and its like, or take the templates out")
        ]
    }

    private static func effects(
        of statement: SQLStatementModel, on engine: EngineModel, _ place: String
    ) -> [Limit] {
        guard case .duckDBFiles = engine, !statement.returnsRows else { return [] }
        return [
            Limit(
                "changes something \(place) only reads files",
                fix: "give the store a database there, or write the files by a `SparkJob` or a `PythonCall`")
        ]
    }

    /// The runner makes a table of each dataset that the task says it reads, and of no other file.
    private static func tables(
        of task: TaskModel, in store: String, on engine: EngineModel, _ place: String
    ) -> [Limit] {
        guard case .duckDBFiles = engine, !task.reads.contains(where: { $0.store == store }) else { return [] }
        return [
            Limit(
                "asks \(place) has a table only for each dataset that the task reads, and it reads none",
                fix: "name the datasets, such as `.reads(Lake.orders)`")
        ]
    }

    private static func parameters(
        of statement: SQLStatementModel, on engine: EngineModel, _ place: String
    ) -> [Limit] {
        guard engine.connection == nil, !statement.parameters.isEmpty else { return [] }
        if case .chdb = engine {
            return [Limit("has parameters \(place) takes none", fix: "write the values into the statement")]
        }
        return statement.parameters.filter { !$0.value.isSingle }.map { parameter in
            Limit(
                "has a list or a result as parameter `\(parameter.name)` \(place) takes single values only",
                fix: "write the value as a text, such as `\"\\(.result(of: task))\"`")
        }
    }
}

extension ValueModel {
    fileprivate var isSingle: Bool {
        switch self {
        case .none, .bool, .int, .number, .text: true
        case .template, .seconds, .list, .dictionary, .result, .reference, .call: false
        }
    }
}
