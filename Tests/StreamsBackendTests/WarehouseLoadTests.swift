import CodeModels
import Foundation
import PipelineModel
import Testing

@testable import StreamsBackend

/// How Snowflake takes in the archive, run by an engine that speaks its SQL.
@Suite("Loads of the warehouse")
struct WarehouseLoadTests {
    @Test("Days and moments are what they were, and a value that was taken away is away")
    func values() throws {
        let rows = try Self.load([
            #"""
            {"op": "u", "source": {"lsn": 7, "ts_us": 1000000}, "before": {"id": 1, "day": 1, "note": "old"},
             "after": {"id": 1, "day": 20000, "at": 1, "moment": -1000000, "seen": "2026-01-01T00:00:00.5Z", "note": null}}
            """#
        ])
        #expect(
            rows == [
                [
                    "1", "2024-10-04", "1970-01-01 00:00:00.001000", "1969-12-31 23:59:59",
                    "2026-01-01 00:00:00.500000",
                    nil, "7", "1970-01-01 00:00:01", "False", "[null]",
                ]
            ])
    }

    @Test("Of a deleted row there is the key and nothing else")
    func deletion() throws {
        let rows = try Self.load([
            #"{"op": "d", "source": {"lsn": 8, "ts_us": 0}, "before": {"id": 1, "day": 1, "note": "old"}, "after": null}"#
        ])
        #expect(rows == [["1", nil, nil, nil, nil, nil, "8", "1970-01-01 00:00:00", "True", "[null]"]])
    }

    @Test("A long text that an update left alone is named, and its placeholder is no text")
    func leftAlone() throws {
        let rows = try Self.load([
            #"""
            {"op": "u", "source": {"lsn": 9, "ts_us": 0}, "before": null,
             "after": {"id": 1, "day": null, "at": null, "moment": null, "seen": null,
                       "note": "__debezium_unavailable_value"}}
            """#
        ])
        #expect(
            rows == [["1", nil, nil, nil, nil, nil, "9", "1970-01-01 00:00:00", "False", #"["note"]"#]])
    }

    @Test("A change since a restore is later than all before it, wherever it lies in the log")
    func restored() throws {
        var load = Self.load
        load.restores = [1_000_000, 3_000_000]
        let rows = try Self.load(
            [0, 1_000_000, 4_000_000].map {
                #"{"op": "d", "source": {"lsn": 8, "ts_us": \#($0)}, "before": {"id": 1}}"#
            }, by: load)
        let epoch = DatabaseRestoreModel.epoch
        #expect(rows.map { $0[6] } == ["8", "\(8 + epoch)", "\(8 + 2 * epoch)"])
    }

    /// The rows that a load makes of messages, each value as a text.
    private static func load(_ messages: [String], by load: WarehouseLoad = Self.load) throws -> [[String?]] {
        try EmittedStream.withFolder(["load.sql": load.script.text]) { folder in
            let statements = folder.appending(path: "streams/load.sql").path
            let list = "[\(messages.joined(separator: ","))]"
            let result = try EmittedStream.run("warehouse_load.py", [statements, list], in: "data")
            let line = result.output.split(separator: "\n").last { $0.hasPrefix("[") } ?? ""
            #expect(result.status == 0, "\(result.output.suffix(2000))")
            return try JSONDecoder().decode([[String?]].self, from: Data(line.utf8))
        }
    }

    private static var load: WarehouseLoad {
        func column(_ name: String, _ type: ColumnType, _ storage: ColumnStorage? = nil) -> ColumnModel {
            var column = ColumnModel(name: name, type: type)
            column.storage = storage
            return column
        }
        let table = CapturedTableModel(
            name: "visits",
            columns: [
                column("id", .integer), column("day", .date), column("at", .timestamp, .timestamp(digits: 3)),
                column("moment", .timestamp, .timestamp(digits: 6)), column("seen", .timestamp), column("note", .text),
            ], key: ["id"])
        let stream = StreamModel(
            id: "shop", source: "", owner: "tests",
            database: CapturedDatabaseModel(name: "shop", schema: "public", hasOtherWriters: false), tables: [table],
            load: StreamLoadModel(
                eventsPerSecond: 1, eventBytes: 1, partitionEventsPerSecond: 1, outage: 1, catchUp: 1),
            bounds: StreamBoundsModel(lateness: 1, freshness: 1, batchInterval: 1, batchDuration: 1))
        return WarehouseLoad(stream: stream, table: table, bucket: "lake", folder: "archive", format: .parquet)
    }
}
