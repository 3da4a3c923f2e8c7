import Foundation
import Testing

/// A real Prometheus, Pushgateway and Alertmanager run the emitted files on loopback, thirty times as fast. Minutes.
@Suite("A platform that is watched", .enabled(if: ProcessInfo.processInfo.environment["DAGC_SLOW_TESTS"] != nil))
struct LivePlatformTests {
    @Test("is quiet while it is well, and each trouble reaches its people and ends; dashboards show all of it")
    func isWatched() throws {
        let result = try GeneratedFiles.runScript("watch_platform.py", [GeneratedFiles.folder.path])
        print(result.output)
        #expect(result.status == 0, "\(result.output.suffix(6000))")
        let crossed = result.output.split(separator: "\n").filter { $0.hasPrefix("threshold") }
        #expect(crossed.count == 9)
    }

    @Test("tells what a real Airflow's own metrics say of a run that failed")
    func tellsOfAirflow() throws {
        let airflow = GeneratedFiles.package.appending(path: ".environments/airflow3/bin/python").path
        let result = try GeneratedFiles.runScript("airflow_alerts.py", [GeneratedFiles.folder.path, airflow])
        print(result.output.suffix(2000))
        #expect(result.status == 0, "\(result.output.suffix(6000))")
    }
}
