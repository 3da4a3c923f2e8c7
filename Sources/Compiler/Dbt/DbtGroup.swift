import PipelineModel

/// A group with a task for each model, seed and snapshot that a task of dbt selects, in folders as the project has them.
///
/// Tests of one table run with it. Those of several, and of sources, have a task of their own, after all of these that are
/// selected, and before what is built from all of these, as dbt itself orders them.
struct DbtGroup {
    private let project: DbtProject
    private let task: TaskModel
    private let build: DbtBuildModel
    /// Those that get a task: tables, then tests of several of them.
    private let members: [Int]
    private var paths: [Int: String] = [:]
    private var folders: [Int: String] = [:]

    init(_ project: DbtProject, _ chosen: [Int], of task: TaskModel, _ build: DbtBuildModel) {
        self.project = project
        self.task = task
        self.build = build
        let tables = chosen.filter { project.nodes[$0].kind.isTable && !project.nodes[$0].isPartOfOthers }
        let tests = chosen.filter { index in
            project.nodes[index].kind.isTest && !Self.runsWithTable(project.parents[index], tables)
        }
        members = tables + (build.command == .build ? tests : [])
        name()
    }

    var model: GroupModel {
        let edges = self.edges
        var groups: [String: ScopeModel] = [:]
        var order: [String] = []
        var nodes: [NodeModel] = []
        for member in members {
            let node = NodeModel.task(task(for: member))
            guard let folder = folders[member] else {
                nodes.append(node)
                continue
            }
            if groups[folder] == nil { order.append(folder) }
            groups[folder, default: ScopeModel()].nodes.append(node)
        }
        var own: [EdgeModel] = []
        for (from, to) in edges {
            guard let start = paths[from], let end = paths[to] else { continue }
            let edge = EdgeModel(from: start, to: end, origin: .data)
            if let folder = folders[from], folder == folders[to] {
                groups[folder]?.edges.append(edge)
            } else {
                own.append(edge)
            }
        }
        nodes =
            order.compactMap { folder in
                groups[folder].map { scope in
                    .group(GroupModel(id: folder, path: "\(task.path).\(folder)", tooltip: "", scope: scope))
                }
            } + nodes
        return GroupModel(
            id: task.id, path: task.path, tooltip: task.title ?? "", scope: ScopeModel(nodes: nodes, edges: own))
    }

    /// Ids of tables, with `_` for what an id cannot have; those that stand beside a folder of their name get another.
    private mutating func name() {
        for member in members where project.nodes[member].kind.isTable {
            let parts = project.nodes[member].qualifiedName.split(separator: ".")
            // The package, folders, and the name.
            if parts.count > 2 { folders[member] = Self.id(String(parts[1])) }
        }
        var taken = Set(folders.values)
        for member in members {
            let node = project.nodes[member]
            let last = node.id.split(separator: ".").dropFirst(2).prefix(node.kind.isTest ? 1 : 2)
            var id = Self.id(last.joined(separator: "_"))
            let prefix = [task.path, folders[member]].compactMap(\.self).joined(separator: ".")
            while !taken.insert(folders[member] == nil ? id : "\(prefix).\(id)").inserted { id += "_" }
            paths[member] = "\(prefix).\(id)"
        }
    }

    /// Whether a test looks at one table of the group alone, so that it runs in the table's own task.
    private static func runsWithTable(_ tested: [Int], _ tables: [Int]) -> Bool {
        let distinct = Set(tested)
        return distinct.count == 1 && distinct.isSubset(of: tables)
    }

    private static func id(_ name: String) -> String {
        String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "_" || $0 == "-" ? $0 : "_" })
    }

    private func task(for member: Int) -> TaskModel {
        let node = project.nodes[member]
        var copy = task
        copy.path = paths[member] ?? ""
        copy.id = copy.path.split(separator: ".").last.map(String.init) ?? ""
        copy.title = nil
        var own = build
        own.isTaskPerModel = false
        own.select = ["fqn:\(node.qualifiedName)"]
        own.exclude = []
        own.state = nil
        copy.reads = reads(of: member)
        if node.kind.isTest {
            own.command = .test
            own.fullRefresh = false
            copy.writes = []
        } else {
            own.testsWholeSelectionsOnly = build.command == .build
            if node.kind == .snapshot { own.fullRefresh = false }
            copy.writes = [dataset(of: node)]
        }
        copy.kind = .dbt(own)
        return copy
    }

    /// A model's table lies beside the dataset that the author has named.
    private func dataset(of node: DbtProject.Node) -> DatasetModel {
        guard let known = task.writes.first else { preconditionFailure("a task of dbt names what it builds") }
        if node.makes(known) { return known }
        func beside(_ text: String, _ separator: Character, _ last: String) -> String {
            guard let end = text.lastIndex(of: separator) else { return last }
            return text[...end] + last
        }
        return DatasetModel(
            name: node.name, store: known.store, path: beside(known.path, "/", node.table),
            table: beside(known.table, ".", node.table), uri: beside(known.uri, "/", node.table), columns: [])
    }

    /// The tables that it is made from, and of what the author has named those that are its sources; what is no source
    /// of any is read by all that begin.
    private func reads(of member: Int) -> [DatasetModel] {
        let above = project.parents[member]
        let tables = above.filter { paths[$0] != nil }.map { dataset(of: project.nodes[$0]) }
        let own = task.reads.filter { dataset in
            let sources = project.nodes.indices.filter {
                project.nodes[$0].kind == .source && project.nodes[$0].makes(dataset)
            }
            return sources.isEmpty ? tables.isEmpty : sources.contains(where: above.contains)
        }
        return own + tables
    }

    /// Each pair once, in the order of the members.
    private var edges: [(from: Int, to: Int)] {
        let isMember = Set(members)
        var edges: [(from: Int, to: Int)] = []
        var nearest: [Int: [Int]] = [:]
        for member in members {
            let above = self.nearest(above: member, isMember)
            nearest[member] = above
            edges += above.map { ($0, member) }
        }
        return edges + testEdges(nearest)
    }

    /// Members from which one comes to `node` without passing another.
    private func nearest(above node: Int, _ isMember: Set<Int>) -> [Int] {
        var found: Set<Int> = []
        var known: Set<Int> = [node]
        var open = project.parents[node]
        while let next = open.popLast() {
            guard known.insert(next).inserted else { continue }
            if isMember.contains(next) { found.insert(next) } else { open += project.parents[next] }
        }
        return found.sorted()
    }

    /// From each test to the first tables that are built from all that it looks at; from a test of a source to those
    /// that read it.
    private func testEdges(_ nearest: [Int: [Int]]) -> [(from: Int, to: Int)] {
        var above: [Int: Set<Int>] = [:]
        func ancestors(_ member: Int) -> Set<Int> {
            if let known = above[member] { return known }
            let direct = nearest[member] ?? []
            let all = direct.reduce(into: Set(direct)) { $0.formUnion(ancestors($1)) }
            above[member] = all
            return all
        }
        let tables = members.filter { !project.nodes[$0].kind.isTest }
        return members.filter { project.nodes[$0].kind.isTest }.flatMap { test -> [(from: Int, to: Int)] in
            let tested = nearest[test] ?? []
            guard !tested.isEmpty else {
                let sources = Set(project.parents[test])
                return tables.filter { !sources.isDisjoint(with: project.parents[$0]) }.map { (test, $0) }
            }
            let after = tables.filter { ancestors($0).isSuperset(of: tested) }
            let isAfter = Set(after)
            let first = after.filter { table in !(nearest[table] ?? []).contains(where: isAfter.contains) }
            return first.map { (test, $0) }
        }
    }
}
