import BackendInterface
import CodeModels
import PipelineModel

/// The schemas of a table's messages, as Debezium and Confluent's converter make them.
///
/// Source: what a worker registers, which a test compares; types by
/// https://debezium.io/documentation/reference/3.3/connectors/postgresql.html#postgresql-data-types
struct AvroSchemas {
    let stream: StreamModel
    let table: CapturedTableModel

    private var topic: String { stream.topic(of: table) }
    var keySubject: String { "\(topic)-key" }
    var valueSubject: String { "\(topic)-value" }

    var key: Document {
        record(
            "Key", in: topic,
            table.effectiveKey.compactMap(table.column).map { field($0, isRequired: true) }, connect: "\(topic).Key")
    }

    /// A row of the table.
    var row: Document { record("Value", in: topic, table.columns.map { field($0) }, connect: "\(topic).Value") }

    /// A change: the row before and after it, where it came from, and what was done.
    var envelope: Document {
        let fields: [[(String, Document)]] = [
            optional("before", row), optional("after", .string("\(topic).Value")),
            [("name", "source"), ("type", source)], [("name", "transaction"), transaction, ("default", .null)],
            [("name", "op"), ("type", "string")], optional("ts_ms", "long"), optional("ts_us", "long"),
            optional("ts_ns", "long"),
        ]
        return record(
            "Envelope", in: topic, fields.map { Document.object($0) }, connect: "\(topic).Envelope", version: 2)
    }

    private func record(
        _ name: String, in namespace: String, _ fields: [Document], connect: String, version: Int? = nil
    ) -> Document {
        var object: [(String, Document)] = [
            ("type", "record"), ("name", .string(name)), ("namespace", .string(namespace)), ("fields", .array(fields)),
        ]
        if let version { object.append(("connect.version", .int(version))) }
        return .object(object + [("connect.name", .string(connect))])
    }

    private func optional(_ name: String, _ type: Document) -> [(String, Document)] {
        [("name", .string(name)), ("type", .array(["null", type])), ("default", .null)]
    }

    private func field(_ column: ColumnModel, isRequired: Bool = false) -> Document {
        let required = isRequired || !column.isNullable || table.key.contains(column.name)
        guard required else { return .object(optional(column.name, avroType(column))) }
        return .object([("name", .string(column.name)), ("type", avroType(column))])
    }

    private func avroType(_ column: ColumnModel) -> Document {
        switch (column.type, column.storage) {
        case (.text, _): "string"
        case (.integer, .integer(let bits)?): integer(bits)
        case (.integer, _): "long"
        case (.decimal, let storage): decimal(storage)
        case (.boolean, _): "boolean"
        case (.timestamp, .timestamp(let digits)?):
            semantic("long", digits > 3 ? "io.debezium.time.MicroTimestamp" : "io.debezium.time.Timestamp")
        case (.timestamp, _): semantic("string", "io.debezium.time.ZonedTimestamp")
        case (.date, _): semantic("int", "io.debezium.time.Date")
        }
    }

    /// Avro has no 16 bits; what they were is said beside.
    private func integer(_ bits: Int) -> Document {
        switch bits {
        case 16: .object([("type", "int"), ("connect.type", "int16")])
        case 32: "int"
        default: "long"
        }
    }

    private func decimal(_ storage: ColumnStorage?) -> Document {
        guard stream.capture.decimals == .precise, case .numeric(let precision, let scale)? = storage else {
            return stream.capture.decimals == .double ? "double" : "string"
        }
        return .object([
            ("type", "bytes"), ("scale", .int(scale)), ("precision", .int(precision)), ("connect.version", 1),
            (
                "connect.parameters",
                .object([("scale", .string("\(scale)")), ("connect.decimal.precision", .string("\(precision)"))])
            ),
            ("connect.name", "org.apache.kafka.connect.data.Decimal"), ("logicalType", "decimal"),
        ])
    }

    private func semantic(_ type: String, _ name: String) -> Document {
        .object([("type", .string(type)), ("connect.version", 1), ("connect.name", .string(name))])
    }

    private var transaction: (String, Document) {
        let block = Document.object([
            ("type", "record"), ("name", "block"), ("namespace", "event"),
            (
                "fields",
                .array([
                    .object([("name", "id"), ("type", "string")]),
                    .object([("name", "total_order"), ("type", "long")]),
                    .object([("name", "data_collection_order"), ("type", "long")]),
                ])
            ), ("connect.version", 1), ("connect.name", "event.block"),
        ])
        return ("type", .array(["null", block]))
    }

    /// Where a change came from.
    private var source: Document {
        let required: [(String, Document)] = [
            ("version", "string"), ("connector", "string"), ("name", "string"), ("ts_ms", "long"),
        ]
        var fields = required.map { Document.object([("name", .string($0.0)), ("type", $0.1)]) }
        fields.append(.object([("name", "snapshot"), ("type", .array([snapshot, "null"])), ("default", "false")]))
        fields.append(.object([("name", "db"), ("type", "string")]))
        fields += [("sequence", "string"), ("ts_us", "long"), ("ts_ns", "long")].map { name, type in
            Document.object(optional(name, .string(type)))
        }
        fields += ["schema", "table"].map { Document.object([("name", .string($0)), ("type", "string")]) }
        fields += ["txId", "lsn", "xmin"].map { Document.object(optional($0, "long")) }
        return record(
            "Source", in: "io.debezium.connector.postgresql", fields,
            connect: "io.debezium.connector.postgresql.Source", version: 1)
    }

    /// Whether a row is of a snapshot, and which one of it.
    private var snapshot: Document {
        let allowed = "true,first,first_in_data_collection,last_in_data_collection,last,false,incremental"
        return .object([
            ("type", "string"), ("connect.version", 1),
            ("connect.parameters", .object([("allowed", .string(allowed))])),
            ("connect.default", "false"), ("connect.name", "io.debezium.data.Enum"),
        ])
    }

    /// What the registry is told of a subject before its first schema.
    static func subjects(of stream: StreamModel) -> Document {
        let entries = stream.tables.flatMap { table -> [(String, String)] in
            let schemas = AvroSchemas(stream: stream, table: table)
            return [(schemas.keySubject, "\(table.name).key.avsc"), (schemas.valueSubject, "\(table.name).value.avsc")]
        }
        return .array(
            entries.map { subject, file -> Document in
                .object([
                    ("subject", .string(subject)), ("compatibility", .string(stream.compatibility.rawValue)),
                    ("schema", .string(file)),
                ])
            })
    }
}
