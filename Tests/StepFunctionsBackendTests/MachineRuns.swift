import CodeModels
import Foundation
import TestSupport
import Testing

/// A run of a machine: what it is given and what its tasks answer.
struct MachineRun {
    let name: String
    var machine: Document
    var answers: [(state: String, tries: [Document])] = []
    var input: Document = [:]
    /// Whether moto runs it too, and not only the interpreter beside the tests.
    var byMoto = false
    /// The execution's name.
    var execution = "run"
    /// Whether DynamoDB, as moto has it, answers for the table of runs; all such runs of one call share it.
    var withTable = false

    static let returned: Document = ["Return": [:]]

    static func thrown(_ error: String) -> Document {
        ["Throw": ["Error": .string(error), "Cause": "the test says so"]]
    }

    /// DynamoDB does as it is asked, and the answer is lost.
    static let lost: Document = ["Lost": ["Error": "DynamoDB.SdkClientException"]]

    fileprivate var document: Document {
        let answers = Document.object(
            DocumentObject(answers.map { (key: $0.state, value: .array($0.tries)) }))
        return [
            "name": .string(name), "machine": machine, "answers": answers, "input": input, "moto": .bool(byMoto),
            "run": .string(execution), "table": .bool(withTable),
        ]
    }
}

/// How a run went.
struct MachineResult: Decodable {
    let name: String
    let interpreter: Outcome
    let moto: Outcome?

    struct Outcome: Decodable, Equatable {
        let status: String
        let error: String?
        let cause: String?
        /// By task, nil when the run did not come to its end.
        let record: [String: Entry]?
        /// The names of states in the order in which they were entered.
        let entered: [String]?
        /// Seconds before each retry, and between two looks.
        let waits: [Double]?
        /// What the run knows of itself.
        let run: Run?
        /// What of the machine is no expression of JSONata.
        let broken: [String]?

        var states: [String: String]? { record?.mapValues(\.state) }
    }

    struct Run: Decodable, Equatable {
        let start: String?
        let end: String?
        let date: String?
    }

    struct Entry: Decodable, Equatable {
        let state: String
        let error: String?
    }
}

/// What runs machines, and reads templates.
enum AWSTools {
    static func run(_ runs: [MachineRun]) async throws -> [MachineResult] {
        try await withTemporaryFolder { folder in
            let cases = folder.appending(path: "cases.json")
            try Data(Document.array(runs.map(\.document)).jsonBytes(levels: 0)).write(to: cases)
            let output = try await call("run_machines.py", cases.path)
            return try JSONDecoder().decode([MachineResult].self, from: Data(output.utf8))
        }
    }

    /// What a script beside the tests has printed; fails the test when it ends badly.
    static func call(_ script: String, _ arguments: String...) async throws -> String {
        let path = PackageFolder.root.appending(path: "Tests/StepFunctionsBackendTests/Python/\(script)")
        let result = try await PythonEnvironment.aws.python(path, arguments).run()
        try #require(result.status == 0, "\(result.account.suffix(4000))")
        return result.output
    }
}
