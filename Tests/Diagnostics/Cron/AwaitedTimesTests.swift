import Compilation
import Compiler
import DagDSL
import Diagnostics
import Foundation
import PipelineModel
import TestSupport
import Testing
import Workspace

@Suite struct AwaitedTimesTests {
    @Test(arguments: [("01:00", "06:00"), ("22:15", "06:30"), ("04:00", "00:30")] as [(TimeOfDay, TimeOfDay)])
    func `a run that is awaited by the clock is one that there is, on every day of two years`(
        _ early: TimeOfDay, _ late: TimeOfDay
    ) async throws {
        let first = FixturePipeline("first") { Bash("load", "true") }
            .with { $0.schedule = .daily(at: early, in: "Europe/Berlin") }
        let second = FixturePipeline("second") {
            ExternalTaskSensor("wait", of: first).givingUp(after: .hours(1))
        }
        .with { $0.schedule = .daily(at: late, in: "Europe/Berlin") }
        let project = FixtureProject()
        let catalog = Catalog(
            project: project, pipelines: [first, second].map { CatalogEntry($0, #filePath) })
        let compilation = Compilation.run(catalog, for: project.environments[0].model)
        let artifacts = try #require(compilation.artifacts, "\(compilation.report.sorted)").artifacts
        let file = try #require(artifacts.first { $0.path.text == "airflow/dags/second.py" })
        let models = try #require(compilation.project).model.pipelines

        let (theirs, own) = (Self.times(of: models[0]), Self.times(of: models[1]).dropFirst(2))
        let awaited = try await ask(String(decoding: file.bytes, as: UTF8.self), Array(own))
        let latest = own.compactMap { time in theirs.last { $0 <= time } }
        #expect(awaited.count == 728 && awaited == latest)
    }

    /// Those of the first two years.
    private static func times(of pipeline: PipelineModel) -> [Int] {
        guard let times = FireTimes(pipeline) else { return [] }
        return sequence(first: times.start) { times.next(after: $0) }.dropFirst().prefix(730).map(\.seconds)
    }

    private struct Question: Encodable {
        let file: String
        let times: [Int]
    }

    private func ask(_ file: String, _ times: [Int]) async throws -> [Int] {
        try await withTemporaryFolder { folder in
            let question = folder.appending(path: "question.json")
            try JSONEncoder().encode(Question(file: file, times: times)).write(to: question)
            let script = PackageFolder.tests.appending(path: "Diagnostics/Cron/awaited_times.py")
            let answer = try await PythonEnvironment.airflow3.python(script).succeed(input: question).output
            return try JSONDecoder().decode([Int].self, from: Foundation.Data(answer.utf8))
        }
    }
}
