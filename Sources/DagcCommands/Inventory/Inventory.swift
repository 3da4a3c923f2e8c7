import CodeModels
import Compiler
import Foundation
import PipelineModel

/// What a live Airflow held when somebody wrote it down: names, types and versions, no values.
struct Inventory: Equatable {
    let exported: UnixTime
    let airflow: String
    /// Their types, by their ids.
    let connections: [String: String]
    /// Their slots, by their names.
    let pools: [String: Int]
    let variables: Set<String>
    /// Their versions, by the names of their packages, such as `apache-airflow-providers-http`.
    let providers: [String: String]
    /// Whether connections and variables may also come from where nobody can list them.
    let hasSecretsBackend: Bool

    private static let format = 1

    /// - Throws: `InventoryError` when the file cannot be read, or is none.
    init(readingFrom path: String) throws(InventoryError) {
        let document: Document
        do { document = try JSONParser.parse(Array(try Data(contentsOf: URL(filePath: path)))) } catch {
            throw InventoryError(
                path: path, reason: (error as? JSONSyntaxError)?.description ?? error.localizedDescription)
        }
        guard document["format"] == .int(Self.format) else {
            throw InventoryError(path: path, reason: "it was not written by `dagc inventory` of this version")
        }
        guard let exported = document["exported"]?.string.flatMap({ UnixTime(iso8601: $0) }) else {
            throw InventoryError(path: path, reason: "it does not say when it was written")
        }
        self.exported = exported
        airflow = document["airflow"]?.string ?? ""
        connections = Self.entries(document["connections"]).compactMapValues(\.string)
        pools = Self.entries(document["pools"]).compactMapValues { if case .int(let slots) = $0 { slots } else { nil } }
        providers = Self.entries(document["providers"]).compactMapValues(\.string)
        var variables: Set<String> = []
        if case .array(let names)? = document["variables"] { variables = Set(names.compactMap(\.string)) }
        self.variables = variables
        hasSecretsBackend = document["secrets_backend"] == .bool(true)
    }

    private static func entries(_ document: Document?) -> [String: Document] {
        guard case .object(let object)? = document else { return [:] }
        return Dictionary(object.entries.map { ($0.key, $0.value) }) { first, _ in first }
    }
}

/// A file is no inventory.
struct InventoryError: Error, CustomStringConvertible {
    let path: String
    let reason: String

    var description: String { "cannot read the inventory in \(path): \(reason); write it with `dagc inventory`" }
}
