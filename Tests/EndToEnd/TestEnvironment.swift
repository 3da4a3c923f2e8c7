import Foundation

/// Where the tests find this package and the Python environments that `Tests/run` makes.
enum TestEnvironment {
    static let package = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let endToEnd = package.appending(path: "Tests/EndToEnd")
    static let workload = endToEnd.appending(path: "Workload")
    static let jobRunner = package.appending(path: "Sources/Backends/Engines/SQLJobs/Runner")
    static let jobs = package.appending(path: "Tests/Jobs")

    enum Name: String {
        case airflow2, airflow3, data, mypy, ruff
    }

    /// A program of one of the Python environments.
    static func program(_ name: String, in environment: Name) throws -> URL {
        let url = package.appending(path: ".environments/\(environment.rawValue)/bin/\(name)")
        guard FileManager.default.isExecutableFile(atPath: url.path) else {
            throw MissingEnvironment(program: url)
        }
        return url
    }

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
        let own = package.appending(path: ".environments/data/bin").path
        return "\(own):\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")"
    }
}

struct MissingEnvironment: Error, CustomStringConvertible {
    let program: URL

    var description: String { "\(program.path) is missing: run Tests/run --environments-only" }
}

/// A folder that lives as long as the closure runs.
func withTemporaryFolder<Value>(_ body: (URL) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "dagc-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let value: Value
    do {
        value = try await body(folder)
    } catch {
        try FileManager.default.removeItem(at: folder)
        throw error
    }
    try FileManager.default.removeItem(at: folder)
    return value
}
