import BackendInterface
import CodeModels
import Foundation
import PipelineModel
import Testing

@testable import StreamsBackend

/// What dagc says of changes of a table, beside what the registry's own judge says and what readers really read.
@Suite("Changes of a captured table")
struct CompatibilityTests {
    private struct Change {
        let name: String
        let old: [ColumnModel]
        let new: [ColumnModel]

        init(_ name: String, _ old: ColumnModel?, _ new: ColumnModel?) {
            self.name = name
            self.old = [CompatibilityTests.key] + [old].compactMap(\.self)
            self.new = [CompatibilityTests.key] + [new].compactMap(\.self)
        }
    }

    private static let key = column("id", .integer)

    private static func column(
        _ name: String, _ type: ColumnType, _ storage: ColumnStorage? = nil, nullable: Bool = false, unit: String? = nil
    ) -> ColumnModel {
        var column = ColumnModel(name: name, type: type)
        column.storage = storage
        column.isNullable = nullable
        column.unit = unit
        return column
    }

    private static func amount(_ precision: Int, _ scale: Int, unit: String? = "EUR") -> ColumnModel {
        column("v", .decimal, .numeric(precision: precision, scale: scale), unit: unit)
    }

    private static func number(_ bits: Int) -> ColumnModel { column("v", .integer, .integer(bits: bits)) }

    private static func moment(_ digits: Int?) -> ColumnModel {
        column("v", .timestamp, digits.map { .timestamp(digits: $0) })
    }

    private static let text = column("v", .text)
    private static let note = column("v", .text, nullable: true)

    private static let changes = [
        Change("nothing", text, text), Change("add a nullable column", nil, note),
        Change("add a required column", nil, text), Change("drop a nullable column", note, nil),
        Change("drop a required column", text, nil), Change("nullable to required", note, text),
        Change("required to nullable", text, note),
        Change("rename a nullable column", note, column("w", .text, nullable: true)),
        Change("rename a required column", text, column("w", .text)), Change("16 to 32 bits", number(16), number(32)),
        Change("32 to 64 bits", number(32), number(64)), Change("64 to 32 bits", number(64), number(32)),
        Change("precision 12 to 14", amount(12, 2), amount(14, 2)),
        Change("precision 14 to 12", amount(14, 2), amount(12, 2)),
        Change("scale 2 to 4", amount(12, 2), amount(12, 4)), Change("scale 4 to 2", amount(12, 4), amount(12, 2)),
        Change("unit EUR to cent", amount(12, 2), amount(12, 2, unit: "cent")),
        Change("unit named", amount(12, 2, unit: nil), amount(12, 2)), Change("text to number", text, number(64)),
        Change("number to text", number(64), text), Change("microseconds to milliseconds", moment(6), moment(3)),
        Change("milliseconds to microseconds", moment(3), moment(6)),
        Change("timestamp to timestamptz", moment(6), moment(nil)),
        Change("timestamptz to timestamp", moment(nil), moment(6)),
        Change("date to timestamp", column("v", .date), moment(6)),
        Change("boolean to number", column("v", .boolean), number(32)),
        Change("microseconds to five digits", moment(6), moment(5)),
        Change("number to amount", number(32), amount(12, 2)),
    ]

    private static func verdict(_ change: Change) -> SchemaChange.Verdict {
        SchemaChange.between(change.old, change.new).map(\.verdict).max() ?? .allowed
    }

    @Test("No change that is allowed damages a value, and each that the registry refuses is no surprise")
    func matrix() throws {
        let document = Document.array(
            Self.changes.map { change in
                .object([
                    ("name", .string(change.name)), ("verdict", .string(Self.verdict(change).rawValue)),
                    ("old", Self.side(change.old)), ("new", Self.side(change.new)),
                ])
            })
        let file = FileManager.default.temporaryDirectory.appending(path: "changes-\(UUID().uuidString).json")
        try Data(document.jsonBytes()).write(to: file)
        defer {
            do { try FileManager.default.removeItem(at: file) } catch { print("left behind: \(file.path)") }
        }
        let result = try EmittedStream.run("compatibility.py", [file.path])
        print(result.output)
        #expect(result.status == 0, "\(result.output.suffix(4000))")
    }

    /// The schema of a row as it is emitted, and what each column means.
    private static func side(_ columns: [ColumnModel]) -> Document {
        let table = CapturedTableModel(name: "changes", columns: columns, key: ["id"])
        let stream = StreamModel(
            id: "matrix", source: "", owner: "tests",
            database: CapturedDatabaseModel(name: "matrix", schema: "public", hasOtherWriters: false), tables: [table],
            load: StreamLoadModel(
                eventsPerSecond: 1, eventBytes: 1, partitionEventsPerSecond: 1, outage: 1, catchUp: 1),
            bounds: StreamBoundsModel(lateness: 1, freshness: 1, batchInterval: 1, batchDuration: 1))
        return .object([
            ("schema", AvroSchemas(stream: stream, table: table).row),
            (
                "columns",
                .array(
                    columns.map { column in
                        .object([
                            ("name", .string(column.name)), ("type", .string(column.type.rawValue)),
                            ("clickhouse", .string(column.clickHouseType.written(in: .clickHouse))),
                            ("unit", column.unit.map { .string($0) } ?? .null), ("nullable", .bool(column.isNullable)),
                            ("digits", Self.digits(column)),
                        ])
                    })
            ),
        ])
    }

    private static func digits(_ column: ColumnModel) -> Document {
        switch column.storage {
        case .numeric(_, let scale): .int(scale)
        case .timestamp(let digits): .int(digits)
        case .integer, .anyNumeric, .double, nil: .null
        }
    }

    @Test("A rename is seen in a column that is gone and one that is new, and both are named")
    func rename() {
        let changes = SchemaChange.between([Self.key, Self.note], [Self.key, Self.column("w", .text, nullable: true)])
        #expect(changes.map(\.what) == ["`v` gone, `w` new"])
        #expect(changes.map(\.verdict) == [.refused])
    }
}
