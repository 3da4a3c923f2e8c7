import Foundation
import TestSupport
import Testing

/// The platform of a new package on this machine: up, a change, a run that fails, its alert, and each part killed.
///
/// It gets packages from PyPI, unless `DAGC_LOCAL_PYTHON` names an environment that has them.
@Suite(.serialized, .slow)
struct LocalPlatformTests {
    @Test func `a new package runs on this machine, tells of a failed run, and outlives the end of each part`()
        async throws
    {
        try await run("local_platform.py")
    }

    @Test func `a late pipeline and old data are told when they are, by Airflow's own metrics, and when they end`()
        async throws
    {
        try await run("watched_platform.py")
    }

    private func run(_ name: String) async throws {
        let program = TestEnvironment.endToEnd.appending(path: "Python/\(name)")
        let script = Command(
            program: URL(filePath: "/usr/bin/env"),
            arguments: [
                "python3", program.path, BuiltProgram.dagc.url.path, BuiltProgram.dagSync.url.path,
                TestEnvironment.package.path,
            ],
            environment: ProcessInfo.processInfo.environment)
        // A package is built from nothing, and a pipeline is late only after its time.
        let result = try await script.run(deadline: .seconds(7_200))
        print(result.output)
        #expect(result.status == 0, "\(result.output.suffix(4000))\(result.errors.suffix(4000))")
    }
}
