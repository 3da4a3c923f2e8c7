import PipelineModel

/// How the keys of the datasets that a schedule maps are written, where a pipeline of the project writes them.
///
/// A time in a key is read only in the format that is told.
enum PartitionFormats {
    static func derive(in project: inout ProjectModel) {
        guard project.pipelines.contains(where: \.schedule.isPartitioned) else { return }
        var writers: [String: ScheduleModel] = [:]
        for pipeline in project.pipelines where pipeline.schedule.isPartitioned {
            for dataset in TaskGraph(pipeline.root).tasks.flatMap(\.writes) { writers[dataset.uri] = pipeline.schedule }
        }
        for index in project.pipelines.indices {
            guard case .datasetPartitions(let condition, var mappings) = project.pipelines[index].schedule else {
                continue
            }
            for entry in mappings.indices {
                mappings[entry].format = format(ofKeysOf: mappings[entry].uri, writers, [])
            }
            project.pipelines[index].schedule = .datasetPartitions(condition, mappings)
        }
    }

    private static func format(
        ofKeysOf uri: String, _ writers: [String: ScheduleModel], _ seen: Set<String>
    ) -> String? {
        guard !seen.contains(uri) else { return nil }
        switch writers[uri] {
        case .timedPartitions(_, let key): return key.format
        case .datasetPartitions(_, let mappings):
            let formats = Set(mappings.map { format(after: $0, writers, seen.union([uri])) })
            return formats.count == 1 ? formats.first ?? nil : nil
        default: return nil
        }
    }

    /// Source: `default_output_format` of the mappers of `airflow.sdk` 3.3.
    private static func format(
        after entry: PartitionMappingModel, _ writers: [String: ScheduleModel], _ seen: Set<String>
    ) -> String? {
        switch entry.mapping {
        case .same, .only: format(ofKeysOf: entry.uri, writers, seen)
        case .start(let period, _), .gathered(let period, _, _): format(of: period)
        case .spread(.day, _, _): format(of: .hour)
        case .spread(.week, _, _), .spread(.month, _, _): format(of: .day)
        case .spread(.quarter, _, _), .spread(.year, _, _): format(of: .month)
        case .limited(let mapping, _):
            format(after: PartitionMappingModel(uri: entry.uri, mapping: mapping), writers, seen)
        case .spread(.hour, _, _), .gatheredKeys, .spreadKeys, .product, .chain: nil
        }
    }

    /// Nil for a key in which no time could be found.
    private static func format(of period: PartitionMapping.Period) -> String? {
        switch period {
        case .hour: "%Y-%m-%dT%H"
        case .day: "%Y-%m-%d"
        case .month: "%Y-%m"
        case .year: "%Y"
        case .week, .quarter: nil
        }
    }
}
