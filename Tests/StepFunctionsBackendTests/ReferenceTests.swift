import CodeModels
import Compilation
import Compiler
import DagDSL
import Diagnostics
import Foundation
import PipelineModel
import Pipelines
import TestSupport
import Testing
import Workspace

@testable import StepFunctionsBackend

/// The reference pipelines of environment `aws`, beside the simulation that is held to Airflow's scheduler.
@Suite("The reference pipelines on Step Functions")
struct ReferenceTests {
    @Test("They compile, their machines have no faults, and cfn-lint has nothing to say")
    func files() async throws {
        let compiled = try ReferenceMachines()
        for machine in compiled.machines { #expect(MachineFaults.all(in: machine.document) == [], "\(machine.name)") }
        #expect(compiled.machines.contains { $0.graph.tasks.count >= 40 })
        #expect(compiled.machines.contains { $0.graph.tasks.contains { $0.mapping != nil } })
        try await withTemporaryFolder { folder in
            for file in compiled.files where file.origin.backend == "step-functions" {
                let name = file.path.description.split(separator: "/").last.map(String.init) ?? ""
                try Foundation.Data(file.bytes).write(to: folder.appending(path: name))
            }
            let template = folder.appending(path: "template.json")
            #expect(try await AWSTools.call("lint_template.py", template.path, folder.path) == "")
        }
    }

    @Test("Their runs end as on Airflow, whatever fails")
    func runs() async throws { try await compare(rounds: 3, byMoto: false) }

    @Test("A parameter that is missing fails a run before it has done anything, and is named")
    func missingParameter() async throws {
        let machine = try #require(try ReferenceMachines().machines.first { $0.name == "lake_backup" })
        var run = machine.run([], number: 0, byMoto: false)
        run.answers.append(("Window of the run", [["Return": ["Parameters": []]]]))
        let outcome = try await AWSTools.run([run])[0].interpreter
        #expect(outcome.error == "States.QueryEvaluationError")
        #expect(outcome.cause?.contains("parameter /orders/backup_bucket is missing") == true, "\(outcome)")
        #expect(outcome.entered == ["Window of the run"])
    }

    @Test("They do on moto", .slow)
    func moto() async throws { try await compare(rounds: 4, byMoto: true) }

    private func compare(rounds: Int, byMoto: Bool) async throws {
        var random = SeededGenerator(seed: 17)
        var cases: [(run: MachineRun, succeeded: Bool, states: [String: String])] = []
        for machine in try ReferenceMachines().machines {
            for round in 0..<rounds {
                let failing = Set(
                    machine.graph.tasks.map(\.path).filter { _ in round > 0 && random.chance(round == 1 ? 8 : 25) })
                let simulated = try RunSimulation.run(
                    machine.graph, RunOutcomes(failing: failing), waitsForAll: true)
                let states = zip(machine.graph.tasks.map(\.path), simulated.states.map(\.rawValue))
                cases.append(
                    (
                        machine.run(failing, number: round, byMoto: byMoto), simulated.succeeded,
                        Dictionary(uniqueKeysWithValues: states)
                    ))
            }
        }
        for (item, result) in zip(cases, try await AWSTools.run(cases.map(\.run))) {
            for outcome in [result.interpreter, result.moto].compactMap(\.self) {
                let account = "\(result.name): \(outcome.error ?? "") \(outcome.cause ?? "")"
                #expect(outcome.status == (item.succeeded ? "SUCCEEDED" : "FAILED"), "\(account)")
                #expect(outcome.states == item.states, "\(account)")
            }
            #expect(result.interpreter.broken == [])
            #expect((result.moto != nil) == byMoto)
        }
        #expect(Set(cases.map(\.succeeded)) == [true, false])
    }
}

/// What environment `aws` compiles to.
struct ReferenceMachines {
    struct Machine {
        let name: String
        let document: Document
        let graph: TaskGraph

        /// A run of the first day, or hour, in which some tasks fail.
        func run(_ failing: Set<String>, number: Int, byMoto: Bool) -> MachineRun {
            var answers: [(state: String, tries: [Document])] = []
            for task in graph.tasks {
                let fails = failing.contains(task.path)
                let state = task.mapping == nil ? task.path : "\(task.path) of one item"
                if case .sensor(let sensor) = task.kind, case .pipeline(let run) = sensor.condition {
                    let other: Document = ["S": .string(fails ? "failed" : "success")]
                    let tasks = Document.object(
                        DocumentObject((run.reference.task.map { [$0] } ?? []).map { (key: $0, value: other) }))
                    let item: Document = ["ended": other, "tasks": ["M": tasks]]
                    answers.append((state, [["Return": ["Item": item]]]))
                } else if fails {
                    answers.append((state, [MachineRun.thrown("ECS.TaskFailed")]))
                } else if case .python = task.kind {
                    answers.append((state, [["Return": ["Payload": ["a", "b", "c"]]]]))
                }
            }
            return MachineRun(
                name: "\(name)-\(number)", machine: document, answers: answers,
                input: ["time": "2026-03-29T04:00:00Z"], byMoto: byMoto)
        }
    }

    let files: [Artifact]
    let machines: [Machine]

    init() throws {
        let environment = try #require(Pipelines.catalog.project.environments.map(\.model).first { $0.name == "aws" })
        let compilation = Compilation.run(Pipelines.catalog, for: environment)
        let mistakes = compilation.report.sorted.map { "\($0.code.id) \($0.message)" }
        let files = try #require(compilation.artifacts, "\(mistakes.joined(separator: "\n"))").artifacts
        self.files = files
        machines = try #require(compilation.project).model.pipelines.map { pipeline in
            let path = "stepfunctions/machines/\(pipeline.id).asl.json"
            let file = try #require(files.first { $0.path.description == path })
            return Machine(
                name: pipeline.id, document: try JSONParser.parse(file.bytes), graph: TaskGraph(pipeline.root))
        }
    }
}
