import DagDSL
import DagTesting
import Foundation
import PipelineModel
import TestSupport
import Testing
import Workspace

/// Branches, mappings, rules and scopes, run by the Airflow that they were compiled for.
@Suite struct StructureTests {
    @Test func `the label of an instance finds its item by its number`() throws {
        let compiled = try CompiledFixtures([Structure()], for: .v3_3)
        let dag = try #require(compiled.artifacts.first { $0.path.text.hasSuffix("/structure.py") })
        let text = String(decoding: dag.bytes, as: UTF8.self)
        #expect(text.contains(#""region {{ ti.xcom_pull(task_ids='regions')[ti.map_index] }}""#))
        #expect(text.contains(#"[ti.map_index]['key'] }}""#) && !text.contains("uf8f0"))
    }

    @Test(arguments: AirflowVersion.allCases)
    func `ninety tasks in ten groups get the edges that were written, and no others`(
        _ version: AirflowVersion
    ) async throws {
        try await withTemporaryFolder { folder in
            try CompiledFixtures([ManyGroups()], for: version).write(to: folder)
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"))
            let reading = try await airflow.read()
            #expect(reading.errors == [:] && reading.warnings == [])
            let found = (reading.dags["many_groups"] ?? [:]).flatMap { task, read in
                read.upstream.map { "\($0) >>> \(task)" }
            }
            let written = try edges(of: ManyGroups())
            #expect(written.count == 261 && (reading.dags["many_groups"] ?? [:]).count == 90)
            #expect(found.sorted() == written.map(\.description).sorted())
        }
    }

    @Test func `a chain of thousands of tasks gets all of its edges`() async throws {
        try await withTemporaryFolder { folder in
            try CompiledFixtures([LongChain()], for: .v3_3).write(to: folder)
            let airflow = try await RealAirflow(
                .v3_3, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"))
            let reading = try await airflow.read()
            #expect(reading.errors == [:])
            let found = (reading.dags["long_chain"] ?? [:]).flatMap { task, read in
                read.upstream.map { "\($0) >>> \(task)" }
            }
            #expect(found.sorted() == zip(LongChain.names, LongChain.names.dropFirst()).map { "\($0) >>> \($1)" })
        }
    }

    @Test(arguments: AirflowVersion.allCases)
    func `branches, mappings, rules and teardowns behave the same on both versions`(
        _ version: AirflowVersion
    ) async throws {
        try await withTemporaryFolder { folder in
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
            expectModels(in: reading.dags["structure"] ?? [:])

            let run = try await airflow.runBesideEchoServer(["dags", "test", "structure", "2026-11-19"])
            #expect(run.status == 0, "\(run.account.suffix(6000))")
            let lines = try Set(String(contentsOf: notes, encoding: .utf8).split(separator: "\n").map(String.init))
            let expected: Set<String> = [
                "small", "joined", "each eu", "each us", "each ap", "pair eu-1", "pair us-2", "row x=1", "row y=2",
                "both eu 2026-11-18T00:00:00+00:00", "both us it's", "both ap {{", "cell p1", "cell p2", "cell q1",
                "cell q2",
                "eu since 2026-11-18T00:00:00+00:00: {{ eu {% of {{ '{' }}",
                "ap since {{ never }}: {{ ap {# of {{ '{' }}",
                "counted ap,eu,us", "mapped", "create", "use", "use_more",
                "destroy cluster-7", "after_skip", "fetch eu 2026-11-18T00:00:00+00:00",
                "fetch ap 2026-11-18T00:00:00+00:00",
                "store us fetched-us", "store ap fetched-ap", "only  x  y only  x  y x  y",
                "inner only  x  y only  x  y x  y",
                "singles [only  x  y only  x  y x  y]",
                "fetched", "scale s-1", "scale l-2", "scaled",
                "rule_always", "rule_all_skipped", "rule_none_failed", "rule_one_succeeded",
                "macro 2026/W47", "filter 2026-11-21T00:00:00+00:00",
                "template 2026-W47 2026-01-02T00:00:00", "step first", "step second", "after_steps",
                "before_models", "run staged full", "test staged full", "run daily full", "test daily full",
                "run users full", "test users full", "built", "after_models",
            ]
            #expect(lines.isSuperset(of: expected), "\(expected.subtracting(lines)) are missing in \(lines)")
            #expect(
                lines.isDisjoint(
                    with: ["large", "larger", "skipped", "left_out", "rule_not_all_skipped", "rule_none_skipped"]))
            #expect(lines.contains { $0.hasPrefix("literal a b manual__") || $0.hasPrefix("literal a b ") })

            try Data().write(to: notes)
            let failing = try await airflow.runBesideEchoServer(["dags", "test", "failing-structure.v1", "2026-11-19"])
            let left = try String(contentsOf: notes, encoding: .utf8)
            #expect(left.contains("report") && left.contains("destroyed") && !left.contains("after"))
            for line in [
                "started work", "dismissed m", "dismissed n", "told 2 failed with 42 {{ braces }}", "told 2 retried",
                "told 2 succeeded",
                "told 2 failing-structure.v1, task skipped was skipped: run",
                // `dags test` of 3.3 cannot render what a DAG's own notifiers say; its DAG processor can.
                version == .v2_11 ? "told 2 run of 42" : "report",
            ] { #expect(left.contains(line), "\(line) is missing in \(left)") }
            #expect(failing.account.contains("state:failed") || failing.account.contains("state=failed"))
        }
    }

    /// Orders lead to the first tasks that a provider's group class adds, in groups of its own, and from its last ones.
    private func expectModels(in tasks: [String: RealAirflow.Reading.Task]) {
        let upstream = tasks.filter { $0.key.contains("model") || $0.key.hasPrefix("marts") }.mapValues(\.upstream)
        #expect(
            upstream == [
                "before_models": [], "marts.models.staged.run": ["before_models"],
                "marts.models.staged.test": ["marts.models.staged.run"],
                "marts.models.daily.run": ["marts.models.staged.test"],
                "marts.models.daily.test": ["marts.models.daily.run"],
                "marts.models.users.run": ["marts.models.staged.test"],
                "marts.models.users.test": ["marts.models.users.run"],
                "marts.built": ["marts.models.daily.test", "marts.models.users.test"], "after_models": ["marts.built"],
            ])
        #expect(tasks["marts.models.daily.run"]?.arguments["retries"] == "1")
    }
}
