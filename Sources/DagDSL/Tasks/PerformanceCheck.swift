import Diagnostics
import PipelineModel

/// Compares numbers of the platform with what the project allows, and fails when one is out of bounds.
public struct PerformanceCheck: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// A number and its bounds.
    public struct Measure: Sendable {
        let model: WatchedMeasure
        let inputs: [TaskDeclaration]

        private init(
            _ name: Name, _ source: WatchedMeasure.Source, _ atLeast: String?, _ atMost: String?, _ unit: String,
            using inputs: [TaskDeclaration] = []
        ) {
            model = WatchedMeasure(
                name: name.description, source: source, atLeast: atLeast, atMost: atMost, unit: unit)
            self.inputs = inputs
        }

        /// How old the newest row is. Rows dated in the future are no sign of life.
        public static func age<Row: Schema>(
            _ name: Name, of dataset: Dataset<Row>, by column: KeyPath<Row, Column<Timestamp>>, atMost limit: Duration
        ) -> Measure {
            let source = WatchedMeasure.Source.lag(
                dataset.model, timeColumn: Row.name(of: column), behind: nil, otherColumn: nil)
            return Measure(name, source, nil, "\(limit.wholeSeconds)", "s")
        }

        /// How far the newest row is behind that of what it comes from: nothing while that is idle.
        public static func lag<Row: Schema, Source: Schema>(
            _ name: Name, of dataset: Dataset<Row>, by column: KeyPath<Row, Column<Timestamp>>,
            behind source: Dataset<Source>, by other: KeyPath<Source, Column<Timestamp>>, atMost limit: Duration
        ) -> Measure {
            let source = WatchedMeasure.Source.lag(
                dataset.model, timeColumn: Row.name(of: column), behind: source.model,
                otherColumn: Source.name(of: other))
            return Measure(name, source, nil, "\(limit.wholeSeconds)", "s")
        }

        /// The first value that a query of a store answers.
        public static func value(
            _ name: Name, in store: Store, _ sql: RuntimeString, atLeast: ExactDecimal? = nil,
            atMost: ExactDecimal? = nil, unit: Name = ""
        ) -> Measure {
            Measure(
                name, .sql(store: store.name, sql.model), atLeast?.digits, atMost?.digits, unit.description,
                using: sql.inputs)
        }

        /// The largest value that a Prometheus answers now.
        public static func prometheus(
            _ name: Name, _ connection: Connection, _ query: RuntimeString, atLeast: ExactDecimal? = nil,
            atMost: ExactDecimal? = nil, unit: Name = ""
        ) -> Measure {
            Measure(
                name, .prometheus(connection: connection.id, query.model), atLeast?.digits, atMost?.digits,
                unit.description, using: query.inputs)
        }
    }

    /// Takes `measures`, each whatever the others say.
    public init(
        _ id: TaskID, of measures: Measure...,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        declaration = TaskDeclaration(
            id, .watch(WatchModel(.measures(measures.map(\.model)))), at: SourceLocation(file, line, column),
            inputs: measures.flatMap(\.inputs))
    }
}
