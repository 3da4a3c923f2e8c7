import Foundation

/// Tests in which a real Airflow works for minutes. `Tests/run --slow` runs them too.
enum SlowTests {
    static let areWanted = ProcessInfo.processInfo.environment["DAGC_SLOW_TESTS"] != nil
}
