import CodeModels
import DagDSL
import PipelineModel
import Testing

@testable import StepFunctionsBackend

@Suite("Retries of machines")
struct RetryTests {
    @Test(
        "The waits are those that the pipeline asks for",
        arguments: [
            Retry.fixed(3, every: .seconds(10)), .exponential(5, from: .seconds(30), upTo: .minutes(5)),
            .exponential(2, from: .minutes(1), upTo: .hours(1)), .fixed(0, every: .seconds(10)),
        ])
    func waits(_ retry: Retry) async throws {
        let result = try await Self.run(retry, throwing: "ECS.TaskFailed")
        #expect(result.waits?.map { Int($0) } == retry.model.waits)
        #expect(result.states?["load"] == "failed")
    }

    @Test("Waits that grow by steps double, up to the longest step, so that none is shorter than asked for")
    func linear() async throws {
        let retry = Retry.linear(4, by: .seconds(20))
        let waits = try #require(try await Self.run(retry, throwing: "ECS.TaskFailed").waits).map { Int($0) }
        #expect(waits == [20, 40, 80, 80])
        #expect(zip(waits, retry.model.waits).allSatisfy { $0 >= $1 })
    }

    @Test("A class of errors has a retrier of its own, and one that is never retried has none of the others'")
    func classes() async throws {
        let retry = Retry.byErrorClass(
            transient: .exponential(3, from: .seconds(5), upTo: .minutes(1)),
            resourceLimit: .fixed(2, every: .seconds(60)),
            dataQuality: .fixed(0, every: .seconds(1)), otherwise: .fixed(1, every: .seconds(7)),
            knowing: [.exception("orders.errors.BadData", is: .dataQuality)])
        let waits = { (error: String) in try await Self.run(retry, throwing: error).waits?.map { Int($0) } }
        #expect(try await waits("Lambda.ServiceException") == [5, 10, 20])
        #expect(try await waits("States.Timeout") == [60, 60])
        #expect(try await waits("BadData") == [])
        #expect(try await waits("SomethingElse") == [7])
    }

    private static func run(_ retry: Retry, throwing error: String) async throws -> MachineResult.Outcome {
        let compiled = try #require(try CompiledMachines.compile(RetriedPipeline(retry: retry)))
        #expect(MachineFaults.all(in: compiled.machine) == [])
        let run = MachineRun(
            name: "retried", machine: compiled.machine, answers: [("load", [MachineRun.thrown(error)])])
        return try await AWSTools.run([run])[0].interpreter
    }
}

struct RetriedPipeline: Pipeline {
    let id: PipelineID = "retried"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")
    let retry: Retry

    var flow: some Flow { Bash("load", "true").retry(retry) }
}
