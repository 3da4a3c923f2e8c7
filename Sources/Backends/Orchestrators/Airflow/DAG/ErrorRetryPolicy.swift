import CodeModels
import Compiler
import PipelineModel

/// Retries by the class of an error, as an object of a class that the DAG file defines.
///
/// Airflow's own `ExceptionRetryPolicy` knows exceptions, but neither how often each is retried nor growing waits, nor
/// the exit codes of commands.
/// Source: `airflow.sdk.definitions.retry_policy` of Airflow 3.3.
struct ErrorRetryPolicy: Hashable {
    /// What else an error says, by the kind of the task.
    enum Work: String, Hashable {
        case any = "retry_by_error"
        /// A command that ends with 1 when the data is wrong.
        case check = "retry_check_by_error"
        /// An operator of Airflow that raises its general exception when the data is wrong.
        case query = "retry_query_by_error"

        init(_ task: TaskModel, in environment: EnvironmentModel) {
            let facts = task.kind.facts
            if case .sqlCheck(let check) = task.kind, environment.store(named: check.store)?.engine.connection != nil {
                self = .query
            } else {
                self = facts.checksData || facts.platforms.contains(.dbt) ? .check : .any
            }
        }
    }

    let retry: RetryModel
    let work: Work

    static let className: PythonIdentifier = "RetryByError"

    /// Each that a pipeline needs, in the order of first use.
    static func all(of pipeline: PipelineModel, _ graph: TaskGraph, in environment: EnvironmentModel) -> [Self] {
        let needed =
            [pipeline.defaults.retry].map { Self($0, .any) }
            + graph.tasks.map { Self($0.policies.retry ?? pipeline.defaults.retry, Work($0, in: environment)) }
        var known: Set<Self> = []
        return needed.compactMap(\.self).filter { known.insert($0).inserted }
    }

    /// Nil when all errors are retried alike.
    init?(_ retry: RetryModel?, _ work: Work) {
        guard let retry, retry.classes != nil else { return nil }
        self.retry = retry
        self.work = work
    }

    var expression: PythonExpression {
        let waits = (retry.classes ?? []).map { entry in
            PythonDictItem.pair(
                .string(entry.errorClass.rawValue), .list(entry.retry.waits.map(PythonExpression.timedelta)))
        }
        let errors = signs.map { PythonDictItem.pair(.string($0.key), .string($0.value.rawValue)) }
        return .call(
            .name(Self.className),
            [
                .keyword("waits", .dict(waits, layout: .expanded)),
                .keyword("errors", .dict(errors, layout: .expanded)),
            ])
    }

    /// What the author says goes before what is known of all errors.
    private var signs: [(key: String, value: ErrorClass)] {
        let own = (retry.signs ?? []).map { sign in
            switch sign.sign {
            case .exception(let path): (path, sign.errorClass)
            case .exitCode(let code): ("exit code \(code)", sign.errorClass)
            }
        }
        let ofWork: [(String, ErrorClass)] =
            switch work {
            case .any: []
            case .check: [("exit code 1", .dataQuality)]
            case .query: [("airflow.sdk.exceptions.AirflowException", .dataQuality)]
            }
        var known: Set<String> = []
        return (own + ofWork + Self.known).filter { known.insert($0.0).inserted }
    }

    private static let known: [(String, ErrorClass)] = [
        ("exit code 75", .transient),
        ("builtins.ConnectionError", .transient),
        ("builtins.TimeoutError", .transient),
        ("socket.gaierror", .transient),
        ("requests.exceptions.ConnectionError", .transient),
        ("requests.exceptions.Timeout", .transient),
        ("botocore.exceptions.ConnectionError", .transient),
        ("botocore.exceptions.HTTPClientError", .transient),
        ("psycopg2.OperationalError", .transient),
        ("snowflake.connector.errors.OperationalError", .transient),
        ("sqlalchemy.exc.OperationalError", .transient),
        ("exit code 71", .resourceLimit),
        ("exit code 137", .resourceLimit),
        ("builtins.MemoryError", .resourceLimit),
        ("airflow.sdk.exceptions.AirflowTaskTimeout", .resourceLimit),
        ("psycopg2.errors.InsufficientResources", .resourceLimit),
        ("exit code 65", .dataQuality),
    ]
}
