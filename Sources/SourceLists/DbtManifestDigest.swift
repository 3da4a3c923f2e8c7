import Foundation

/// What the compiler needs of a `manifest.json` of dbt, in a few bytes for each node.
///
/// Source: https://schemas.getdbt.com/dbt/manifest/v12.json
enum DbtManifestDigest {
    /// Only nodes that dbt would build or read; what is disabled is not among them.
    private struct Manifest: Decodable {
        let metadata: Metadata
        let nodes: [String: Node]
        let sources: [String: Node]
        let unit_tests: [String: Node]?
    }

    private struct Metadata: Decodable {
        let project_name: String?
    }

    private struct Node: Decodable {
        let unique_id: String
        let resource_type: String
        let name: String
        let package_name: String
        let fqn: [String]
        let original_file_path: String
        let tags: [String]?
        let depends_on: Dependencies?
        let config: Configuration?
        let alias: String?
        let identifier: String?
        let source_name: String?
        let raw_code: String?
    }

    private struct Dependencies: Decodable {
        let nodes: [String]?
    }

    private struct Configuration: Decodable {
        let materialized: String?
    }

    /// A line for each node: id, type, name, package, qualified name, file, tags, what it depends on, how it is made and
    /// what its table is called, with tabs between and commas within. Lines of files that are no longer what dbt has
    /// read begin with `!`.
    static func text(ofManifestAt path: String) throws -> String {
        let manifest = try JSONDecoder().decode(Manifest.self, from: Data(contentsOf: URL(filePath: path)))
        let all =
            Array(manifest.nodes.values) + Array(manifest.sources.values)
            + Array((manifest.unit_tests ?? [:]).values)
        let nodes = all.sorted { $0.unique_id < $1.unique_id }
        let lines = nodes.map { node in
            [
                node.unique_id, node.resource_type, node.name, node.package_name, node.fqn.joined(separator: "."),
                node.original_file_path, (node.tags ?? []).sorted().joined(separator: ","),
                (node.depends_on?.nodes ?? []).sorted().joined(separator: ","), node.config?.materialized ?? "",
                node.alias ?? node.identifier ?? node.name, node.source_name ?? "",
            ].map(withoutDividers).joined(separator: "\t")
        }
        let stale = changedFiles(of: nodes, in: manifest.metadata.project_name, beside: path).map { "!\t\($0)" }
        return (lines + stale).map { $0 + "\n" }.joined()
    }

    private static func withoutDividers(_ field: String) -> String {
        String(field.map { $0 == "\t" || $0.isNewline ? " " : $0 })
    }

    /// The files of the project whose text is not what dbt has read, or that dbt has not read; none where only the
    /// manifest is here. dbt keeps the text of models, snapshots and tests, without blanks around it.
    private static func changedFiles(of nodes: [Node], in project: String?, beside path: String) -> [String] {
        guard let root = DbtFiles.project(around: path) else { return [] }
        var texts: [String: [String]] = [:]
        for node in nodes where node.package_name == project {
            texts[node.original_file_path, default: []].append(trimmed(node.raw_code ?? ""))
        }
        let present = DbtFiles.statements(in: root)
        let gone = texts.keys.filter { DbtFiles.isStatement($0) && !present.contains($0) }
        let changed = present.filter { file in
            guard let known = texts[file] else { return file.hasPrefix("models/") }
            guard let text = try? String(contentsOfFile: "\(root)/\(file)", encoding: .utf8) else { return true }
            // A file of several snapshots is the text of none of them.
            return known.contains { !trimmed(text).contains($0) }
        }
        return (changed + gone).sorted()
    }

    private static func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespacesAndNewlines) }
}

/// Where the files of a dbt project are.
enum DbtFiles {
    /// The nearest folder around a manifest that is a project of dbt.
    static func project(around manifest: String) -> String? {
        var folder = URL(filePath: manifest).deletingLastPathComponent()
        while folder.path != "/", folder.lastPathComponent != "dbt" {
            if FileManager.default.fileExists(atPath: folder.appending(path: "dbt_project.yml").path) {
                return folder.path
            }
            folder = folder.deletingLastPathComponent()
        }
        return nil
    }

    /// The files of SQL and Python below a project that are its own, relative to it.
    static func statements(in project: String) -> [String] {
        let all = (try? FileManager.default.subpathsOfDirectory(atPath: project)) ?? []
        return all.filter(isStatement).sorted()
    }

    static func isStatement(_ file: String) -> Bool {
        ["models/", "snapshots/", "tests/"].contains { file.hasPrefix($0) }
            && (file.hasSuffix(".sql") || file.hasSuffix(".py"))
    }

    /// Relative to the `dbt` folder of the target: the outermost one below the package.
    static func name(of path: String) -> String {
        path.firstRange(of: "/dbt/").map { String(path[$0.upperBound...]) } ?? path
    }
}
