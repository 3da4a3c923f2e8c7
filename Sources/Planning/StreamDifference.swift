import CodeModels
package import PipelineModel

/// A stream that is gained, lost, or whose tables look otherwise than before.
package struct StreamDifference: Equatable, Sendable {
    package let action: ChangeAction
    package let id: String
    /// In the order of the tables, those that are gone last.
    package private(set) var tables: [Table] = []
    /// Breaks of the whole stream: partitions, checkpoints, snapshots.
    package private(set) var breaks: [String] = []

    package struct Table: Equatable, Sendable {
        package let action: ChangeAction
        package let name: String
        package let changes: [SchemaChange]
        /// Pipelines that read what the stream makes of the table, whom its changes reach.
        package let consumers: [String]
    }

    /// - Parameter pipelines: all of the project as they will be.
    static func between(
        _ before: Document?, _ after: Document?, consumers pipelines: [PipelineSnapshot]
    ) -> StreamDifference? {
        guard let id = (after ?? before)?["id"]?.string else { return nil }
        guard let after else { return StreamDifference(action: .removed, id: id) }
        guard let before else { return StreamDifference(action: .added, id: id) }
        var difference = StreamDifference(action: .changed, id: id)
        let (old, new) = (StreamSnapshot(before), StreamSnapshot(after))
        difference.tables = tables(old, new, pipelines)
        difference.breaks = old.breaks(to: new)
        return difference.tables.isEmpty && difference.breaks.isEmpty ? nil : difference
    }

    private static func tables(
        _ old: StreamSnapshot, _ new: StreamSnapshot, _ pipelines: [PipelineSnapshot]
    ) -> [Table] {
        func consumers(_ datasets: Set<String>) -> [String] {
            pipelines.filter { !$0.datasets.isDisjoint(with: datasets) }.map(\.id).sorted()
        }
        var found = new.tables.compactMap { table -> Table? in
            guard let former = old.tables.first(where: { $0.name == table.name }) else {
                return Table(action: .added, name: table.name, changes: [], consumers: [])
            }
            let changes = SchemaChange.between(former.columns, table.columns)
            let all = former.datasets.union(table.datasets)
            return changes.isEmpty
                ? nil : Table(action: .changed, name: table.name, changes: changes, consumers: consumers(all))
        }
        for table in old.tables where !new.tables.contains(where: { $0.name == table.name }) {
            found.append(
                Table(action: .removed, name: table.name, changes: [], consumers: consumers(table.datasets)))
        }
        return found
    }
}

/// A stream, as the model document of a tree says it.
private struct StreamSnapshot {
    struct Table {
        let name: String
        let columns: [ColumnModel]
        let datasets: Set<String>
    }

    let tables: [Table]
    let document: Document

    init(_ document: Document) {
        self.document = document
        tables = (document["tables"]?.elements ?? []).compactMap { table in
            guard let name = table["name"]?.string else { return nil }
            return Table(
                name: name, columns: (table["columns"]?.elements ?? []).compactMap(ColumnModel.init),
                datasets: Set(["archive", "lake", "speed", "batch"].compactMap { table[$0]?.string }))
        }
    }

    /// What is lost once, whatever else is right.
    func breaks(to new: StreamSnapshot) -> [String] {
        var found: [String] = []
        if partitions != new.partitions {
            found.append(
                "\(partitions.map(String.init) ?? "computed") → \(new.partitions.map(String.init) ?? "computed") partitions: "
                    + "a key's next message is in another one, so its order is lost once; drain the topics first")
        }
        for (key, meaning) in [
            ("job", "the job's query is another one: it starts on a new checkpoint, from the start of the topics"),
            ("database", "another database is read: every table is read anew"),
        ] where document[key] != new.document[key] && Self.isBreak(key, document, new.document) {
            found.append(meaning)
        }
        return found
    }

    private var partitions: Int? {
        if case .int(let count)? = document["topics"]?["partitions"] { count } else { nil }
    }

    /// Sizes of machines and times of looking are no part of what a query remembers.
    private static func isBreak(_ key: String, _ old: Document, _ new: Document) -> Bool {
        key != "job"
            || ["checkpoint", "deduplication", "shufflePartitions"].contains { old[key]?[$0] != new[key]?[$0] }
    }
}

extension ColumnModel {
    /// Nil for what this program does not know.
    fileprivate init?(_ document: Document) {
        guard let name = document["name"]?.string, let kind = document["type"]?.string,
            let type = ColumnType(rawValue: kind)
        else { return nil }
        self.init(name: name, type: type)
        unit = document["unit"]?.string
        isNullable = document["isNullable"] == true
        storage = document["storage"].flatMap(ColumnStorage.init)
    }
}

extension ColumnStorage {
    fileprivate init?(_ document: Document) {
        func number(_ name: String, _ field: String) -> Int? {
            if case .int(let number)? = document[name]?[field] { number } else { nil }
        }
        switch document.string {
        case "anyNumeric": self = .anyNumeric
        case "double": self = .double
        default:
            if let bits = number("integer", "bits") {
                self = .integer(bits: bits)
            } else if let precision = number("numeric", "precision") {
                self = .numeric(precision: precision, scale: number("numeric", "scale") ?? 0)
            } else if document["timestamp"] != nil {
                self = .timestamp(digits: number("timestamp", "digits") ?? 0)
            } else {
                return nil
            }
        }
    }
}

extension PipelineSnapshot {
    /// The names of the datasets that it has to do with.
    fileprivate var datasets: Set<String> {
        Set((settings["datasets"]?.elements ?? []).compactMap { $0["name"]?.string })
    }
}
