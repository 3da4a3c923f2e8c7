import PipelineModel

/// Runs that are about partitions of datasets.
extension ForecastEngine {
    /// A run that is still to come, and the partition that it will be about.
    struct PartitionOfRun: Hashable {
        let pipeline: Int
        let key: PartitionKey
    }

    /// A partition of some datasets was written: runs start whose partitions have all that they wait for.
    ///
    /// Source: `_create_dagruns_for_partitioned_asset_dags` in Airflow 3.3's scheduler.
    mutating func update(
        _ pipeline: Int, _ condition: DatasetCondition, _ mappings: [PartitionMappingModel], by names: [String],
        of partition: PartitionKey
    ) {
        for name in names {
            let mapping = mappings.first { $0.uri == name }?.mapping ?? .same
            for key in mapping.keys(for: partition) {
                let run = PartitionOfRun(pipeline: pipeline, key: key)
                written[run, default: [:]][name, default: []].insert(partition.text)
                guard let known = written[run] else { continue }
                let complete = known.filter { name, texts in
                    let entry = mappings.first { $0.uri == name }
                    let format = entry?.format.map(PartitionKeyFormat.init) ?? .usual
                    return entry?.mapping.isComplete(key, with: texts, by: format, since: begin) ?? true
                }
                guard Self.isMet(condition, by: Set(complete.keys)) else { continue }
                written[run] = nil
                add(PlannedRun(fires: now, window: nil), of: pipeline, .datasets, about: key)
            }
        }
    }
}
