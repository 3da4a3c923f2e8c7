import BackendInterface
import CodeModels
import Hashing
import PipelineModel

/// The query that keeps the tables of one captured table, as `stream_job.py` reads it.
struct StreamQuery {
    let stream: StreamModel
    let table: CapturedTableModel
    let platform: StreamingPlatformModel
    let server: DatabaseServerModel
    let environment: EnvironmentModel

    var name: String { "\(stream.id)_\(table.name)" }

    var specification: Document {
        var fields: [(String, Document)] = [
            ("query", .string(name)), ("topic", .string(stream.topic(of: table))),
            ("brokers", .string(platform.brokers.addresses.joined(separator: ","))),
            ("messages", .string(platform.converter.hasSchemas ? "avro" : "json")),
            ("read_committed", .bool(stream.delivery == .exactlyOnce)),
            ("columns", .array(table.columns.map { $0.document(decimals: stream.capture.decimals) })),
            ("key", .strings(table.key)),
            ("dead_letters", .string(deadLetters.written(in: .spark))),
            ("checkpoint", .string(checkpoint)), ("batch_limit", .int(stream.batchLimit)),
            ("seconds", stream.triggerInterval.map { Document.int($0) } ?? .null),
            ("unavailable", .string(stream.unavailableValue)),
        ]
        if case .avro(let registry) = platform.converter {
            fields.append(("schema", AvroSchemas(stream: stream, table: table).envelope))
            fields.append(("registry", .string(registry)))
        }
        if let lake {
            let name: SQLText = "\(lake.name)"
            fields.append(
                (
                    "lake",
                    .object([
                        ("table", .string(name.written(in: .spark))), ("write", .string(stream.lake.write.rawValue)),
                    ])
                ))
        }
        if let dataset = table.speed { fields.append(("speed", speed(dataset))) }
        if let gateway { fields.append(("gateway", .string(gateway))) }
        if !server.restores.isEmpty {
            fields.append(("restored", .array(server.restoreMicroseconds.map { .int($0) })))
        }
        return .object(fields)
    }

    /// Where the job runs in another namespace than what keeps its reports.
    private var gateway: String? {
        guard let component = environment.operations?.pushgateway, let port = component.ports.first else {
            return nil
        }
        let host = [component.name, component.workload?.namespace].compactMap(\.self).joined(separator: ".")
        return "http://\(host):\(port.number)"
    }

    private var lake: LakeTable? {
        table.lake.map { LakeTable(stream: stream, table: table, dataset: $0) }
    }

    private var deadLetters: SQLText {
        "\(SQLName(stream.lake.catalog, stream.id, stream.deadLetterTable(of: table)))"
    }

    private func speed(_ dataset: DatasetModel) -> Document {
        let name: SQLText = "\(SQLName(path: dataset.table))"
        var fields: [(String, Document)] = [("table", .string(name.written(in: .clickHouse)))]
        switch environment.store(named: dataset.store)?.engine {
        case .chdb(let path)?:
            fields += [("engine", "chdb"), ("path", .string(path.known ?? ""))]
        default: fields.append(("engine", "clickhouse"))
        }
        return .object(fields)
    }

    /// What a query has to remember is another thing when it reads, groups or writes otherwise, and Spark would find out
    /// in the middle of a batch, or not at all. So the place says what the query does.
    var checkpoint: String {
        let identity = [
            stream.topic(of: table), table.key.joined(separator: ","), table.lake?.uri ?? "", table.speed?.uri ?? "",
            stream.lake.write.rawValue, String(stream.deduplication),
            stream.job.shufflePartitions.map { "\($0)" } ?? "",
        ]
        let digest = SHA256.digest(of: identity.joined(separator: "\n").utf8).description.prefix(12)
        let own = stream.job.checkpoint.map { "\($0)/\(table.name)" } ?? "\(stream.id)/\(table.name)-\(digest)"
        return "\(platform.checkpoints)/\(own)"
    }
}

extension ColumnModel {
    /// What the job needs to know of a column: how it is written in messages, and what it is in stores.
    fileprivate func document(decimals: DecimalHandling) -> Document {
        .object([
            ("name", .string(name)), ("type", .string(sparkType.written(in: .spark))),
            ("encoding", .string(encoding.rawValue)), ("json", .string(jsonType(decimals))),
            ("nullable", .bool(isNullable)),
        ])
    }

    /// How it stands in JSON without a schema.
    private func jsonType(_ decimals: DecimalHandling) -> String {
        switch (type, storage) {
        case (.date, _): "int"
        case (.timestamp, .timestamp?): "bigint"
        case (.timestamp, _), (.text, _): "string"
        case (.decimal, _): decimals == .double ? "double" : "string"
        case (.integer, .integer(let bits)?) where bits <= 32: "int"
        case (.integer, _): "bigint"
        case (.boolean, _): "boolean"
        }
    }
}
