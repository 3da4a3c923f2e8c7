import CodeModels
import DagDSL
import Testing
import Workspace

@testable import StepFunctionsBackend

@Suite("Faults of machines")
struct FaultTests {
    @Test("No machine of a random pipeline has any, and every expression of it can be read")
    func random() async throws {
        let cases = try RandomCase.some(40, byMoto: 0)
        for item in cases { #expect(MachineFaults.all(in: item.run.machine) == [], "\(item.run.name)") }
        for result in try await AWSTools.run(cases.map(\.run)) {
            #expect(result.interpreter.broken == [], "\(result.name)")
        }
    }

    @Test("The machine with every kind of work has none, and runs to its end")
    func every() async throws {
        // Moto knows no step of EMR, so the interpreter alone runs it.
        let machine = try Self.machine()
        #expect(MachineFaults.all(in: machine) == [])
        let result = try await AWSTools.run([
            MachineRun(
                name: "every", machine: machine,
                answers: [
                    ("flag", [["Return": ["Contents": [["Key": "data/2026-03-27/done"]]]]]),
                    ("validate", [["Return": ["Id": "jr_1"]]]),
                    ("small", [["Return": ["Payload": ["rows": 1]]]]),
                    ("machine", [["Return": ["Output": [:]]]]),
                    ("approve", [["Return": ["chosen": ["Approve"]]]]),
                ], input: ["time": "2026-03-28T01:30:00Z", "params": ["country": "small"]])
        ])[0]
        let outcome = result.interpreter
        #expect(outcome.status == "SUCCEEDED", "\(outcome)")
        #expect(outcome.run?.start == "2026-03-27T01:30:00+00:00")
        #expect(outcome.states?["large"] == "skipped")
        #expect(outcome.states?["each"] == "success")
    }

    @Test("Each seeded fault is found", arguments: SeededFault.all)
    func seeded(_ fault: SeededFault) throws {
        let text = try Self.machine().renderedJSON()
        let changed = text.replacing(fault.text, with: fault.fault, maxReplacements: 1)
        #expect(changed != text, "there is no \(fault.text)")
        #expect(!MachineFaults.all(in: try JSONParser.parse(Array(changed.utf8))).isEmpty)
    }

    private static func machine() throws -> Document {
        let files = try CompiledMachines.files(of: EveryWork())
        return try JSONParser.parse(
            try #require(files.first { $0.path.description.hasSuffix("s/every_work.asl.json") }).bytes)
    }
}

/// A mistake in a definition that others let pass, or find only when it runs.
struct SeededFault: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let fault: String

    init(_ name: String, _ text: String, _ fault: String) {
        (testDescription, self.text, self.fault) = (name, text, fault)
    }

    static let all = [
        SeededFault("dangling Next", #""Next": "validate""#, #""Next": "validat""#),
        SeededFault("dangling Default", #""Default": "route?""#, #""Default": "rout?""#),
        SeededFault("dangling StartAt", #""StartAt": "Window of the run""#, #""StartAt": "Window""#),
        SeededFault("dangling Catch", #""Next": "route?""#, #""Next": "rout""#),
        SeededFault("other language", #""QueryLanguage": "JSONata""#, #""QueryLanguage": "JSONPath""#),
        SeededFault("no time-out", #""TimeoutSeconds": 43200,"#, ""),
        SeededFault("unknown type", #""Type": "Wait""#, #""Type": "Waits""#),
        SeededFault("field of a path", #""Arguments":"#, #""Parameters":"#),
        SeededFault("no end", #""End": true"#, #""Comment": "no end""#),
        SeededFault("unknown service", "glue:startJobRun.sync", "glue:startJob.sync"),
        SeededFault("wait that a service does not have", "lambda:invoke", "lambda:invoke.sync"),
        SeededFault("missing argument", #""JobName": "validate-data","#, ""),
        SeededFault("States.ALL with others", #""States.ALL""#, #""States.ALL", "States.Timeout""#),
        SeededFault("unknown error", #""States.ALL""#, #""States.Any""#),
        SeededFault("longest wait below the first", #""MaxDelaySeconds": 600"#, #""MaxDelaySeconds": 10"#),
        SeededFault("shrinking waits", #""BackoffRate": 1"#, #""BackoffRate": 0"#),
        SeededFault("negative retries", #""MaxAttempts": 2"#, #""MaxAttempts": -1"#),
        SeededFault("no interval", #""IntervalSeconds": 30"#, #""IntervalSeconds": 0"#),
        SeededFault("unclosed expression", "%}", "%"),
        SeededFault("unclosed bracket", "{% $merge([", "{% $merge((["),
        SeededFault("unclosed quote", "'success'", "'success"),
        SeededFault("variable that nothing sets", "$run.start", "$window.start"),
        SeededFault("lone dollar", "$run.id", "$.id"),
        SeededFault("no time", #""TimeoutSeconds": 3600"#, #""TimeoutSeconds": 0"#),
        SeededFault("unreachable state", #""States": {"#, #""States": {"Lost": {"Type": "Succeed"},"#),
        SeededFault("no condition's state", #""Next": "later""#, #""Next": "Later""#),
        SeededFault("target outside its branch", #""Default": "script ended""#, #""Default": "tell""#),
        SeededFault("one name in two branches", #""script": {"#, #""each": {"#),
        SeededFault("reader of items inline", #""ItemSelector":"#, #""ItemReader": {}, "ItemSelector":"#),
        SeededFault("negative concurrency", #""MaxConcurrency": 2"#, #""MaxConcurrency": -2"#),
        SeededFault("topic that is waited for", #"sns:publish""#, #"sns:publish.sync""#),
        SeededFault(
            "endless cycle", "\"Run succeeded\": {\n      \"Type\": \"Succeed\"",
            #""Run succeeded": {"Type": "Pass", "Next": "Run succeeded""#),
        SeededFault("variable of the level around", #""script": {"#, #""script": {"Assign": {"run": 1},"#),
        SeededFault(
            "heartbeat as long as the time-out", #""TimeoutSeconds": 3600"#,
            #""TimeoutSeconds": 3600, "HeartbeatSeconds": 3600"#),
        SeededFault("two times to wait for", #""Timestamp":"#, #""Seconds": 5, "Timestamp":"#),
        SeededFault("rule without a condition", #""Condition":"#, #""Comment":"#),
        SeededFault("token that nobody gets", "$states.context.Task.Token", "$run.id"),
        SeededFault("long name", #""Run succeeded": {"#, #""\#(String(repeating: "x", count: 81))": {"#),
    ]
}
