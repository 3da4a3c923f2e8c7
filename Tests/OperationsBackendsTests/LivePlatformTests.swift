import Foundation
import TestSupport
import Testing

/// A real Prometheus, Pushgateway and Alertmanager run the emitted files on loopback, thirty times as fast. Minutes.
@Suite("A platform that is watched", .slow)
struct LivePlatformTests {
    @Test("is quiet while it is well, and each trouble reaches its people and ends; dashboards show all of it")
    func isWatched() async throws {
        let result = try await GeneratedFiles.runScript("watch_platform.py", [GeneratedFiles.folder.path])
        print(result.output)
        #expect(result.status == 0, "\(result.account.suffix(6000))")
        let crossed = result.output.split(separator: "\n").filter { $0.hasPrefix("threshold") }
        #expect(crossed.count == 9)
    }

    @Test("tells what a real Airflow's own metrics say of a run that failed")
    func tellsOfAirflow() async throws {
        let airflow = try PythonEnvironment.airflow3.program("python").path
        let result = try await GeneratedFiles.runScript("airflow_alerts.py", [GeneratedFiles.folder.path, airflow])
        print(result.account.suffix(2000))
        #expect(result.status == 0, "\(result.account.suffix(6000))")
    }
}
