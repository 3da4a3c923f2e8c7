import CodeModels
import DagDSL
import Testing
import Workspace

@testable import StepFunctionsBackend

/// Starts against the table of runs, as DynamoDB has it: its conditions decide.
@Suite("Starts of runs")
struct StartTests {
    private static let failing = [("load", [MachineRun.thrown("ECS.TaskFailed")])]
    private static let time: Document = ["time": "2026-03-28T02:00:00Z"]

    @Test("A start that is handed on twice works once, and one after a failure works again with the same input")
    func again() async throws {
        let machine = try Self.machine(of: Started())
        let run = { (execution: String, answers: [(String, [Document])], input: Document) in
            MachineRun(
                name: execution, machine: machine, answers: answers, input: input, execution: execution,
                withTable: true)
        }
        let window: Document = ["start": "2026-03-27T02:00:00Z", "end": "2026-03-28T02:00:00Z"]
        let results = try await AWSTools.run([
            run("first", Self.failing, Self.time), run("again", [], Self.time), run("twice", [], Self.time),
            run("next", [], ["time": "2026-03-29T02:00:00Z"]), run("repeated", [], window),
        ]).map(\.interpreter)
        #expect(results.map(\.status) == ["FAILED", "SUCCEEDED", "SUCCEEDED", "SUCCEEDED", "SUCCEEDED"])
        #expect(results.map { $0.entered?.contains("load") } == [true, true, false, true, true])
        #expect(results[0].cause == "failed: load")
    }

    @Test("An answer that is lost does not end the run that it is for, nor keep its place or cause")
    func lost() async throws {
        let machine = try Self.machine(of: Started())
        let done: Document = ["Return": [:]]
        let states = ["Is it the first start?", "Wait for the run before", "Let the next run begin"]
        let results = try await AWSTools.run(
            states.map { state in
                // What was done is found done when it is asked for again.
                let last = state == "Let the next run begin" ? MachineRun.thrown(RunTable.refused) : MachineRun.lost
                return MachineRun(
                    name: state, machine: machine, answers: [(state, [MachineRun.lost, last, done])],
                    input: Self.time, execution: state, withTable: true)
            } + [MachineRun(name: "failed", machine: machine, answers: Self.failing, execution: "a", withTable: true)]
        ).map(\.interpreter)
        #expect(results[0].entered?.contains("load") == true, "\(results[0])")
        #expect(results.map(\.status) == ["SUCCEEDED", "SUCCEEDED", "SUCCEEDED", "FAILED"])
    }

    @Test("Every call that a machine makes on its own account is made again when it fails")
    func retries() async throws {
        let files =
            try CompiledMachines.files(of: EveryWork()) + CompiledMachines.files(of: Started())
            + CompiledMachines.files(of: Configured(), in: ConfiguredProject())
        var names: Set<String> = []
        for file in files where file.path.description.hasSuffix(".asl.json") {
            guard case .object(let states) = try JSONParser.parse(file.bytes)["States"] ?? .null else { continue }
            // Tasks have the retries that their pipelines give them, and their ids have no blanks.
            for (name, state) in states.entries where state["Type"] == "Task" && name.contains(" ") {
                guard case .array(let retriers) = state["Retry"] ?? .null else {
                    Issue.record("`\(name)` of \(file.path) has no retry")
                    continue
                }
                #expect(retriers.last?["ErrorEquals"] == ["States.ALL"], "\(name)")
                names.insert(name)
            }
        }
        #expect(
            names.isSuperset(of: [
                "Window of the run", "Is it the first start?", "Wait for the run before", "Let the next run begin",
                "Let it be started again",
            ]), "\(names)")
    }

    @Test("A machine reads more values of the environment than one call gives, and none that is secret")
    func variables() async throws {
        let machine = try Self.machine(of: Configured(), in: ConfiguredProject())
        #expect(MachineFaults.all(in: machine) == [])
        let results = try await AWSTools.run([
            // Without moto, which gives an expression the context or the result, and not both.
            MachineRun(name: "all", machine: machine),
            MachineRun(
                name: "secret", machine: machine,
                answers: [
                    (
                        "Values of the environment (1)",
                        [
                            [
                                "Return": [
                                    "Parameters": [["Name": "/machines/v0", "Value": "x", "Type": "SecureString"]]
                                ]
                            ]
                        ]
                    )
                ]),
        ])
        #expect(results[0].interpreter.status == "SUCCEEDED", "\(results[0])")
        #expect(results[1].interpreter.error == "States.QueryEvaluationError")
        #expect(results[1].interpreter.cause?.contains("no machine may read a SecureString: ") == true)
        guard case .object(let states) = machine["States"] ?? .null else { return }
        let counts = states.entries.compactMap { item -> Int? in
            if case .array(let names) = item.value["Arguments"]?["Names"] ?? .null { names.count } else { nil }
        }
        #expect(counts == [10, 10, 1])
    }

    private static func machine(
        of pipeline: any Pipeline, in project: any Project = CompiledMachines.project
    ) throws -> Document {
        let files = try CompiledMachines.files(of: pipeline, in: project)
        let path = "stepfunctions/machines/\(pipeline.id).asl.json"
        return try JSONParser.parse(try #require(files.first { $0.path.description == path }).bytes)
    }
}

private struct Started: Pipeline {
    let id: PipelineID = "started"
    let schedule: Schedule = .daily(at: "02:00", in: .utc)
    let owner: Owner = .team("tests")
    let maximumActiveRuns: Int? = 1
    let runTimeout: Duration? = .hours(2)

    var flow: some Flow { Bash("load", "true") }
}

/// Asks for as many values of the environment as two calls give, and one more.
private struct Configured: Pipeline {
    let id: PipelineID = "configured"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    fileprivate static let variables: [Variable] = [
        Variable("v0"), Variable("v1"), Variable("v2"), Variable("v3"), Variable("v4"), Variable("v5"), Variable("v6"),
        Variable("v7"), Variable("v8"), Variable("v9"), Variable("v10"), Variable("v11"), Variable("v12"),
        Variable("v13"), Variable("v14"), Variable("v15"), Variable("v16"), Variable("v17"), Variable("v18"),
        Variable("v19"), Variable("v20"),
    ]
    private static let ids: [Name] = [
        "u0", "u1", "u2", "u3", "u4", "u5", "u6", "u7", "u8", "u9", "u10", "u11", "u12", "u13", "u14", "u15", "u16",
        "u17", "u18", "u19", "u20",
    ]

    var flow: some Flow {
        zip(Self.ids, Self.variables).map { id, variable in Bash(id, "echo \(.variable(variable))").graph }.graph
    }
}

private struct ConfiguredProject: Project {
    let name: Name = "machines"
    let start = Day(2026, 1, 1)
    let environments = [
        Environment(
            "aws", orchestrator: CompiledMachines.orchestrator,
            data: DataPlatform(variables: Configured.variables))
    ]
}
