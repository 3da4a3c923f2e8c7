import AirflowBackend
import DagDSL
import Foundation
import PipelineModel
import Pipelines
import TestSupport
import Testing

@testable import Compiler

/// Checks ask a kind what it says of itself: what it leaves out, no check sees.
@Suite struct KindFactsTests {
    @Test func `a kind says every value and every text that it holds`() throws {
        for task in try tasks() {
            let facts = task.kind.facts
            let held = Held(facts)
            let values = facts.inputs.flatMap { Held.leaves(of: $0.value) }
            #expect(held.values.allSatisfy(values.contains), "values of \(task.path): \(held.values)")
            #expect(held.texts.allSatisfy(facts.texts.contains), "texts of \(task.path): \(held.texts)")
        }
    }

    @Test func `the fixtures have a task of every kind`() throws {
        let file = PackageFolder.sources.appending(path: "PipelineModel/Pipelines/TaskModel.swift")
        let line = /^    case (\w+)\(\w+Model\)$/.anchorsMatchLineEndings()
        let kinds = try String(contentsOf: file, encoding: .utf8).matches(of: line).map { String($0.1) }
        #expect(kinds.count > 20)
        #expect(Set(kinds) == Set(try tasks().compactMap { Mirror(reflecting: $0.kind).children.first?.label }))
    }

    private func tasks() throws -> [TaskModel] {
        let pipelines: [any Pipeline] = [
            EveryKind(), Upstream(), Downstream(), Follower(), HumanKinds(), EveryText(), EveryHumanText(),
            ItemsInJSON(), RunnableKinds(), Reviewed(), Degraded(),
        ]
        let fixtures = Catalog(
            project: KindsProject(), pipelines: pipelines.map { CatalogEntry($0, source: "", path: "", line: 1) })
        let reference = Pipelines.catalog
        return [fixtures, reference].flatMap { catalog in
            ProjectLowering.lower(catalog, for: catalog.project.environments[0].model).project.model.pipelines
        }.flatMap { TaskGraph($0.root).tasks }
    }
}

/// What stands in a value, found without knowing its type.
private struct Held {
    private(set) var values: [ValueModel] = []
    private(set) var texts: [RuntimeText] = []

    init(_ value: Any) { look(at: value) }

    private mutating func look(at value: Any) {
        switch value {
        case let value as ValueModel: values += Self.leaves(of: value)
        case let text as RuntimeText: texts += text.parts.isEmpty ? [] : [text]
        // A notification is no input of its task; a check of its own knows it.
        case is NotificationModel: break
        default: for child in Mirror(reflecting: value).children { look(at: child.value) }
        }
    }

    /// A dictionary of names is the same whether it is an input itself or each of its entries is one.
    static func leaves(of value: ValueModel) -> [ValueModel] {
        switch value {
        case .list(let items): items.flatMap(leaves)
        case .dictionary(let entries): entries.flatMap { leaves(of: $0.value) }
        case .none, .bool, .int, .number, .text, .template, .seconds, .result, .reference, .call: [value]
        }
    }
}
