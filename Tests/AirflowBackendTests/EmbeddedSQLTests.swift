import DagDSL
import Foundation
import PipelineModel
import TestSupport
import Testing

/// SQL in stores whose engine is a library, as on a developer's machine, run by a real Airflow and a real DuckDB.
@Suite struct EmbeddedSQLTests {
    @Test(arguments: AirflowVersion.allCases)
    func `a statement changes a DuckDB and a query hands its rows on`(_ version: AirflowVersion) async throws {
        try await withTemporaryFolder { folder in
            let compiled = try CompiledFixtures(
                [EmbeddedSQL()], of: EmbeddedProject(folder: folder.path), for: version)
            #expect(compiled.findings.isEmpty, "\(compiled.findings)")
            try compiled.write(to: folder)
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"),
                variables: ["AIRFLOW_VAR_WORD": "it's {{ 1 }}; drop table sales"])
            // Twice: a run that is repeated finds the database that it has made.
            for _ in 1...2 {
                let result = try await airflow.run("dags", "test", "embedded_sql", "2026-11-19")
                #expect(result.endsInSuccess, "\(result.account.suffix(4000))")
            }
        }
    }
}

private struct EmbeddedSQL: Pipeline {
    let id: PipelineID = "embedded_sql"
    let schedule: Schedule = .daily(at: "00:00", in: .utc)
    let owner: Owner = .team("tests")

    var flow: some Flow {
        let load = SQLStatement(
            "load", in: .embedded,
            """
            create table if not exists sales (day timestamp, country text, amount int);
            delete from sales where day = timestamptz '\(.windowStart)';
            insert into sales values (timestamptz '\(.windowStart)', 'de', 30), (timestamptz '\(.windowStart)', 'fr', 5)
            """)
        let name = SQLStatement(
            "name", in: .embedded, "update sales set country = $word where country = $old",
            parameters: ["word": "\(.variable(.word))", "old": "fr"])
        let query = SQLQuery(
            "query", in: .embedded, "select country, amount from sales order by amount desc", rows: Total.self)
        let sold = PythonCall("sold", "sold", in: "figures.py", ["rows": .result(query.rows)])

        load >>> name >>> query >>> sold
    }
}

extension Variable {
    fileprivate static let word = Variable("word")
}

private struct EmbeddedProject: Project {
    let name: Name = "kinds"
    let start = Day(2026, 1, 1)
    let environments: [Environment]

    init(folder: String) {
        let tree = RuntimeString(stringLiteral: folder)
        let python = RuntimeString(stringLiteral: PythonEnvironment.data.folder.appending(path: "bin/python").path)
        environments = [
            Environment(
                "local", orchestrator: .airflow(.v3_3, tree: tree),
                data: DataPlatform(
                    stores: [StoreSetting(.embedded, .duckDB(RuntimeString(stringLiteral: "\(folder)/sales.duckdb")))],
                    variables: [.word], python: python))
        ]
    }
}
