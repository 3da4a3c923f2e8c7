import Compilation
import Compiler
import DagDSL
import Diagnostics
import Foundation
import PipelineModel
import Testing

/// A dbt project as dagc reads it, beside what dbt itself makes of it.
@Suite struct DbtModelTests {
    private static let selections: [DbtWorkspace.Selection] = [
        .init(select: ["tag:daily"]), .init(select: ["tag:stag*"]), .init(select: ["fct_9"]),
        .init(select: ["+fct_9"]), .init(select: ["1+fct_9"]), .init(select: ["2+fct_18+1"]),
        .init(select: ["stg_0+"]), .init(select: ["stg_0+2"]), .init(select: ["@stg_3"]),
        .init(select: ["path:models/marts"]), .init(select: ["models/core"]), .init(select: ["marts"]),
        .init(select: ["shop.core.deep"]), .init(select: ["core.deep.core_7"]), .init(select: ["fqn:*"]),
        .init(select: ["source:raw"]), .init(select: ["source:raw.orders+"]), .init(select: ["tag:daily,+fct_27"]),
        .init(select: ["stg_?"]), .init(select: ["resource_type:seed+"]), .init(select: ["config.materialized:view"]),
        .init(select: ["package:shop"]), .init(select: ["file:fct_9.sql"]), .init(select: ["fct_9.sql"]),
        .init(select: ["tag:daily"], exclude: ["fct_9+"]), .init(select: ["fqn:*"], exclude: ["tag:daily", "stg_1"]),
        .init(select: ["orders_history"]), .init(select: ["+orders_history"]), .init(select: ["nothing"]),
        .init(select: ["tag:daily", "countries"]), .init(select: ["fct_6,fct_9"]),
    ]

    @Test func `what a selection names is what dbt itself names`() async throws {
        try await withDbtFolder { folder in
            let workspace = try await DbtWorkspace(models: 30, in: folder)
            let listed = try await workspace.listed(Self.selections)
            let project = DbtProject(try workspace.digest())
            #expect(project.missing.isEmpty && project.changedFiles.isEmpty)
            for (selection, expected) in zip(Self.selections, listed) {
                let chosen = try #require(project.selected(by: selection.select, excluding: selection.exclude))
                let ids = chosen.map { project.nodes[$0].id }
                #expect(ids.sorted() == expected.sorted(), "\(selection.select) without \(selection.exclude)")
            }
        }
    }

    @Test func `files that dbt has not read are told, whatever was done to them`() async throws {
        try await withDbtFolder { folder in
            let workspace = try await DbtWorkspace(models: 10, in: folder)
            try await workspace.parse()
            #expect(DbtProject(try workspace.digest()).changedFiles == [])
            try write("select 1 as id", to: "models/marts/new.sql", in: folder)
            try write("select 2 as id, 3 as amount", to: "models/staging/stg_0.sql", in: folder)
            try FileManager.default.removeItem(at: folder.appending(path: "models/staging/stg_1.sql"))
            let changed = DbtProject(try workspace.digest()).changedFiles
            #expect(changed == ["models/marts/new.sql", "models/staging/stg_0.sql", "models/staging/stg_1.sql"])
        }
    }

    @Test func `a task for each model follows what dbt knows, and tests follow what they look at`() async throws {
        try await withDbtFolder { folder in
            let workspace = try await DbtWorkspace(models: 30, in: folder)
            try await workspace.parse()
            let digest = try workspace.digest()
            let project = DbtProject(digest)
            let (lowered, report) = ProjectLowering.lower(
                Shop.catalog([WholeShop()], digest), for: Shop().environments[0].model)
            #expect(!report.hasErrors, "\(report.sorted)")
            let graph = TaskGraph(lowered.model.pipelines[0].root)
            let tasks = graph.tasks.filter { if case .dbt = $0.kind { true } else { false } }
            let tables = project.nodes.filter { $0.kind.isTable && !$0.isPartOfOthers }
            let pairs = project.nodes.filter { node in
                node.kind == .test && (node.dependencies.count > 1 || node.name.hasPrefix("source"))
            }
            #expect(pairs.count > 4)
            #expect(tasks.count == tables.count + pairs.count)
            #expect(tasks.contains { $0.path == "shop.marts.fct_9" })

            // Whatever a node depends on, however far, is done before it.
            let selected = tasks.map { task -> String in
                guard case .dbt(let build) = task.kind else { return "" }
                return String(build.select[0].dropFirst("fqn:".count))
            }
            let places = Dictionary(zip(selected, tasks.map(\.path))) { first, _ in first }
            for node in tables + pairs {
                let path = try #require(places[node.qualifiedName])
                for id in node.dependencies {
                    guard let parent = project.nodes.first(where: { $0.id == id }),
                        let above = places[parent.qualifiedName]
                    else { continue }
                    #expect(graph.comes(above, before: path), "\(above) before \(path)")
                }
            }
            let build = try #require(tasks.first { $0.path == "shop.marts.fct_9" })
            #expect(build.writes.map(\.name) == ["fct_9"])
            #expect(build.reads.map(\.name).sorted() == ["core_7", "stg_4"], "\(build.reads.map(\.name))")
            let first = try #require(tasks.first { $0.path == "shop.staging.stg_0" })
            #expect(first.reads.map(\.name) == ["orders"])
        }
    }

    private func write(_ text: String, to file: String, in folder: URL) throws {
        try Data(text.utf8).write(to: folder.appending(path: file))
    }
}

extension TaskGraph {
    /// Whether one task is done before another begins, by any way.
    fileprivate func comes(_ first: String, before last: String) -> Bool {
        var open = [last]
        var known: Set<String> = []
        while let next = open.popLast() {
            guard known.insert(next).inserted, let index = index(of: next) else { continue }
            let above = predecessors[index].map { tasks[$0].path }
            if above.contains(first) { return true }
            open += above
        }
        return false
    }
}
