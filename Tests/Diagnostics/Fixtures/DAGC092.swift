import DagDSL

struct DAGC092: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline("first") {
                    SparkJob("clean", main: "a.py", reads: Data.raw, writes: Data.clean)
                }
                .with {
                    $0.schedule = .onUpdate(of: .dataset(Data.mart))  // expect: DAGC092 DAGC078
                }, Self.file),
            CatalogEntry(
                FixturePipeline("second") {
                    SQLStatement("load", in: .warehouse, "select 1").reads(Data.clean).writes(Data.mart)
                }
                .with {
                    $0.schedule = .onUpdate(of: .dataset(Data.clean))
                }, Self.file),
            CatalogEntry(Self.own, Self.file),
            CatalogEntry(Self.left, Self.file),
            CatalogEntry(Self.right, Self.file),
            CatalogEntry(Self.again, Self.file),
        ]
    }

    private static var own: FixturePipeline {
        FixturePipeline("own") {
            ExternalTaskSensor("wait", of: Named("own"), task: "later").givingUp(after: .hours(1))  // expect: DAGC092
                >>> Bash("later", "true")
        }
    }

    private static var left: FixturePipeline {
        FixturePipeline("left") {
            ExternalTaskSensor("wait", of: Named("right"), task: "last").givingUp(after: .hours(1))  // expect: DAGC092
                >>> Bash("last", "true")
        }
    }

    private static var right: FixturePipeline {
        FixturePipeline("right") {
            ExternalTaskSensor("wait", of: Named("left"), task: "last").givingUp(after: .hours(1))
                >>> Bash("last", "true")
        }
    }

    private static var again: FixturePipeline {
        FixturePipeline("again") { PipelineTrigger("start", of: Named("again")) }.with {  // expect: DAGC092
            $0.schedule = .manual()
        }
    }

    /// A pipeline of the project, where only its id matters.
    private struct Named: Pipeline {
        let id: PipelineID
        let schedule: Schedule = .manual()
        let owner: Owner = .team("tests")

        init(_ id: PipelineID) { self.id = id }

        var flow: some Flow { Empty("none") }
    }
}
