import Foundation
import TestSupport

/// Where the tests find what they run, and what it needs.
enum TestEnvironment {
    static let package = PackageFolder.root
    static let endToEnd = package.appending(path: "Tests/EndToEnd")
    static let workload = endToEnd.appending(path: "Workload")
    static let jobRunner = package.appending(path: "Sources/Backends/Engines/SQLJobs/Runner")
    static let jobs = package.appending(path: "Tests/Jobs")

    /// What Spark, dbt and the other engines need of an environment, and nothing of the caller's but its search path.
    static func engines(home: URL) -> [String: String] {
        [
            "PATH": searchPath,
            "HOME": home.path,
            "LANG": "C.UTF-8",
            "SPARK_CONF_DIR": workload.appending(path: "spark").path,
            "SPARK_LOCAL_IP": "127.0.0.1",
            "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        ]
    }

    /// Spark, dbt and a Python with every engine come before the machine's own programs.
    static var searchPath: String {
        let own = PythonEnvironment.data.folder.appending(path: "bin").path
        return "\(own):\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")"
    }
}
