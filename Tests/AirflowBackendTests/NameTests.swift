import Foundation
import PipelineModel
import TestSupport
import Testing
import Workspace

/// The variables of a DAG file.
@Suite struct NameTests {
    @Test func `imports of one name are kept apart, and from the variables of tasks`() throws {
        let compiled = try CompiledFixtures([SharedImports()], for: .v3_3)
        #expect(compiled.findings.isEmpty, "\(compiled.findings)")
        let dag = try #require(compiled.artifacts.first { $0.path.text.hasSuffix("/shared_imports.py") })
        let lines = String(decoding: dag.bytes, as: UTF8.self).split(separator: "\n")
            .map { $0.trimmingCharacters(in: .whitespaces) }
        for line in [
            "from airflow.providers.standard.operators.bash import BashOperator",
            "from shop.operators import BashOperator as BashOperator_2",
            "own = BashOperator_2(", "BashOperator_2_2 = BashOperator(",
        ] {
            #expect(lines.contains(line), "\(line)")
        }
    }

    @Test func `a report takes each result from a variable of its own, however near the names of tasks are`() throws {
        let compiled = try CompiledFixtures([NearNames()], for: .v3_3)
        #expect(compiled.findings.isEmpty, "\(compiled.findings)")
        let dag = try #require(compiled.artifacts.first { $0.path.text.hasSuffix("/near_names.py") })
        let text = String(decoding: dag.bytes, as: UTF8.self)
        for (task, variable) in [
            ("load-orders", "RESULT_LOAD_ORDERS"), ("load_orders", "RESULT_LOAD_ORDERS_2"),
            ("load_orders_2", "RESULT_LOAD_ORDERS_2_2"),
        ] {
            #expect(text.contains("\(task)=\"$\(variable)\""), "\(text)")
            let value = text.components(separatedBy: "\"\(variable)\":")
            #expect(value.count == 2 && value[1].prefix(120).contains("'\(task)'"), "\(text)")
        }
    }

    @Test(arguments: AirflowVersion.allCases)
    func `groups side by side have the same variables, and none hides an import or a task that is still needed`(
        _ version: AirflowVersion
    ) async throws {
        try await withTemporaryFolder { folder in
            let compiled = try CompiledFixtures([MeetingNames()], for: version)
            #expect(compiled.findings.isEmpty)
            try compiled.write(to: folder)
            let dags = folder.appending(path: "airflow/dags")
            let text = try String(contentsOf: dags.appending(path: "meeting_names.py"), encoding: .utf8)
            let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            #expect(lines.filter { $0 == "check >> load" }.count == 2)
            #expect(lines.contains("west_inner_check >> load"))
            #expect(lines.contains("BashOperator_2 >> timedelta_2 >> TaskGroup_2"))
            #expect(lines.contains("python_callable=kinds_python.anything.anything,"))
            #expect(lines.contains("from kinds_python.lists import regions"))

            let airflow = try await RealAirflow(version, home: folder.appending(path: "home"), dags: dags)
            let reading = try await airflow.read()
            #expect(reading.errors == [:])
            let tasks = try #require(reading.dags["meeting_names"])
            #expect(tasks["south.check"]?.upstream == ["north.load"])
            #expect(tasks["check"]?.upstream == ["east.last"])
            #expect(tasks["west.check"]?.upstream == ["west.last"])
            #expect(tasks["west.inner.load"]?.upstream == ["west.inner.check"])
            #expect(tasks["east.last"]?.upstream == ["east.check"])
            #expect(lines.contains("last >> check"))
        }
    }
}
