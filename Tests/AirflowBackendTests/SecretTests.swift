import DagDSL
import Foundation
import PipelineModel
import TestSupport
import Testing

/// What people can see of secrets.
@Suite(.slow) struct SecretTests {
    private struct Fields: Decodable {
        let bash_command: String
        let env: [String: String]
    }

    @Test(arguments: AirflowVersion.allCases)
    func `Airflow shows no connection that a compiled job was given`(_ version: AirflowVersion) async throws {
        try await withTemporaryFolder { folder in
            let compiled = try CompiledFixtures([Secretive()], for: version)
            #expect(compiled.findings.isEmpty, "\(compiled.findings)")
            try compiled.write(to: folder)
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"),
                // Airflow masks a password, and would not know it again as it stands in a URI.
                variables: ["AIRFLOW_CONN_DATABASE": "postgres://etl:p%40ss%2Fw%C3%B6rd@127.0.0.1:1/orders"])
            let run = try await airflow.runBesideEchoServer(["dags", "test", "secretive", "2026-11-19"])
            let fields = try await airflow.ask("rendered_fields.py", as: [String: Fields].self)
            let check = try #require(fields["check"], "\(run.account.suffix(4000))")
            #expect(check.env == ["SECRET_CONNECTION_DATABASE": "***"])
            #expect(check.bash_command.contains("--from '2026-11-18T00:00:00+00:00'"))
            for secret in ["p@ss/wörd", "p%40ss", "w%C3%B6rd"] {
                #expect(!run.account.contains(secret), "\(secret) is in the log")
            }
        }
    }
}
