import Diagnostics
import PipelineModel

/// The time-zone database has the zone of every schedule.
enum ZonesAreKnown: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        var known: [String: Bool] = ["UTC": true]
        for pipeline in project.pipelines {
            for (zone, location) in pipeline.zones {
                let isKnown = known[zone] ?? (ZoneRules(zone) != nil)
                known[zone] = isKnown
                guard !isKnown else { continue }
                report.add(
                    .unknownZone, "there is no time zone `\(zone)` in the IANA database", at: location,
                    fix: suggestion(for: zone, among: ZoneRules.names)
                        ?? "name a zone of the IANA database, such as `Europe/Berlin`")
            }
        }
    }
}

extension CheckContext.Pipeline {
    /// Those of the schedule, its partitions, the deadline and the sensors, each with its place.
    fileprivate var zones: [(String, SourceLocation)] {
        let place = sources.schedule ?? sources.pipeline
        var zones = [(model.schedule.zone, place)]
        if case .datasetPartitions(_, let mappings) = model.schedule {
            zones += mappings.flatMap(\.mapping.zones).map { ($0, place) }
        }
        if case .moment(_, _, _, let zone) = model.deadline?.start {
            zones.append((zone, sources.location(of: "deadline")))
        }
        for task in tasks {
            guard case .sensor(let sensor) = task.model.kind, case .timeOfDay(_, _, let zone) = sensor.condition else {
                continue
            }
            zones.append((zone, task.location))
        }
        return zones
    }
}

extension PartitionMapping {
    fileprivate var zones: [String] {
        switch self {
        case .start(_, let zone), .gathered(_, let zone, _), .spread(_, let zone, _): [zone]
        case .product(let parts), .chain(let parts): parts.flatMap(\.zones)
        case .limited(let mapping, _): mapping.zones
        case .same, .only, .gatheredKeys, .spreadKeys: []
        }
    }
}
