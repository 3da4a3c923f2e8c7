import DagDSL
import Diagnostics
import Foundation
import PipelineModel
import TestSupport
import Testing
import Workspace

/// Files of many tasks stay as short as a person would write them.
@Suite struct RepeatedValueTests {
    @Test(arguments: AirflowVersion.allCases)
    func `large equal values have a name, and reach each task`(_ version: AirflowVersion) async throws {
        let compiled = try CompiledFixtures([Alike()], for: version)
        #expect(compiled.findings.isEmpty, "\(compiled.findings)")
        let file = try #require(compiled.artifacts.first { $0.path.text.hasSuffix("/alike.py") })
        let text = String(decoding: file.bytes, as: UTF8.self)
        #expect(text.contains("\nENV = {") && text.split(separator: "env=ENV,").count == 4, "\(text)")
        // Two uses, three parts or a class of somebody else's are not worth it, or not safe.
        #expect(!text.contains("OP_KWARGS") && !text.contains("ENV_2"), "\(text)")
        try await withTemporaryFolder { folder in
            try compiled.write(to: folder)
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"))
            let reading = try await airflow.read()
            #expect(reading.errors == [:] && reading.warnings == [])
            let tasks = try #require(reading.dags["alike"])
            for id in ["first", "second", "third"] {
                #expect(tasks[id]?.arguments["env"]?.contains("'E': 'e {{ run_id }}'") == true, "\(tasks)")
            }
        }
    }
}

private struct Alike: Pipeline {
    let id: PipelineID = "alike"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    var flow: some Flow {
        let variables: NamedTexts = ["A": "a", "B": "b", "C": "c", "D": "d", "E": "e \(.runID)"]
        Bash("first", "true").variables(variables)
        Bash("second", "true").variables(variables)
        Bash("third", "true").variables(variables)
        Bash("other", "true").variables(["A": "a"])
        Bash("others", "true").variables(["A": "a"])
        Bash("still", "true").variables(["A": "a"])
        PythonCall("once", "given", in: "given.py", ["value": ["a", "b", "c", "d", "e"]], returning: Int.self)
        PythonCall("twice", "given", in: "given.py", ["value": ["a", "b", "c", "d", "e"]], returning: Int.self)
    }
}
