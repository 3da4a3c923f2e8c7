import DagDSL
import Diagnostics
import Foundation
import PipelineModel
import TestSupport
import Testing

/// What stands around and within groups that are repeated, read by the Airflow that it was compiled for.
@Suite struct MappedGroupTests {
    @Test(arguments: AirflowVersion.allCases)
    func `a failure within a mapped group shows behind tasks that always run`(_ version: AirflowVersion) async throws {
        try await withTemporaryFolder { folder in
            let compiled = try CompiledFixtures([Watched(), Chosen()], for: version)
            #expect(compiled.findings.isEmpty, "\(compiled.findings)")
            try compiled.write(to: folder)
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"))
            let reading = try await airflow.read()
            #expect(reading.errors == [:] && reading.warnings == [])
            let watched = reading.dags["watched"]?["watcher"]?.upstream ?? []
            #expect(watched.sorted() == ["each.inner.clean", "each.inner.fetch", "each.load", "outer.parts.load"])
            #expect(reading.dags["chosen"]?.keys.sorted() == ["load"])
        }
    }

    @Test func `a decision within a mapped group is refused where Airflow takes none`() throws {
        #expect(try CompiledFixtures([Gated()], for: .v3_3).findings.map(\.code.id) == ["DAGC110"])
        #expect(try CompiledFixtures([Gated()], for: .v2_11).findings.isEmpty)
        #expect(try CompiledFixtures([Joined()], for: .v3_3).findings.map(\.code.id) == ["DAGC110"])
        #expect(try CompiledFixtures([Joined()], for: .v2_11).findings.map(\.code.id) == ["DAGC110"])
    }
}

private enum Way: String, Outcome {
    case left
    case right
}

private struct Watched: Pipeline {
    let id: PipelineID = "watched"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    var flow: some Flow {
        ForEach("each", over: .list(["a", "b"])) {
            Bash("load", "load \(.item)")
            Group("inner") { Bash("fetch", "fetch \(.item)") >>> Bash("clean", "clean \(.item)").always() }
        } >>> Bash("report", "report").always()
        Group("outer") {
            ForEach("parts", over: .list(["a", "b"])) { Bash("load", "load \(.item)") } >>> Bash("end", "end").always()
        }
    }
}

/// A choice that may be left empty.
private struct Chosen: Pipeline {
    let id: PipelineID = "chosen"
    let schedule: Schedule = .daily(at: "02:00", in: .utc)
    let owner: Owner = .team("tests")
    let region = Param.text("region", among: ["eu", "us"]).nullable()
    let size = Param.text("size", default: "small", among: ["small", "large"]).nullable()
    var params: [Param] { [region, size] }

    var flow: some Flow { Bash("load", "load \(.param(region)) \(.param(size))") }
}

private struct Gated: Pipeline {
    let id: PipelineID = "gated"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    var flow: some Flow {
        ForEach("part", over: .list(["yes", "no"])) {
            ContinueIf("go", "\(.item)", is: "yes") >>> Bash("work", "work")
        }
    }
}

private struct Joined: Pipeline {
    let id: PipelineID = "joined"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    var flow: some Flow {
        let parts = Bash("parts", "parts")
        ForEach("part", over: .result(of: parts)) {
            Branch("way", on: "\(.item)", among: Way.self) { way in
                switch way {
                case .left: Bash("left", "left")
                case .right: Bash("right", "right")
                }
            } >>> Bash("join", "join")
        }
    }
}
