import Foundation
import TestSupport
import Testing

@Suite("The configuration of Fluentd")
struct LoggingTests {
    private static let lines = PackageFolder.tests.appending(path: "OperationsBackendsTests/Logs")

    @Test("writes to a name that a job has put before the first index, which may be run again")
    func hasItsIndex() async throws {
        let result = try await GeneratedFiles.runScript("log_index.py", [GeneratedFiles.folder.path])
        #expect(result.status == 0, "\(result.account.suffix(4000))")
    }

    @Test(
        "listens where its pod is asked, takes each file once, takes whole lines of the real programs apart, loses none of another form, and keeps what it has read"
    )
    func reads() async throws {
        let result = try await GeneratedFiles.runScript(
            "read_logs.py", [GeneratedFiles.folder.path, Self.lines.path])
        #expect(result.status == 0, "\(result.account.suffix(4000))")
    }
}
