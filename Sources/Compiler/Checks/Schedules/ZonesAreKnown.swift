import Diagnostics
import PipelineModel

/// The time-zone database has the zone of every schedule.
enum ZonesAreKnown: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        var known: [String: Bool] = ["UTC": true]
        for pipeline in project.pipelines {
            for zone in pipeline.zones {
                let isKnown = known[zone] ?? (ZoneRules(zone) != nil)
                known[zone] = isKnown
                guard !isKnown else { continue }
                report.add(
                    .unknownZone, "there is no time zone `\(zone)`",
                    at: pipeline.sources.schedule ?? pipeline.sources.pipeline,
                    fix: suggestion(for: zone, among: ZoneRules.names)
                        ?? "name a zone of the IANA database, such as `Europe/Berlin`")
            }
        }
    }
}

extension CheckContext.Pipeline {
    /// Those of the schedule, its partitions and the deadline.
    fileprivate var zones: [String] {
        var zones = [model.schedule.zone]
        if case .datasetPartitions(_, let mappings) = model.schedule { zones += mappings.flatMap(\.mapping.zones) }
        if case .moment(_, _, _, let zone) = model.deadline?.start { zones.append(zone) }
        return zones
    }
}

extension PartitionMapping {
    fileprivate var zones: [String] {
        switch self {
        case .start(_, let zone), .gathered(_, let zone, _), .spread(_, let zone, _): [zone]
        case .product(let parts), .chain(let parts): parts.flatMap(\.zones)
        case .same, .only, .gatheredKeys: []
        }
    }
}
