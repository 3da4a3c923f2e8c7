import AirflowBackend
import DagDSL
import Foundation
import Testing

/// Branches, mappings, rules and scopes, run by the Airflow that they were compiled for.
@Suite struct StructureTests {
    @Test(arguments: AirflowVersion.allCases)
    func `branches, mappings, rules and teardowns behave the same on both versions`(
        _ version: AirflowVersion
    ) async throws {
        try await withFolder { folder in
            let compiled = try CompiledFixtures([Structure(), FailingStructure()], for: version)
            #expect(compiled.findings.isEmpty, "\(compiled.findings)")
            try compiled.write(to: folder)
            let notes = folder.appending(path: "notes.txt")
            try Data().write(to: notes)
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"),
                variables: ["NOTES": notes.path])
            let reading = try await airflow.read()
            #expect(reading.errors == [:] && reading.warnings == [])

            let run = try await airflow.runBesideEchoServer(["dags", "test", "structure", "2026-11-19"])
            #expect(run.status == 0, "\(run.output.suffix(6000))")
            let lines = try Set(String(contentsOf: notes, encoding: .utf8).split(separator: "\n").map(String.init))
            let expected: Set<String> = [
                "small", "joined", "each eu", "each us", "each ap", "pair eu-1", "pair us-2", "row x=1", "row y=2",
                "cell p1", "cell p2", "cell q1", "cell q2", "counted ap,eu,us", "mapped", "create", "use", "use_more",
                "destroy", "after_skip",
            ]
            #expect(lines.isSuperset(of: expected), "\(expected.subtracting(lines)) are missing in \(lines)")
            #expect(lines.isDisjoint(with: ["large", "larger", "skipped"]))
            #expect(lines.contains { $0.hasPrefix("literal a b manual__") || $0.hasPrefix("literal a b ") })

            try Data().write(to: notes)
            let failing = try await airflow.runBesideEchoServer(["dags", "test", "failing-structure.v1", "2026-11-19"])
            let left = try String(contentsOf: notes, encoding: .utf8)
            #expect(left.contains("report") && left.contains("destroyed") && !left.contains("after"))
            #expect(failing.output.contains("state:failed") || failing.output.contains("state=failed"))
        }
    }
}
