import Compilation
import DagDSL
import Diagnostics
import Foundation
import Testing
import Workspace

/// The stream of the tests and what is emitted for it, and the Python that has the real parts.
enum EmittedStream {
    static let package = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let scripts = package.appending(path: "Tests/Streams")

    struct MissingTool: Error, CustomStringConvertible {
        let description: String
    }

    /// The files of a stream, by their paths below `streams`.
    static func files(
        of stream: TestStream = TestStream(), on project: some Project = TestProject()
    ) throws -> [String: String] {
        let catalog = Catalog(
            project: project, pipelines: [],
            streams: [StreamEntry(stream, source: "tests.swift", path: #filePath, line: 1)])
        let compilation = Compilation.run(catalog, for: project.environments[0].model)
        let artifacts = try #require(compilation.artifacts, "\(compilation.report.sorted)").artifacts
        let prefix = "streams/"
        return Dictionary(
            uniqueKeysWithValues: artifacts.filter { $0.path.text.hasPrefix(prefix) }.map {
                (String($0.path.text.dropFirst(prefix.count)), String(decoding: $0.bytes, as: UTF8.self))
            })
    }

    /// In a folder of their own, below `streams`, for as long as `body` runs.
    static func withFolder<Value>(_ files: [String: String], _ body: (URL) throws -> Value) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dagc-\(UUID().uuidString)")
        defer {
            do { try FileManager.default.removeItem(at: folder) } catch { print("left behind: \(folder.path)") }
        }
        for (path, text) in files {
            let file = folder.appending(path: "streams/\(path)")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        return try body(folder)
    }

    /// Runs one of `Tests/Streams` and returns what it prints.
    static func run(
        _ script: String, _ arguments: [String] = [], in environment: String = "streams"
    ) throws -> (status: Int32, output: String) {
        let python = package.appending(path: ".environments/\(environment)/bin/python")
        guard FileManager.default.isExecutableFile(atPath: python.path) else {
            throw MissingTool(description: "\(python.path) is missing: run Tests/run --environments-only")
        }
        let process = Process()
        process.executableURL = python
        process.arguments = [scripts.appending(path: script).path] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONDONTWRITEBYTECODE": "1"]) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}

/// Orders of a shop, where one machine has everything.
struct TestStream: DagDSL.Stream {
    var id: StreamID = "shop"
    var owner: Owner = .team("tests")
    var database = CapturedDatabase("shop")
    var tables: [any AnyCapturedTable] = [TestData.orders]
    var load = StreamLoad(
        .perSecond(2_000), of: .bytes(600), eachPartition: .perSecond(700), outage: .hours(1), catchUp: .hours(1))
    var bounds = StreamBounds(late: .minutes(10), fresh: .minutes(5), batchEvery: .days(1), taking: .hours(4))
    var capture = CaptureSetting().decimals(.string).heartbeat(every: .seconds(1))
    var topics = TopicSetting(replicas: 1)
    var compatibility: Compatibility = .fullTransitive
    var job = SparkStream(.every(.seconds(2)))
}

struct TestOrder: Schema {
    let orderID = Column<Int>("order_id")
    let customerID = Column<Int>("customer_id")
    let amount = Column<DecimalNumber>("amount").stored(digits: 12, behindPoint: 2).counting("EUR")
    let note = Column<String>("note").nullable
    let orderedAt = Column<Timestamp>("ordered_at")
}

enum TestData {
    static let lake = Store("lake", uri: "file:///lake")
    static let speed = Store("speed", uri: "clickhouse://speed")

    static let orders = CapturedTable<TestOrder>("orders", key: \.orderID)
        .shortRows()
        .eventTime(\.orderedAt)
        .lake(Dataset("lake_orders", in: lake, path: "shop/orders", table: "shop.orders"))
        .speed(Dataset("speed_orders", in: speed, path: "orders", table: "speed.orders"))
        .batch(Dataset("orders", in: speed, path: "analytics", table: "analytics.orders"))
    static let payments = CapturedTable<TestOrder>("payments", key: \.orderID)
        .shortRows()
        .lake(Dataset("lake_payments", in: lake, path: "shop/payments", table: "shop.payments"))
}

struct TestProject: Project {
    let name: Name = "tests"
    let start = Day(2026, 1, 1)
    let environments: [Environment]

    init(messages: MessageFormat = .json) {
        environments = [
            Environment(
                "test", orchestrator: .airflow(.v3_3, tree: "/dags"),
                data: DataPlatform(
                    connections: [Connection("spark_default", .spark)],
                    stores: [
                        StoreSetting(
                            TestData.lake, .duckDB("/stream-test/lake.duckdb"), root: "/stream-test/warehouse"),
                        StoreSetting(TestData.speed, .chdb("/stream-test/speed")),
                    ],
                    spark: .submit(Connection("spark_default", .spark), applications: "/jobs")),
                streaming: StreamingPlatform(
                    brokers: ["127.0.0.1:19092"], count: 1, connect: .standalone(heap: .mebibytes(256)),
                    messages: messages,
                    databases: [
                        DatabaseServer(
                            CapturedDatabase("shop"), host: "127.0.0.1", port: 54329, secrets: "/stream-test/secrets",
                            slots: 4, senders: 4, log: .kibibytes(64), volume: .gibibytes(20))
                    ],
                    checkpoints: "/stream-test/checkpoints", catalog: .hadoop))
        ]
    }
}
