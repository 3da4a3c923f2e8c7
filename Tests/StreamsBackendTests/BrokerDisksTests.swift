import DagDSL
import PipelineModel
import Testing

@testable import StreamsBackend

/// How much of the brokers' disks topics may take, however much comes.
@Suite("Disks of brokers")
struct BrokerDisksTests {
    @Test(
        "All partitions of a broker together leave a tenth of its disk, with the segments that are written",
        arguments: [1, 10, 4000])
    func bounds(gibibytes: Int) throws {
        let topics = TopicPlan(stream: Self.stream, disks: Self.disks(gibibytes)).topics
        var taken = 0
        for topic in topics where !topic.name.contains("heartbeat") {
            let settings = Dictionary(uniqueKeysWithValues: topic.configuration.map { ($0.key, $0.value) })
            let bound = try #require(Int(settings["retention.bytes"] ?? ""))
            let segment = try #require(Int(settings["segment.bytes"] ?? "\(1 << 30)"))
            taken += (bound + segment) * topic.partitions * topic.replicas / 3
        }
        #expect(taken <= gibibytes << 30 * 9 / 10)
        #expect(taken >= gibibytes << 30 * 7 / 10, "most of it is used")
    }

    @Test("A table that has the whole rate still keeps its messages for an outage with catching up")
    func uneven() throws {
        let disks = try #require(Self.disks(1))
        let enough = try #require(Self.disks(Int((disks.neededMiB / 1024).rounded(.up))))
        let topics = TopicPlan(stream: Self.stream, disks: enough).topics
        let bound = topics[0].configuration.first { $0.key == "retention.bytes" }?.value
        let rate = Self.stream.load.eventsPerSecond * Self.stream.load.eventBytes
        #expect(try #require(Int(bound ?? "")) * topics[0].partitions >= rate * Self.stream.leastRetention)
    }

    private static func disks(_ gibibytes: Int) -> BrokerDisks? {
        var brokers = ComponentModel(
            name: "kafka", kind: "kafka", purpose: "", runsAs: .external, liveness: .scrape)
        brokers.storage = StorageModel(sizeMiB: gibibytes * 1024)
        var environment = TestProject().environments[0].model
        environment.streaming?.brokers.count = 3
        environment.operations = OperationsModel(components: [brokers], team: "tests", runbooks: "")
        return BrokerDisks(environment, [stream])
    }

    private static let stream = {
        let tables = ["visits", "payments"].map {
            CapturedTableModel(name: $0, columns: [ColumnModel(name: "id", type: .integer)], key: ["id"])
        }
        return StreamModel(
            id: "shop", source: "", owner: "tests",
            database: CapturedDatabaseModel(name: "shop", schema: "public", hasOtherWriters: false), tables: tables,
            load: StreamLoadModel(
                eventsPerSecond: 20_000, eventBytes: 700, partitionEventsPerSecond: 2_500, outage: 21_600,
                catchUp: 14_400),
            bounds: StreamBoundsModel(lateness: 1, freshness: 1, batchInterval: 1, batchDuration: 1))
    }()
}
