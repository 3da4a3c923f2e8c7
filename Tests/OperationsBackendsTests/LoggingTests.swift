import Foundation
import TestSupport
import Testing

@Suite("The configuration of Fluentd")
struct LoggingTests {
    private static let lines = PackageFolder.tests.appending(path: "OperationsBackendsTests/Logs")

    @Test("listens where its pod is asked, takes each file once, and takes lines of the real programs apart")
    func reads() async throws {
        let result = try await GeneratedFiles.runScript(
            "read_logs.py", [GeneratedFiles.folder.path, Self.lines.path])
        #expect(result.status == 0, "\(result.account.suffix(4000))")
    }
}
