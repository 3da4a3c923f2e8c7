import Compiler
import Diagnostics
import PipelineModel

/// The environment says where the database of each stream is, what stands behind the stores that it fills, and where its
/// job runs.
enum PlacesExist: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let environment = project.model.environment
        guard let platform = environment.streaming else { return }
        for stream in project.streams {
            if platform.database(named: stream.model.database.name) == nil {
                report.add(
                    .placelessStream,
                    "stream `\(stream.model.id)` reads database `\(stream.model.database.name)`, and the environment does not "
                        + "say where that is",
                    at: stream.sources.stream, fix: "add a `DatabaseServer` to the environment's streaming")
            }
            for table in stream.model.tables {
                if let problem = parted(table, in: environment) {
                    report.add(
                        .partedLayers, "table `\(table.name)` \(problem)",
                        at: stream.sources.location(of: table.name),
                        fix: "publish the batch layer in the store of the speed layer, or leave out `.batch(…)`")
                }
                for problem in problems(of: table, in: environment) {
                    report.add(
                        .placelessStream, "table `\(table.name)` \(problem)",
                        at: stream.sources.location(of: table.name),
                        fix: "say in the environment what stands behind the store")
                }
            }
            let needsSpark = stream.model.tables.contains { $0.lake != nil || $0.speed != nil }
            if needsSpark, environment.data.spark == nil {
                report.add(
                    .placelessStream, "stream `\(stream.model.id)` has a job, and the environment has no Spark",
                    at: stream.sources.stream, fix: "say how Spark applications are started")
            }
        }
    }

    /// A view over both layers reads both in one engine, the ClickHouse of the speed layer.
    private static func parted(_ table: CapturedTableModel, in environment: EnvironmentModel) -> String? {
        guard let batch = table.batch, let below = environment.store(named: batch.store)?.engine else { return nil }
        guard let speed = table.speed else { return "has a batch layer below a speed layer that it does not have" }
        guard let above = environment.store(named: speed.store)?.engine, above != below else { return nil }
        return "has its batch layer in store `\(batch.store)` and its speed layer in `\(speed.store)`, and no engine "
            + "reads both"
    }

    private static func problems(of table: CapturedTableModel, in environment: EnvironmentModel) -> [String] {
        var found: [String] = []
        for dataset in [table.archive, table.lake].compactMap(\.self)
        where environment.store(named: dataset.store)?.root == nil {
            found.append("fills `\(dataset.name)`, and the environment has no root of store `\(dataset.store)`")
        }
        if let speed = table.speed {
            switch environment.store(named: speed.store)?.engine {
            case .clickHouse, .chdb: break
            case .snowflake, .postgres, .duckDB, .duckDBFiles, nil:
                found.append("fills `\(speed.name)`, and no ClickHouse stands behind store `\(speed.store)`")
            }
        }
        if let batch = table.batch, environment.store(named: batch.store) == nil {
            found.append("has its batch layer in store `\(batch.store)`, which the environment does not have")
        }
        return found
    }
}
