import Compilation
import DagDSL
import Diagnostics
import Testing

/// What a target cannot do is said in the same run as what is wrong on every target.
@Suite struct AllAtOnceTests {
    @Test func `a limit is found beside an error that leaves the model sound`() {
        let pipeline = FixturePipeline {
            Approval("release", "Publish the figures?") >>> Bash("publish", "publish").pool(Pool("nowhere"))
        }
        #expect(Self.codes(of: [pipeline]) == ["DAGC060", "DAGC110"])
    }

    @Test func `a pipeline that names what is not there hides no limit of another`() {
        let broken = FixturePipeline("broken") {
            Approval("release", "Publish?") >>> SQLCheck("count", in: Store("nowhere", uri: "s3://nowhere"), "select 1")
        }
        #expect(Self.codes(of: [broken]) == ["DAGC120"])
        let asking = FixturePipeline("asking") { Approval("release", "Publish?") >>> Bash("publish", "publish") }
        #expect(Self.codes(of: [broken, asking]) == ["DAGC110", "DAGC120"])
    }

    @Test func `what an environment says twice hides all limits`() {
        let asking = FixturePipeline { Approval("release", "Publish?") >>> Bash("publish", "publish") }
        #expect(Self.codes(of: [asking], Repeating()) == ["DAGC188"])
    }

    /// Those of errors, each once.
    private static func codes(of pipelines: [FixturePipeline], _ project: any Project = FixtureProject()) -> [String] {
        let entries = pipelines.enumerated().map { CatalogEntry($1, #filePath, at: -1 - $0) }
        let catalog = Catalog(project: project, pipelines: entries)
        let compilation = Compilation.run(catalog, for: project.environments[0].model)
        #expect(compilation.project == nil && compilation.artifacts == nil)
        return Set(compilation.report.diagnostics.filter { $0.severity == .error }.map(\.code.id)).sorted()
    }
}

private struct Repeating: Project {
    let name: Name = "repeating"
    let start = Day(2026, 1, 1)
    let environments = [
        Environment(
            "test", orchestrator: .airflow(.v2_11, tree: "/dags"),
            data: DataPlatform(variables: [.bucket, .bucket]))
    ]
}
