import Compiler
import Diagnostics
import PipelineModel

/// The disks of brokers and of the speed layer hold what streams bring, for as long as it is to be kept.
enum DisksHoldStreams: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let environment = project.model.environment
        let streams = project.soundStreams.map(\.stream)
        if let disks = BrokerDisks(environment, streams.map(\.model)), disks.neededMiB > Double(disks.diskMiB) {
            report.add(
                .fullDisk,
                "topics take \(size(disks.neededMiB)) of the disk of each of \(disks.brokers) brokers with what is kept "
                    + "for its time, and `\(disks.component)` has \(size(Double(disks.diskMiB)))",
                at: project.operations,
                fix: "give `\(disks.component)` a disk of \(size(disks.neededMiB)), or keep messages for less time")
        }
        for (component, storage) in speedDisks(environment) {
            let needed = streams.reduce(0) { $0 + speedMiB($1.model, on: component, in: environment) }
            guard needed > Double(storage.sizeMiB) else { continue }
            report.add(
                .fullDisk,
                "rows of the speed layer take \(size(needed)), and `\(component.name)` has "
                    + "\(size(Double(storage.sizeMiB)))",
                at: project.operations,
                fix: "give `\(component.name)` a disk of \(size(needed)), or keep rows for less time")
        }
    }

    private static func speedDisks(_ environment: EnvironmentModel) -> [(ComponentModel, StorageModel)] {
        (environment.operations?.components ?? []).filter { $0.kind == "clickhouse" }.compactMap { component in
            component.storage.map { (component, $0) }
        }
    }

    /// What a row takes of a message, which has all of it and where it comes from, written out. Columns that are written
    /// one behind the other and compressed take less.
    private static let rowShare = 0.25
    /// Seconds after which ClickHouse looks for rows that it need not keep.
    /// Source: https://clickhouse.com/docs/operations/settings/merge-tree-settings#merge_with_ttl_timeout
    private static let sweep = 14_400
    /// The rest is for parts while they are merged.
    private static let usable = 0.8

    /// Each change is a row until parts are merged, and a table may have all of the rate.
    private static func speedMiB(
        _ stream: StreamModel, on component: ComponentModel, in environment: EnvironmentModel
    ) -> Double {
        let isThere = stream.speedTables.contains { table in
            guard let dataset = table.speed,
                case .clickHouse(let connection)? = environment.store(named: dataset.store)?.engine
            else { return false }
            return component.connections.contains(connection)
        }
        guard isThere else { return 0 }
        let rate = Double(stream.load.eventsPerSecond) * Double(stream.load.eventBytes) * rowShare
        let kept = Double(stream.speed.retention.addingSaturated(sweep))
        return (rate * kept / usable / BrokerDisks.mebibyte).rounded(.up)
    }

    private static func size(_ mebibytes: Double) -> String { "\(Int(min((mebibytes / 1024).rounded(.up), 1e18))) GiB" }
}
