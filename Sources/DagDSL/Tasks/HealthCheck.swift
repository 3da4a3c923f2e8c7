import Diagnostics
import PipelineModel

/// Asks components of the platform whether they are well, each whatever the others say, and fails when one is not.
///
/// The result of each run, by component, is written whatever the outcome, as that of a quality check is.
public struct HealthCheck: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// A component and how it is asked.
    public struct Component: Sendable {
        let model: WatchedComponent
        let inputs: [TaskDeclaration]

        private init(_ name: Name, _ way: WatchedComponent.Way, using inputs: [TaskDeclaration] = []) {
            model = WatchedComponent(name: name.description, way: way)
            self.inputs = inputs
        }

        /// A service that answers a GET of `path` with a status from 200 to 299.
        ///
        /// - Parameter expected: what the JSON object that it answers must hold, such as `["status": "UP"]`.
        public static func http(
            _ name: Name, _ connection: Connection, path: RuntimeString = "/", expecting expected: [Name: Name] = [:]
        ) -> Component {
            let entries = expected.map { ConfigurationEntry(key: $0.key.description, value: $0.value.description) }
            return Component(
                name,
                .http(connection: connection.id, path: path.model, expected: entries.sorted { $0.key < $1.key }),
                using: path.inputs)
        }

        /// Something that takes connections at the host and port of a connection.
        public static func tcp(_ name: Name, _ connection: Connection) -> Component {
            Component(name, .tcp(connection: connection.id))
        }

        /// The engine of a store, by a query whose first row must hold only true values.
        public static func sql(_ name: Name, _ store: Store, _ query: RuntimeString = "select 1") -> Component {
            Component(name, .sql(store: store.name, query.model), using: query.inputs)
        }

        /// A Kafka cluster, by its own protocol: the brokers that there are, and a leader of each partition of `topics`.
        /// Replicas that are behind are a warning.
        public static func kafka(
            _ name: Name, _ connection: Connection, topics: Name..., brokers: Int = 1
        ) -> Component {
            Component(
                name, .kafka(connection: connection.id, topics: topics.map(\.description), brokers: brokers))
        }

        /// Airflow, by what its API says of the parts that run.
        ///
        /// - Parameter path: of Airflow 3; Airflow 2 answers at `/health`.
        public static func airflow(
            _ name: Name, _ connection: Connection, path: RuntimeString = "/api/v2/monitor/health",
            parts: [AirflowPart] = [.metadatabase, .scheduler, .triggerer, .dagProcessor]
        ) -> Component {
            Component(
                name, .airflow(connection: connection.id, path: path.model, parts: parts.map(\.rawValue)),
                using: path.inputs)
        }
    }

    /// A part of Airflow that it reports of itself.
    public enum AirflowPart: String, Sendable {
        /// Its database.
        case metadatabase
        /// What starts runs.
        case scheduler
        /// What waits for deferred tasks.
        case triggerer
        /// What reads DAG files.
        case dagProcessor = "dag_processor"
    }

    /// Looks at `components`, those behind a network side by side.
    public init(
        _ id: TaskID, of components: Component...,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        declaration = TaskDeclaration(
            id, .watch(WatchModel(.components(components.map(\.model)))), at: SourceLocation(file, line, column),
            inputs: components.flatMap(\.inputs))
    }
}
