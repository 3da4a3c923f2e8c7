import CodeModels
import PipelineModel

/// The files of one stream, by their paths below its folder.
struct StreamFiles {
    let stream: StreamModel
    let platform: StreamingPlatformModel
    let server: DatabaseServerModel
    let environment: EnvironmentModel
    let disks: BrokerDisks?

    struct File {
        let path: String
        let bytes: [UInt8]

        init(_ path: String, _ script: SQLScript) {
            self.path = path
            bytes = Array(script.text.utf8)
        }

        init(_ path: String, json document: Document) {
            self.path = path
            bytes = document.jsonBytes()
        }

        init(_ path: String, yaml document: Document) {
            self.path = path
            bytes = document.yamlBytes()
        }
    }

    var all: [File] { database + connectors + schemas + stores + jobs }

    private var database: [File] {
        let statements = PostgresStatements(stream: stream, server: server)
        return [
            File("postgres/server.sql", statements.settings), File("postgres/apply.sql", statements.apply),
            File("postgres/revert.sql", statements.revert),
        ]
    }

    private var connectors: [File] {
        let source = SourceConnector(stream: stream, platform: platform, server: server, disks: disks)
        var connectors = [(name: source.name, file: "source", settings: source.settings)]
        if let place = archivePlaces.first, let bucket = platform.buckets.first(where: { $0.name == place.bucket }) {
            let archive = ArchiveConnector(stream: stream, platform: platform, place: place, bucket: bucket)
            connectors.append((archive.name, "archive", archive.settings))
        }
        let topics = TopicPlan(stream: stream, disks: disks)
        return connectors.map { File("connect/\($0.file).json", json: $0.settings.document(named: $0.name)) }
            + strimzi(connectors) + [File("kafka/topics.json", json: topics.document)]
    }

    private func strimzi(_ connectors: [(name: String, file: String, settings: ConnectSettings)]) -> [File] {
        guard let cluster = platform.connect.strimzi else { return [] }
        return connectors.map { connector in
            File(
                "connect/\(connector.file).yaml",
                yaml: WorkerSettings.resource(connector.name, connector.settings, in: cluster))
        }
    }

    private var archivePlaces: [ArchivePlace] {
        stream.archivedTables.compactMap { ArchivePlace($0, of: stream, in: environment) }
    }

    private var stores: [File] {
        stream.tables.flatMap { table -> [File] in
            var files: [File] = []
            if let dataset = table.lake {
                let lake = LakeTable(stream: stream, table: table, dataset: dataset)
                files.append(File("lake/\(table.name).sql", lake.script))
                files.append(File("lake/\(table.name).maintenance.sql", lake.maintenance))
            }
            if let dataset = table.speed {
                files.append(
                    File("speed/\(table.name).sql", SpeedTable(stream: stream, table: table, dataset: dataset).script))
            }
            if let place = ArchivePlace(table, of: stream, in: environment) {
                let load = WarehouseLoad(
                    stream: stream, table: table, bucket: place.bucket, folder: place.folder,
                    format: stream.archive.format, restores: server.restoreMicroseconds)
                files.append(File("warehouse/\(table.name).sql", load.script))
            }
            return files + views(of: table)
        }
    }

    private func views(of table: CapturedTableModel) -> [File] {
        guard let batch = table.batch, let speed = table.speed, let time = table.eventTime else { return [] }
        let view = ServingView(stream: stream, table: table, eventTime: time, batch: batch, speed: speed)
        return [
            File("serving/\(table.name).sql", view.script),
            File("serving/\(table.name).publish.sql", view.publication),
        ]
    }

    private var jobs: [File] {
        stream.tables.filter { $0.lake != nil || $0.speed != nil }.flatMap { table -> [File] in
            let query = StreamQuery(
                stream: stream, table: table, platform: platform, server: server, environment: environment)
            let specification = File("jobs/\(table.name).json", json: query.specification)
            guard case .kubernetes(let cluster)? = environment.data.spark?.submission else { return [specification] }
            let application = StreamApplication(query: query, cluster: cluster)
            return [
                specification, File("jobs/\(table.name).configmap.yaml", yaml: application.specification),
                File("jobs/\(table.name).yaml", yaml: application.document),
            ]
        }
    }

    private var schemas: [File] {
        guard platform.converter.hasSchemas else { return [] }
        return stream.tables.flatMap { table -> [File] in
            let schemas = AvroSchemas(stream: stream, table: table)
            return [
                File("schemas/\(table.name).key.avsc", json: schemas.key),
                File("schemas/\(table.name).value.avsc", json: schemas.envelope),
            ]
        } + [File("schemas/subjects.json", json: AvroSchemas.subjects(of: stream))]
    }
}
