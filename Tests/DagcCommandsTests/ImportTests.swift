import Foundation
import TestSupport
import Testing

@testable import DagcCommands

/// What becomes of existing DAG files, read by the Airflows that run them.
@Suite struct ImportTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()

    @Test("An existing DAG becomes Swift with the kinds that fit, and both Airflows read the same of it")
    func importing() async throws {
        let dags = try await read(as: .swift, by: .airflow3)
        #expect(dags.refused.isEmpty, "\(dags.refused)")
        #expect(dags.notes.map(\.dag) == ["nightly-orders"])
        #expect(dags.notes.flatMap(\.notes).isEmpty, "\(dags.notes)")
        #expect(dags.swift.map(\.name) == ["NightlyOrders.swift"])
        #expect(dags.python.map(\.name) == ["nightly_orders.py"])
        try await Golden.expect(dags.swift.first?.text ?? "", "DagcCommands/import/NightlyOrders.txt")
        try await Golden.expect(dags.python.first?.text ?? "", "DagcCommands/import/nightly_orders_functions.txt")
        let earlier = try await read(as: .swift, by: .airflow2)
        #expect(earlier.swift.map(\.text) == dags.swift.map(\.text))
        #expect(earlier.python.map(\.text) == dags.python.map(\.text))
    }

    @Test("Mapped groups, setups and partitions become the words that the language has for them")
    func structures() async throws {
        let dags = try await read("ImportStructures", as: .swift, by: .airflow3)
        #expect(dags.refused.isEmpty && dags.notes.flatMap(\.notes).isEmpty, "\(dags.refused) \(dags.notes)")
        #expect(dags.swift.map(\.name).sorted() == ["HourlyRegions.swift", "NightlyCluster.swift"])
        for file in dags.swift {
            let name = file.name.replacing(".swift", with: ".txt")
            try await Golden.expect(file.text, "DagcCommands/import/\(name)")
        }
    }

    @Test("Of a Python without Airflow nothing is said but what to do")
    func withoutAirflow() async throws {
        let error = await #expect(throws: AirflowUnavailable.self) {
            _ = try await read(as: .swift, by: .ruff)
        }
        let text = try #require(error).description
        #expect(
            text.hasSuffix(
                "has no Airflow; install apache-airflow for it, or name another Python with --airflow-python"))
        #expect(!text.contains("Traceback"), "\(text)")
    }

    @Test("Two DAGs are compared fact by fact, and each difference is told")
    func comparing() async throws {
        let facts = try await read(as: .facts, by: .airflow3).facts
        let same = DAGComparison(of: facts, with: facts)
        #expect(same.isEqual && same.all > 40, "\(same.text)")
        var changed = facts
        changed["nightly-orders"]?["task fetch_orders: upstream"] = "[]"
        changed["nightly-orders"]?["task report: argument op_kwargs[total]"] = nil
        let different = DAGComparison(of: facts, with: changed)
        #expect(different.all - different.equal == 2)
        #expect(different.differences.map(\.fact).contains("task fetch_orders: upstream: ['start'] → []"))
        let missing = DAGComparison(of: facts, with: [:])
        #expect(missing.equal == 0 && !missing.isEqual)
    }

    private func read(
        _ folder: String = "Import", as answer: ImportedDAGs.Answer, by installation: PythonEnvironment
    ) async throws -> ImportedDAGs {
        let python = try installation.program("python").path
        let path = Self.folder.appending(path: folder).path
        return try await ImportedDAGs.read(path, as: answer, package: "orders_python", python: python)
    }
}
