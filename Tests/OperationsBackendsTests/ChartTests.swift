import Foundation
import Testing

@Suite("Values of charts", .enabled(if: Clusters.hasPython, "no Python of Tests/Environments/kubernetes.txt"))
struct ChartTests {
    private static let schema = GeneratedFiles.schemas.appending(path: "airflow-chart-values.schema.json")

    @Test(
        "for Airflow are what the schema of its chart takes",
        .enabled(if: FileManager.default.fileExists(atPath: schema.path), "no schema of the chart's values"))
    func areTaken() throws {
        let result = try Clusters.run("read_values.py", ["helm/airflow.yaml", Self.schema.path])
        #expect(result.status == 0, "\(result.output)")
    }

    @Test(
        "for Airflow are rendered by Helm to pods that read pipelines where they have to",
        .enabled(
            if: ProcessInfo.processInfo.environment["DAGC_AIRFLOW_CHART"] != nil,
            "DAGC_AIRFLOW_CHART names no folder of the chart"))
    func areRendered() throws {
        let chart = try #require(ProcessInfo.processInfo.environment["DAGC_AIRFLOW_CHART"])
        let result = try GeneratedFiles.run(
            Clusters.environment("helm").appending(path: "bin/python").path,
            [GeneratedFiles.scripts.appending(path: "render_charts.py").path, "helm/airflow.yaml", chart])
        #expect(result.status == 0, "\(result.output)")
    }
}

@Suite("Backups", .enabled(if: ProcessInfo.processInfo.environment["DAGC_SLOW_TESTS"] != nil, "slow"))
struct BackupTests {
    @Test("of a real PostgreSQL and Prometheus are whole, secret, restored and brought to a moment, and tell what cannot be")
    func areRestored() throws {
        let work = FileManager.default.temporaryDirectory.appending(path: "dagc-\(UUID().uuidString)")
        let scripts = work.appending(path: "scripts")
        try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
        defer {
            do { try FileManager.default.removeItem(at: work) } catch { print("left behind: \(work.path)") }
        }
        // The server refuses root, and its user may not read the package's folder.
        try FileManager.default.copyItem(at: GeneratedFiles.folder.appending(path: "backup"), to: scripts)
        let drill = work.appending(path: "backup_drills.py")
        try FileManager.default.copyItem(at: GeneratedFiles.scripts.appending(path: "backup_drills.py"), to: drill)
        let folder = work.appending(path: "work")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let words = ["/usr/bin/python3", drill.path, scripts.path, folder.path, "200000"]
        let result: GeneratedFiles.Result
        if getuid() == 0 {
            _ = try GeneratedFiles.run("/bin/chown", ["-R", "postgres", work.path])
            result = try GeneratedFiles.run("/sbin/runuser", ["-u", "postgres", "--"] + words, in: work)
        } else {
            result = try GeneratedFiles.run("/usr/bin/env", words, in: work)
        }
        print(result.output)
        #expect(result.status == 0, "\(result.output)")
    }
}
