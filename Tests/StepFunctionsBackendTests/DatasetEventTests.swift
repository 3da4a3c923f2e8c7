import CodeModels
import Compilation
import DagDSL
import Diagnostics
import Foundation
import TestSupport
import Testing
import Workspace

@testable import StepFunctionsBackend

@Suite("Runs that updates of datasets start, and that wait for each other")
struct DatasetEventTests {
    @Test("A run tells of the datasets that its tasks have updated, and of no others")
    func telling() async throws {
        let machine = try Self.document("machines/writer.asl.json", try Self.files())
        #expect(MachineFaults.all(in: machine) == [])
        let names = ["second", "first"]
        let runs = [[], ["second"], names].enumerated().map { number, failing in
            MachineRun(
                name: "writer\(number)", machine: machine,
                answers: failing.map { ($0, [MachineRun.thrown("ECS.TaskFailed")]) }, byMoto: number == 1)
        }
        let results = try await AWSTools.run(runs)
        #expect(results.map { $0.interpreter.entered?.contains("Tell what is new") } == [true, true, false])
        #expect(results.map { $0.interpreter.entered?.contains("Tell how it has ended") } == [true, true, true])
        #expect(results[1].moto?.states == results[1].interpreter.states)
        let entries = machine["States"]?["Tell what is new"]?["Arguments"]?["Entries"]?.string ?? ""
        #expect(entries.contains("'dataset': 's3://lake/one'") && entries.contains("'Source': 'dagc.events'"))
        #expect(!entries.contains("unheard"))
    }

    @Test("A rule starts the pipelines that wait for any of them, and cfn-lint has nothing to say")
    func hearing() async throws {
        let files = try Self.files()
        let template = try Self.document("template.json", files)
        let rule = template["Resources"]?["ReaderUpdates"]?["Properties"]
        #expect(rule?["EventPattern"]?["detail"]?["dataset"] == ["s3://lake/one", "s3://lake/two"])
        #expect(rule?["EventPattern"]?["source"] == ["dagc.events"])
        // One run of the writer is one cause, however many datasets it has updated.
        guard case .array(let targets) = rule?["Targets"] ?? .null else { return }
        #expect(
            targets.first?["InputTransformer"]?["InputTemplate"]
                == #"{"time": "<time>", "cause": "<pipeline>/<run>"}"#)
        try await withTemporaryFolder { folder in
            for file in files where file.origin.backend == "step-functions" {
                let name = file.path.description.split(separator: "/").last.map(String.init) ?? ""
                try Foundation.Data(file.bytes).write(to: folder.appending(path: name))
            }
            let path = folder.appending(path: "template.json").path
            #expect(try await AWSTools.call("lint_template.py", path, folder.path) == "")
        }
    }

    @Test("A run that tells of several datasets starts one run of the pipeline that waits for any of them")
    func once() async throws {
        let machine = try Self.document("machines/reader.asl.json", try Self.files())
        #expect(MachineFaults.all(in: machine) == [])
        let results = try await AWSTools.run(
            [("a", "writer/1"), ("b", "writer/1"), ("c", "writer/2")].map { execution, cause in
                MachineRun(
                    name: execution, machine: machine,
                    input: ["time": "2026-03-28T02:00:00Z", "cause": .string(cause)], execution: execution,
                    withTable: true)
            })
        #expect(results.map { $0.interpreter.entered?.contains("read") } == [true, false, true])
    }

    @Test(
        "A sensor hears how a task of another run has ended",
        arguments: [("success", "success"), ("upstream_failed", "failed")])
    func waiting(_ other: String, _ state: String) async throws {
        let machine = try Self.document("machines/waiter.asl.json", try Self.files())
        #expect(MachineFaults.all(in: machine) == [])
        let look: Document = [
            "Return": ["Item": ["ended": ["S": "failed"], "tasks": ["M": ["second": ["S": .string(other)]]]]]
        ]
        let nothing: Document = ["Return": [:]]
        let result = try await AWSTools.run([
            MachineRun(
                name: "waiter", machine: machine, answers: [("other", [nothing]), ("late", [look])],
                input: ["time": "2026-03-29T03:00:00Z"])
        ])[0].interpreter
        #expect(result.status == "FAILED")
        #expect(result.states?["late"] == state)
        // What nobody ever writes is looked for until the time is over.
        #expect(result.states?["other"] == "failed")
        #expect(result.waits?.count == 9)
    }

    private static func files() throws -> [Artifact] {
        let project = EventProject()
        let pipelines: [any Pipeline] = [Writer(), Reader(), Waiter()]
        let entries = pipelines.map { CatalogEntry($0, source: "tests.swift", path: #filePath, line: 1) }
        let compilation = Compilation.run(
            Catalog(project: project, pipelines: entries), for: project.environments[0].model)
        let mistakes = compilation.report.sorted.map { "\($0.code.id) \($0.message)" }
        return try #require(compilation.artifacts, "\(mistakes.joined(separator: "\n"))").artifacts
    }

    private static func document(_ name: String, _ files: [Artifact]) throws -> Document {
        let file = try #require(files.first { $0.path.description == "stepfunctions/\(name)" })
        return try JSONParser.parse(file.bytes)
    }
}

private enum Tables {
    static let lake = Store("lake", uri: "s3://lake")
    static let one = Dataset<Row>("one", in: lake, path: "one")
    static let two = Dataset<Row>("two", in: lake, path: "two")
    static let unheard = Dataset<Row>("unheard", in: lake, path: "unheard")
}

private struct Row: Schema {
    let id = Column<Int>("id")
}

private struct Writer: Pipeline {
    let id: PipelineID = "writer"
    let schedule: Schedule = .daily(at: "02:00", in: .utc)
    let owner: Owner = .team("tests")

    var flow: some Flow {
        Bash("first", "true").writes(Tables.one)
        Bash("second", "true").writes(Tables.two).writes(Tables.unheard)
    }
}

private struct Reader: Pipeline {
    let id: PipelineID = "reader"
    let schedule: Schedule = .onUpdate(of: .any(.dataset(Tables.one), .dataset(Tables.two)))
    let owner: Owner = .team("tests")

    var flow: some Flow { Bash("read", "true") }
}

private struct Waiter: Pipeline {
    let id: PipelineID = "waiter"
    let schedule: Schedule = .daily(at: "03:00", in: .utc)
    let owner: Owner = .team("tests")

    var flow: some Flow {
        ExternalTaskSensor("late", of: Writer(), task: "second")
            .checking(every: .minutes(5)).givingUp(after: .hours(1))
        ExternalTaskSensor("other", of: Writer(), task: "first")
            .checking(every: .minutes(5)).givingUp(after: .minutes(50))
    }
}

private struct EventProject: Project {
    let name: Name = "events"
    let start = Day(2026, 1, 1)
    let environments = [
        Environment(
            "aws",
            orchestrator: .stepFunctions(
                region: "eu-central-1", account: "123456789012",
                containers: FargateSetting(
                    cluster: "jobs", image: "registry.example.com/jobs:1", tree: "/opt/dagc",
                    subnets: ["subnet-1"], securityGroups: ["sg-1"])),
            data: DataPlatform(
                stores: [StoreSetting(Tables.lake, .duckDB("/lake.duckdb"), root: "s3://lake")]))
    ]
}
