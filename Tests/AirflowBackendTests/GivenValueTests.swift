import DagDSL
import Diagnostics
import Foundation
import PipelineModel
import TestSupport
import Testing
import Workspace

/// What a task is said to be given is what it is really given, with its type, by the Airflow that it was compiled for.
@Suite struct GivenValueTests {
    @Test(
        "Items, their parts and results reach functions as the values that they are", arguments: AirflowVersion.allCases
    )
    func values(_ version: AirflowVersion) async throws {
        let pipelines: [any Pipeline] = [GivenValues()] + (version == .v3_3 ? [GivenBesideKnown()] : [])
        let (lines, output) = try await run(pipelines, for: version)
        let strange = "it's {{ never }}"
        var expected: [String] = [
            #"beside 0 {"other": 42, "value": "a"}"#, #"beside 1 {"other": 42, "value": "\#(strange)"}"#,
            #"deep 0 {"other": {"in": "x"}, "value": [1, 42]}"#, #"deep 1 {"other": {"in": "y"}, "value": [2, 42]}"#,
            #"mixed 0 {"other": \#(rows), "third": "{% no %}", "value": "{{ a }}"}"#,
            #"mixed 1 {"other": \#(rows), "third": "{% no %}", "value": "{{ \#(strange) }}"}"#,
            #"braced 0 {"value": "no ['{% x', 5]"}"#,
            #"zipped 0 {"other": {"name": "x", "size": 1}, "third": 42, "value": "a"}"#,
            #"zipped 1 {"other": {"name": "y", "size": 2}, "third": 42, "value": "\#(strange)"}"#,
            #"numbers.number_item 0 {"other": "no 1", "third": [1, 42], "value": 1}"#,
            #"numbers.number_item 1 {"other": "no 2.5", "third": [2.5, 42], "value": 2.5}"#,
            #"numbers.number_item 2 {"other": "no True", "third": [true, 42], "value": true}"#,
            #"numbers.number_item 3 {"other": "no {{ 3 }}", "third": ["{{ 3 }}", 42], "value": "{{ 3 }}"}"#,
            #"numbers.number_item 4 {"other": "no None", "third": [null, 42]}"#,
            #"times.time_item 0 {"value": "at 2026-11-18T00:00:00+00:00"}"#, #"times.time_item 1 {"value": "never"}"#,
            #"results.row_item 0 {"other": 1, "third": "x it is", "value": {"name": "x", "size": 1}}"#,
            #"results.row_item 1 {"other": 2, "third": "y it is", "value": {"name": "y", "size": 2}}"#,
            #"mapped 0 {"value": 7}"#, #"of_mapped.mapped_item 0 {"value": 7}"#,
            #"of_mapped.mapped_item 1 {"value": 8}"#,
            #"known_rows.known_row 0 {"other": 1, "third": {"name": "{{ x }}", "size": 1}, "value": "{{ x }}"}"#,
            #"known_rows.known_row 1 {"other": 2, "third": {"name": "y", "size": 2}, "value": "y"}"#,
            #"dated_rows.dated_row 0 {"other": 1, "value": "2026-11-18T00:00:00+00:00"}"#,
            #"dated_rows.dated_row 1 {"other": 2, "value": "2026-11-19T00:00:00+00:00"}"#,
            #"zipped_rows.zipped_row 0 {"other": [{"name": "x", "size": 1}], "value": "a"}"#,
            #"zipped_rows.zipped_row 1 {"other": [{"name": "y", "size": 2}], "value": "\#(strange)"}"#,
            #"crossed_rows.crossed_row 0 {"other": true, "value": 1}"#,
            #"crossed_rows.crossed_row 1 {"other": true, "value": 2}"#,
            #"member -1 {"other": 10, "value": 2}"#, #"odd_name -1 {"value": "good night all"}"#,
        ]
        if version == .v3_3 {
            expected += [#"known 0 {"other": 42, "value": 1}"#, #"known 1 {"other": 42, "value": "two"}"#]
        }
        for line in expected {
            let task = line.prefix { $0 != "{" }
            #expect(lines.contains(line), "\(lines.filter { $0.hasPrefix(task) })")
        }
        let deep = lines.first { $0.hasPrefix("numbers.number_item 5 ") } ?? ""
        #expect(deep.contains(#""value": {"deep": ["{%", 5]}"#), "\(deep)")
        #expect(lines.count == expected.count + 2, "\(output.suffix(8000))")
    }

    @Test(
        "Texts tell the result of their own instance, and are not written for a task that has failed",
        arguments: AirflowVersion.allCases)
    func texts(_ version: AirflowVersion) async throws {
        let (lines, output) = try await run([GivenTexts()], for: version, failing: true)
        #expect(
            lines.sorted() == ["cleared", "told 1 own fetched-eu", "told 1 own fetched-us"], "\(output.suffix(4000))")
    }

    @Test("A result beside an item that Airflow would not put in is refused")
    func refusedValues() throws {
        let refused = try CompiledFixtures([GivenBesideKnown()], for: .v2_11)
        #expect(refused.findings.map(\.code.id) == ["DAGC110"])
        #expect(refused.findings.first?.message.contains("takes the result for a list to map over") == true)
        for version in AirflowVersion.allCases {
            let objects = try CompiledFixtures([GivenInObject(), GivenInProduct()], for: version)
            #expect(objects.findings.map(\.code.id) == ["DAGC110", "DAGC110"], "\(objects.findings)")
        }
    }

    @Test("A connection is asked for by its id, whatever characters it has")
    func connectionIDs() throws {
        let compiled = try CompiledFixtures([ManyConnections()], of: ManyConnections.Platform(), for: .v3_3)
        #expect(compiled.findings.isEmpty, "\(compiled.findings)")
        let dag = try #require(compiled.artifacts.first { $0.path.text.hasSuffix("/many_connections.py") })
        let text = String(decoding: dag.bytes, as: UTF8.self)
        for expression in ["conn.plain.get_uri()", "conn['lake-2.query'].get_uri()", "conn.get('var').get_uri()"] {
            #expect(text.contains(expression), "\(text)")
        }
    }

    private let rows = #"[{"name": "x", "size": 1}, {"name": "y", "size": 2}]"#

    /// What the tasks of the pipelines have written down.
    private func run(
        _ pipelines: [any Pipeline], for version: AirflowVersion, failing: Bool = false
    ) async throws -> (lines: [String], output: String) {
        try await withTemporaryFolder { folder in
            let compiled = try CompiledFixtures(pipelines, for: version)
            #expect(compiled.findings.isEmpty, "\(compiled.findings)")
            try compiled.write(to: folder)
            let notes = folder.appending(path: "notes.txt")
            try Data().write(to: notes)
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"),
                variables: ["NOTES": notes.path, "AIRFLOW_VAR_CLOSING.OF-DAY": "good night"])
            var output = ""
            for pipeline in pipelines {
                let run = try await airflow.run("dags", "test", "\(pipeline.id)", "2026-11-19")
                #expect(failing || run.status == 0, "\(run.account.suffix(4000))")
                output += run.account
            }
            let text = try String(contentsOf: notes, encoding: .utf8)
            return (text.split(separator: "\n").map(String.init), output)
        }
    }
}
