import Foundation
import TestSupport
import Testing

/// `dagc validate --with-python` against Pythons that have what tasks need, or not.
@Suite struct RequirementsTests {
    private static let local = ["validate", "--environment", "local", "--with-python"]

    @Test func `a Python without the packages of the workers is told each that is missing, and fails`() async throws {
        let bare = try PythonEnvironment.ruff.program("python").path
        let result = try await DagcProgram.run(Self.local + ["--airflow-python", bare, "--worker-python", bare])
        #expect(result.status == 1, "\(result.errors)")
        for missing in [
            "airflow/requirements.txt: apache-airflow~=3.3.0 is not installed",
            "airflow/requirements.txt: apache-airflow-providers-standard is not installed",
            "jobs/requirements.txt: chdb>=3 is not installed", "jobs/requirements.txt: duckdb>=1.1 is not installed",
        ] {
            #expect(result.errors.contains(missing), "\(result.errors)")
        }
    }

    @Test func `the Python of the job runner has all that it needs`() async throws {
        let airflow = try PythonEnvironment.airflow3.program("python").path
        let worker = try PythonEnvironment.data.program("python").path
        let result = try await DagcProgram.run(Self.local + ["--airflow-python", airflow, "--worker-python", worker])
        #expect(result.errors.contains(#/local, jobs/requirements.txt: all \d packages are there/#), "\(result.errors)")
        #expect(!result.errors.contains("apache-airflow~=3.3.0"), "\(result.errors)")
    }

    @Test func `a Python that is not there is named, with what to say instead`() async throws {
        let result = try await DagcProgram.run(
            Self.local + ["--airflow-python", "/nowhere/python3", "--worker-python", "/nowhere/python3"])
        #expect(result.status == 1)
        #expect(result.errors.contains("/nowhere/python3") && result.errors.contains("--worker-python"))
    }
}
