import DagDSL

struct DAGC328: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = OneEnvironment(
        Environment(  // expect: DAGC328
            "test", orchestrator: .fixture, data: .fixture,
            cluster: .kubernetes(
                .installedCluster, namespace: "jobs",
                installing: Installation(
                    profiles: [Profile("all", memory: .gibibytes(8))],
                    workers: WorkerLimit(1, memory: .mebibytes(256), cpu: .milli(100)),
                    sync: .dagSync("https://git.example.com/dags.git", image: "dag-sync:1")
                ).backups(in: "s3://backups/one", copies: "s3://backups/two", by: "backup-tools:1")),
            components: [.ranking()], operations: .fixture))

    var entries: [CatalogEntry] {
        [
            .daily(Self.file)
        ]
    }
}
