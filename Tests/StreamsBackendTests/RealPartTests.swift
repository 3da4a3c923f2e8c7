import DagDSL
import Foundation
import Testing

/// What is emitted, as the programs take it that it is for.
@Suite("Streams and the real parts", .serialized)
struct RealPartTests {
    @Test("The table of known settings says what the jars of Debezium and Kafka do")
    func keys() throws {
        let table = EmittedStream.package.appending(path: "Sources/Backends/Streams/connect_keys.csv")
        let result = try EmittedStream.run("connect_keys.py", [table.path])
        #expect(result.status == 0, "\(result.output.suffix(2000))")
    }

    @Test(
        "Debezium, Kafka Connect and Kafka's producer have nothing to say against the connector",
        arguments: [MessageFormat.json, .avro(registry: "http://127.0.0.1:8081")])
    func connector(_ messages: MessageFormat) throws {
        try EmittedStream.withFolder(try EmittedStream.files(on: TestProject(messages: messages))) { folder in
            let result = try EmittedStream.run("validate.py", [folder.appending(path: "streams/shop").path])
            #expect(result.status == 0, "\(result.output.suffix(2000))")
        }
    }

    @Test("What is refused by the real code is found by the same way of asking")
    func planted() throws {
        var files = try EmittedStream.files()
        let source = try #require(files["shop/connect/source.json"])
        for (right, wrong) in [("pgoutput", "pgotput"), ("initial", "never"), ("\"all\"", "\"2\"")] {
            files["shop/connect/source.json"] = source.replacing(
                "\"\(right.replacing("\"", with: ""))\"", with: "\"\(wrong.replacing("\"", with: ""))\"")
            try EmittedStream.withFolder(files) { folder in
                let result = try EmittedStream.run("validate.py", [folder.appending(path: "streams/shop").path])
                #expect(result.status != 0, "\(wrong) is taken")
            }
        }
    }

    @Test("PostgreSQL takes the statements, and nothing of them is left when they are taken back")
    func database() throws {
        try EmittedStream.withFolder(try EmittedStream.files()) { folder in
            let result = try EmittedStream.run("database.py", [folder.path])
            #expect(result.status == 0, "\(result.output.suffix(2000))")
        }
    }

    @Test("The view over both layers shows the truth in each of 50 comparisons, while batches are published")
    func view() throws {
        let files = try EmittedStream.files()
        let stores = [
            "speed.sql": files["shop/speed/orders.sql"], "serving.sql": files["shop/serving/orders.sql"],
            "publish.sql": files["shop/serving/orders.publish.sql"],
        ]
        try EmittedStream.withFolder(stores.compactMapValues(\.self)) { folder in
            let result = try EmittedStream.run("serving_view.py", [folder.appending(path: "streams").path])
            print(result.output)
            #expect(result.status == 0, "\(result.output.suffix(2000))")
        }
    }

    @Test(
        "A text that an update leaves alone stays, in lake and speed layer, or its row is put aside",
        .enabled(if: ProcessInfo.processInfo.environment["DAGC_SLOW_TESTS"] != nil, "takes a minute"))
    func leftAlone() throws {
        try EmittedStream.withFolder(try EmittedStream.files()) { folder in
            let result = try EmittedStream.run("left_alone.py", [folder.path])
            print(result.output)
            #expect(result.status == 0, "\(result.output.suffix(4000))")
        }
    }

    @Test(
        "Batches of garbage, of a restored database, and that never end are told; inserts are few",
        .enabled(if: ProcessInfo.processInfo.environment["DAGC_SLOW_TESTS"] != nil, "takes a minute"))
    func batches() throws {
        try EmittedStream.withFolder(try EmittedStream.files()) { folder in
            let result = try EmittedStream.run("batches.py", [folder.path])
            print(result.output)
            #expect(result.status == 0, "\(result.output.suffix(4000))")
        }
    }

    @Test("No two queries write dead letters into one table")
    func ownLetters() throws {
        let files = try EmittedStream.files(of: TestStream(tables: [TestData.orders, TestData.payments]))
        let names = try ["orders", "payments"].map { table in
            let query = try #require(files["shop/jobs/\(table).json"])
            let line = query.split(separator: "\n").first { $0.contains("dead_letters") }
            return String(try #require(line))
        }
        #expect(Set(names).count == 2, "\(names)")
        for (table, name) in zip(["orders", "payments"], ["`dead_letters_orders`", "`dead_letters_payments`"]) {
            #expect(files["shop/lake/\(table).sql"]?.contains(name.replacing("`", with: "")) == true)
        }
    }

    @Test(
        "The job tells the Pushgateway how far it has come, and bears one that is away",
        .enabled(if: ProcessInfo.processInfo.environment["DAGC_SLOW_TESTS"] != nil, "takes a minute"))
    func progress() throws {
        try EmittedStream.withFolder(try EmittedStream.files()) { folder in
            let result = try EmittedStream.run("progress.py", [folder.path])
            #expect(result.status == 0, "\(result.output.suffix(4000))")
        }
    }

    @Test(
        "Every key is equal in database, lake and speed layer after each part was killed once",
        .enabled(if: ProcessInfo.processInfo.environment["DAGC_SLOW_TESTS"] != nil, "takes minutes"))
    func capture() throws {
        try EmittedStream.withFolder(try EmittedStream.files()) { folder in
            let result = try EmittedStream.run("capture.py", [folder.path])
            print(result.output)
            #expect(result.status == 0, "\(result.output.suffix(6000))")
        }
    }
}
