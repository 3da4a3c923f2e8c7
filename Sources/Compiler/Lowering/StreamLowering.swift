import DagDSL
package import Diagnostics
import PipelineModel

/// Where a stream and its tables were written.
package struct StreamSources: Sendable {
    package let stream: SourceLocation
    /// By name.
    package let tables: [String: SourceLocation]

    /// The place of a table, or else of its stream.
    package func location(of table: String) -> SourceLocation { tables[table] ?? stream }
}

/// Turns streams into their models, where the environment runs streams.
enum StreamLowering {
    static func lower(
        _ catalog: Catalog, for environment: EnvironmentModel, into report: inout DiagnosticReport
    ) -> [(model: StreamModel, sources: StreamSources)] {
        guard environment.streaming != nil else { return [] }
        var seen: [String: SourceLocation] = [:]
        var lowered: [(model: StreamModel, sources: StreamSources)] = []
        for entry in catalog.streams {
            let id = entry.stream.id.description
            if let first = seen[id] {
                report.add(
                    .unlawfulStreamName, "two streams have the id `\(id)`", at: entry.location,
                    notes: [.init("the first is declared here", at: first)], fix: "give one of them another id")
                continue
            }
            seen[id] = entry.location
            lowered.append(lower(entry))
        }
        return lowered.sorted { $0.model.id < $1.model.id }
    }

    private static func lower(_ entry: StreamEntry) -> (model: StreamModel, sources: StreamSources) {
        let stream = entry.stream
        let tables = stream.tables.map(\.declaration)
        var model = StreamModel(
            id: stream.id.description, source: entry.source, owner: stream.owner.name, database: stream.database.model,
            tables: tables.map(\.model), load: stream.load.model, bounds: stream.bounds.model)
        model.summary = stream.summary
        model.delivery = stream.delivery.model
        model.compatibility = stream.compatibility.model
        model.capture = stream.capture.model
        model.topics = stream.topics.model
        model.deadLetters = stream.deadLetters?.model
        model.archive = stream.archive.model
        model.lake = stream.lake.model
        model.speed = stream.speed.model
        model.job = stream.job.model
        let places = Dictionary(tables.map { ($0.model.name, $0.location) }) { first, _ in first }
        return (model, StreamSources(stream: entry.location, tables: places))
    }
}
