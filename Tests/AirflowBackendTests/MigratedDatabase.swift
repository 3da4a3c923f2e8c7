import Foundation
import TestSupport

/// The empty database of each Airflow, made once: migrating one takes longer than most tests.
actor MigratedDatabase {
    static let shared = MigratedDatabase()

    private var migrations: [PythonEnvironment: Task<URL, any Error>] = [:]

    /// Where it lies: in the installation's own folder, and so made anew with it.
    func path(of installation: PythonEnvironment) async throws -> URL {
        let migration = migrations[installation] ?? Task { try await Self.make(installation) }
        migrations[installation] = migration
        return try await migration.value
    }

    private static func make(_ installation: PythonEnvironment) async throws -> URL {
        var airflow = try installation.command("airflow")
        let path = installation.folder.appending(path: "migrated.db")
        guard !FileManager.default.fileExists(atPath: path.path) else { return path }
        return try await withTemporaryFolder { home in
            airflow.environment["AIRFLOW_HOME"] = home.path
            airflow.environment["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"
            let migration = try await airflow.run("db", "migrate")
            guard migration.status == 0 else { throw RealAirflow.Failure(output: migration.account) }
            // Another run of the tests may be about to do the same: the last to come in wins, with a whole file.
            guard rename(home.appending(path: "airflow.db").path, path.path) == 0 else {
                throw CocoaError(.fileWriteUnknown)
            }
            return path
        }
    }
}
