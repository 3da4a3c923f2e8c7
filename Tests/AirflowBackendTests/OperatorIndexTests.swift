import Foundation
import TestSupport
import Testing

@testable import AirflowBackend

/// What is known of the operators of providers.
@Suite struct OperatorIndexTests {
    @Test("Classes are known with their parameters, which of them are rendered, and the release that was read")
    func classes() throws {
        let index = OperatorIndex.installed
        #expect(index.classes.count > 300)
        let bash = try #require(index.classes["airflow.providers.standard.operators.bash.BashOperator"])
        #expect(bash.parameters.contains("bash_command") && bash.rendered == ["bash_command", "env", "cwd"])
        #expect(!bash.isSensor && !bash.takesAny)
        #expect(
            index.parameters(of: bash, on: .v2).contains("sla") && index.parameters(of: bash, on: .v3).contains("pool"))
        let file = try #require(index.classes["airflow.providers.standard.sensors.filesystem.FileSensor"])
        #expect(file.isSensor && index.parameters(of: file, on: .v3).contains("poke_interval"))
        let pod = "airflow.providers.cncf.kubernetes.operators.pod.KubernetesPodOperator"
        #expect(index.release(of: pod)?.provider == "cncf-kubernetes")
        #expect(index.release(of: "airflow.providers.databricks.operators.databricks.Run") == nil)
    }

    @Test("The lines are those that the installed providers give", .slow)
    func lines() async throws {
        let script = airflowTests.appending(path: "Python/operator_index.py")
        let other = try PythonEnvironment.airflow2.program("python").path
        try await withTemporaryFolder { home in
            var python = try PythonEnvironment.airflow3.python(script, [other])
            python.environment["AIRFLOW_HOME"] = home.path
            python.environment["AIRFLOW__LOGGING__LOGGING_LEVEL"] = "ERROR"
            let answer = try await python.run(deadline: .seconds(600))
            let file = PackageFolder.root
                .appending(path: "Sources/Backends/Orchestrators/Airflow/Signatures/OperatorIndex+Installed.swift")
            let known = try String(contentsOf: file, encoding: .utf8)
            #expect(answer.output.contains(known), "\(answer.account.suffix(2_000))")
        }
    }
}
