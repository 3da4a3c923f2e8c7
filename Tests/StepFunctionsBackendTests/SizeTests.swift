import CodeModels
import DagDSL
import PipelineModel
import TestSupport
import Testing

@testable import StepFunctionsBackend

@Suite("Sizes of machines")
struct SizeTests {
    @Test("A task is less than a kilobyte of its machine, in a small pipeline and in a large one", arguments: [1, 10])
    func bytes(_ layers: Int) throws { try Self.measure(layers) }

    @Test("A thousand tasks fit into one machine", .slow)
    func thousand() throws { try Self.measure(100) }

    private static func measure(_ layers: Int) throws {
        let clock = ContinuousClock()
        let begin = clock.now
        let compiled = try #require(try CompiledMachines.compile(LayeredPipeline(layers: layers)))
        let time = clock.now - begin
        let bytes = compiled.machine.compactJSON.utf8.count
        let tasks = layers * LayeredPipeline.width
        let states = Self.states(of: compiled.machine)
        print(
            "machine of \(tasks) tasks: \(bytes) bytes, \(bytes / tasks) a task, \(states) states, "
                + "file of \(compiled.bytes), \(time)")
        #expect(bytes / tasks < MachineSize.bytesOfTask)
        #expect(compiled.bytes <= MachineSize.mostBytes)
        #expect(MachineFaults.all(in: compiled.machine) == [])
    }

    private static func states(of document: Document) -> Int {
        switch document {
        case .array(let items): items.map(states).reduce(0, +)
        case .object(let object):
            object.entries.map { states(of: $0.value) }.reduce(object["Type"] == nil ? 0 : 1, +)
        case .null, .bool, .int, .number, .string: 0
        }
    }

    @Test("A pipeline of forty tasks with failures in it ends on moto as the interpreter says", .slow)
    func large() async throws {
        let compiled = try #require(try CompiledMachines.compile(LayeredPipeline(layers: 4)))
        let failing = [("t07", [MachineRun.thrown("ECS.TaskFailed")]), ("t35", [MachineRun.thrown("ECS.TaskFailed")])]
        let result = try await AWSTools.run([
            MachineRun(name: "large", machine: compiled.machine, answers: failing, byMoto: true)
        ])[0]
        #expect(result.interpreter.status == "FAILED")
        #expect(result.moto?.status == "FAILED")
        #expect(result.moto?.states == result.interpreter.states)
        #expect(result.interpreter.states?.count == 40)
        #expect(result.interpreter.states?["t07"] == "failed")
        #expect(result.interpreter.states?["t17"] == "upstream_failed")
    }
}

/// Layers of ten tasks, of which each waits for one or two of the layer before.
struct LayeredPipeline: Pipeline {
    static let width = 10
    let id: PipelineID = "layered"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")
    let defaults = TaskDefaults(
        retry: .exponential(3, from: .seconds(30), upTo: .minutes(10)), timeout: .hours(1))
    private let body: FlowGraph

    var flow: some Flow { body }

    private static let digits: [Name] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]

    private static func row(_ layer: Int) -> Name {
        layer < 10 ? digits[layer] : "\(row(layer / 10))\(digits[layer % 10])"
    }

    /// - Parameter layers: of ten tasks each.
    init(layers: Int) {
        let rows = (0..<layers).map { layer in
            (0..<Self.width).map { column in
                let row = Self.row(layer)
                return Bash("t\(row)\(Self.digits[column])", "true")
            }
        }
        var graphs = rows.flatMap { $0.map(\.graph) }
        for (before, after) in zip(rows, rows.dropFirst()) {
            for column in before.indices {
                graphs.append(before[column] >>> after[column])
                if column % 3 == 0 { graphs.append(before[column] >>> after[(column + 1) % Self.width]) }
            }
        }
        body = graphs.graph
    }
}
