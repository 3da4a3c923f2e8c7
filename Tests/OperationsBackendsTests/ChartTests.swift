import Foundation
import TestSupport
import Testing

@Suite("Values of charts", .enabled(if: Clusters.hasPython, "no Python of Tests/Environments/kubernetes.txt"))
struct ChartTests {
    private static let schema = PackageFolder.schemas.appending(path: "airflow-chart-values.schema.json")
    private static let chart = ProcessInfo.processInfo.environment["DAGC_AIRFLOW_CHART"]

    @Test(
        "for Airflow are what the schema of its chart takes",
        .enabled(if: FileManager.default.fileExists(atPath: schema.path), "no schema of the chart's values"))
    func areTaken() async throws {
        let result = try await Clusters.run("read_values.py", ["helm/airflow.yaml", Self.schema.path])
        #expect(result.status == 0, "\(result.account)")
    }

    @Test(
        "for Airflow are rendered by Helm to pods that read pipelines where they have to",
        .enabled(if: chart != nil, "DAGC_AIRFLOW_CHART names no folder of the chart"))
    func areRendered() async throws {
        let script = Clusters.scripts.appending(path: "render_charts.py")
        let result = try await PythonEnvironment.helm.python(script, ["helm/airflow.yaml", try #require(Self.chart)])
            .run(in: GeneratedFiles.folder)
        #expect(result.status == 0, "\(result.account)")
    }
}

@Suite("Backups", .slow)
struct BackupTests {
    @Test("of real servers are whole, secret, restored and brought to a moment, and tell what cannot be")
    func areRestored() async throws {
        try await withTemporaryFolder { work in
            // The server refuses root, and its user may not read the package's folder.
            let scripts = work.appending(path: "scripts")
            try FileManager.default.copyItem(
                at: GeneratedFiles.folder.appending(path: "backup").resolvingSymlinksInPath(), to: scripts)
            let drill = work.appending(path: "backup_drills.py")
            try FileManager.default.copyItem(at: Clusters.scripts.appending(path: "backup_drills.py"), to: drill)
            let folder = work.appending(path: "work")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            var words = ["python3", drill.path, scripts.path, folder.path, "200000"]
            if getuid() == 0 {
                try await Command(named: "chown", ["-R", "postgres", work.path]).succeed()
                words = ["runuser", "-u", "postgres", "--"] + words
            }
            let result = try await Command(named: words[0], Array(words.dropFirst())).run(in: work)
            print(result.output)
            #expect(result.status == 0, "\(result.account)")
        }
    }
}
