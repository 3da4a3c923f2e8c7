import CodeModels
import DagDSL
import PipelineModel
import Testing
import Workspace

@testable import StepFunctionsBackend

@Suite("Spark jobs on Glue")
struct GlueTests {
    @Test("A Spark job becomes a definition of Glue and a state that runs it for the window")
    func definition() throws {
        let files = try CompiledMachines.files(of: GluePipeline(), in: GlueProject())
        let template = try Self.document("template.json", files)
        let machine = try Self.document("machines/glue.asl.json", files)
        #expect(MachineFaults.all(in: machine) == [])

        let job = template["Resources"]?["JobGlueClean"]
        #expect(job?["Type"] == "AWS::Glue::Job")
        let properties = job?["Properties"]
        #expect(properties?["Command"]?["ScriptLocation"] == "s3://jobs/clean.py")
        #expect(properties?["GlueVersion"] == "5.0" && properties?["ExecutionClass"] == "FLEX")
        // 20 GiB for each of four executors, and a worker for the driver.
        #expect(properties?["WorkerType"] == "G.2X" && properties?["NumberOfWorkers"] == 5)
        #expect(properties?["MaxRetries"] == 0 && properties?["ExecutionProperty"]?["MaxConcurrentRuns"] == 1)
        #expect(properties?["DefaultArguments"]?["--job-bookmark-option"] == "job-bookmark-disable")
        #expect(
            properties?["DefaultArguments"]?["--conf"]
                == "spark.sql.session.timeZone=UTC --conf spark.sql.shuffle.partitions=8")

        let state = machine["States"]?["clean"]
        #expect(state?["Resource"] == "arn:aws:states:::glue:startJobRun.sync")
        #expect(state?["Arguments"]?["JobName"] == properties?["Name"])
        #expect(state?["Arguments"]?["Arguments"]?["--input"] == "s3://lake/raw")
        #expect(state?["Arguments"]?["Arguments"]?["--from"] == "{% $run.start %}")
        #expect(state?["Arguments"]?["Arguments"]?["--strict"] == "")
        // The state waits longer than the job may take, so that it is Glue that ends the job.
        #expect(state?["TimeoutSeconds"] == 7_200 && properties?["Timeout"] == 119)
    }

    @Test("Sizes choose the smallest worker that has them")
    func workers() {
        #expect(GlueWorker.smallest(cores: 1, heapMiB: 0).name == "G.1X")
        #expect(GlueWorker.smallest(cores: 5, heapMiB: 0).name == "G.2X")
        #expect(GlueWorker.smallest(cores: 1, heapMiB: 20_481).name == "G.4X")
        #expect(GlueWorker.smallest(cores: 64, heapMiB: 0).name == "G.8X")
    }

    @Test("Arguments are taken by name, each once")
    func arguments() {
        func names(_ words: String...) -> [String]? {
            GlueArguments.pairs(of: words.map { RuntimeText($0) })?.map { "\($0.name)=\($0.value.known ?? "")" }
        }
        #expect(names("--a", "1", "--flag", "--b", "2") == ["--a=1", "--flag=", "--b=2"])
        #expect(names("a") == nil && names("--a", "1", "2") == nil && names("--a=1") == nil)
        #expect(names("--a", "1", "--a", "2") == nil)
    }

    private static func document(_ name: String, _ files: [Artifact]) throws -> Document {
        let file = try #require(files.first { $0.path.description == "stepfunctions/\(name)" })
        return try JSONParser.parse(file.bytes)
    }
}

private struct GluePipeline: Pipeline {
    let id: PipelineID = "glue"
    let schedule: Schedule = .daily(at: "02:00", in: .utc)
    let owner: Owner = .team("tests")
    let maximumActiveRuns: Int? = 1
    let runTimeout: Duration? = .hours(12)

    var flow: some Flow {
        SparkJob("clean", main: "clean.py", reads: Tables.raw, writes: Tables.clean)
            .resources(executors: 4, executorMemory: .gibibytes(20)).configuration(.shufflePartitions(8))
            .arguments("--strict").timeout(.hours(2))
    }
}

private enum Tables {
    static let lake = Store("lake", uri: "s3://lake")
    static let raw = Dataset<Row>("raw", in: lake, path: "raw")
    static let clean = Dataset<Row>("clean", in: lake, path: "clean")
}

private struct Row: Schema {
    let id = Column<Int>("id")
}

private struct GlueProject: Project {
    let name: Name = "jobs"
    let start = Day(2026, 1, 1)
    let environments = [
        Environment(
            "aws",
            orchestrator: .stepFunctions(
                region: "eu-central-1", account: "123456789012",
                glue: GlueSetting(
                    .v5_0, role: "arn:aws:iam::123456789012:role/glue", code: "s3://jobs", isFlexible: true)),
            data: DataPlatform(
                stores: [StoreSetting(Tables.lake, .duckDB("/lake.duckdb"), root: "s3://lake")]))
    ]
}
