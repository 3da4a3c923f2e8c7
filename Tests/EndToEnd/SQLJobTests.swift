import Foundation
import Testing

@Suite struct SQLJobTests {
    @Test func `the SQL job runner passes its own tests on DuckDB, ClickHouse and fakesnow`() async throws {
        let tests = Command(
            program: try TestEnvironment.program("python", in: .data),
            arguments: [TestEnvironment.endToEnd.appending(path: "Python/test_sql_job.py").path],
            environment: ["PATH": TestEnvironment.searchPath])
        let result = try await tests.succeed()
        #expect(result.errors.contains(#/Ran \d\d tests/#))
    }
}
