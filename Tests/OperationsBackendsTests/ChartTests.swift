import Foundation
import TestSupport
import Testing

@Suite("Values of charts", .enabled(if: Clusters.hasPython, "no Python of Tests/Environments/kubernetes.txt"))
struct ChartTests {
    private static let schema = PackageFolder.schemas.appending(path: "airflow-chart-values.schema.json")
    /// A folder with a folder for each chart, called as its values are, with its own dependencies in `charts`.
    private static let charts = ProcessInfo.processInfo.environment["DAGC_CHARTS"]

    @Test(
        "for Airflow are what the schema of its chart takes",
        .enabled(if: FileManager.default.fileExists(atPath: schema.path), "no schema of the chart's values"))
    func areTaken() async throws {
        let result = try await Clusters.run("read_values.py", ["helm/airflow.yaml", Self.schema.path])
        #expect(result.status == 0, "\(result.account)")
    }

    @Test(
        "for Airflow are rendered by Helm to pods that read pipelines where they have to",
        .enabled(if: charts != nil, "DAGC_CHARTS names no folder of charts"))
    func areRendered() async throws {
        try await render("render_charts.py", ["helm/airflow.yaml", "\(try #require(Self.charts))/airflow"])
    }

    @Test(
        "are rendered by Helm to pods that their namespaces take, that policies are about and whose logs can be read",
        .enabled(if: charts != nil, "DAGC_CHARTS names no folder of charts"))
    func areTakenByClusters() async throws {
        try await render("chart_pods.py", [".", try #require(Self.charts)])
    }

    private func render(_ script: String, _ arguments: [String]) async throws {
        let helm = try PythonEnvironment.helm.python(Clusters.scripts.appending(path: script), arguments)
        let result = try await helm.run(in: GeneratedFiles.folder)
        print(result.output)
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
