/// What dbt knows of a project: its models, tests, seeds, snapshots and sources, and what each depends on.
///
/// Source: https://docs.getdbt.com/reference/artifacts/manifest-json, condensed by the build.
package struct DbtProject: Sendable {
    package struct Node: Hashable, Sendable {
        package enum Kind: String, Sendable {
            case model
            case seed
            case snapshot
            case test
            case unitTest = "unit_test"
            case source
            /// What nobody builds: analyses, operations.
            case other

            /// Whether it makes a table that others read.
            package var isTable: Bool { self == .model || self == .seed || self == .snapshot }

            package var isTest: Bool { self == .test || self == .unitTest }
        }

        package let id: String
        package let kind: Kind
        package let name: String
        package let package: String
        /// Its package, the folders around it and its name, joined by dots.
        package let qualifiedName: String
        package let file: String
        package let tags: [String]
        package let dependencies: [String]
        /// How it is made, such as `table` or `ephemeral`.
        package let materialization: String
        /// What its table is called.
        package let table: String
        /// Of a source the group that it stands in, which is part of its name.
        package let sourceName: String

        /// Whether dbt puts it into the statements of those that read it, so that there is nothing to run.
        package var isPartOfOthers: Bool { kind == .model && materialization == "ephemeral" }
    }

    package let nodes: [Node]
    /// Files that are no longer what dbt has read, or that it has not read.
    package let changedFiles: [String]
    /// What a node depends on and the project does not have, by the node's place.
    package let missing: [(node: Int, id: String)]
    let parents: [[Int]]
    let children: [[Int]]

    /// Reads what the build has made of a manifest: see `DbtManifestDigest` of the registry.
    package init(_ text: String) {
        var nodes: [Node] = []
        var changed: [String] = []
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            if fields.first == "!" { changed += fields.dropFirst() }
            guard fields.count == 11 else { continue }
            nodes.append(
                Node(
                    id: fields[0], kind: Node.Kind(rawValue: fields[1]) ?? .other, name: fields[2],
                    package: fields[3], qualifiedName: fields[4], file: fields[5], tags: Self.list(fields[6]),
                    dependencies: Self.list(fields[7]), materialization: fields[8], table: fields[9],
                    sourceName: fields[10]))
        }
        let places = Dictionary(nodes.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first }
        var children = [[Int]](repeating: [], count: nodes.count)
        var missing: [(node: Int, id: String)] = []
        let parents = nodes.enumerated().map { index, node in
            node.dependencies.compactMap { id -> Int? in
                guard let parent = places[id] else {
                    // Macros and metrics are no part of this graph.
                    if Self.isOfGraph(id) { missing.append((index, id)) }
                    return nil
                }
                children[parent].append(index)
                return parent
            }
        }
        self.nodes = nodes
        self.changedFiles = changed
        self.parents = parents
        self.children = children
        self.missing = missing
    }

    private static func list(_ field: String) -> [String] { field.split(separator: ",").map(String.init) }

    private static func isOfGraph(_ id: String) -> Bool {
        ["model.", "seed.", "snapshot.", "source."].contains { id.hasPrefix($0) }
    }

    /// All from which one comes to any of `start`, or to which one comes from it, `steps` far at most, with `start`.
    func reach(_ start: Set<Int>, along edges: [[Int]], steps: Int = .max) -> Set<Int> {
        var known = start
        var last = Array(start)
        var left = steps
        while left > 0, !last.isEmpty {
            last = last.flatMap { edges[$0] }.filter { known.insert($0).inserted }
            left -= 1
        }
        return known
    }
}
