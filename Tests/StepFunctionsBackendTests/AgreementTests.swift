import CodeModels
import Compiler
import DagDSL
import Foundation
import PipelineModel
import RandomPipelines
import Testing

/// Machines against the simulation of runs that is held to Airflow's scheduler.
@Suite("Machines end as DAGs do")
struct AgreementTests {
    @Test("Random pipelines end on a machine as they do on Airflow, whatever becomes of their tasks")
    func random() async throws {
        let cases = try RandomCase.some(100, byMoto: 15)
        let unlike = try await differences(cases)
        #expect(unlike.isEmpty, "\(unlike.count) of \(cases.count) differ\n\(unlike.prefix(3).joined(separator: "\n"))")
        let seen = Set(cases.flatMap { $0.expected.states.values })
        #expect(seen == Set(TaskState.allCases.map(\.rawValue)))
        #expect(Set(cases.map(\.expected.succeeded)) == [true, false])
    }

    @Test(
        "Two thousand of them do",
        .enabled(if: ProcessInfo.processInfo.environment["DAGC_SLOW_TESTS"] != nil))
    func many() async throws {
        let cases = try RandomCase.some(2_000, byMoto: 200)
        let unlike = try await differences(cases)
        #expect(unlike.isEmpty, "\(unlike.count) of \(cases.count) differ\n\(unlike.prefix(3).joined(separator: "\n"))")
    }

    @Test("A machine that means something else is found", arguments: PlantedDifference.allCases)
    func planted(_ difference: PlantedDifference) async throws {
        var cases = try RandomCase.some(60, byMoto: 0)
        for index in cases.indices { cases[index].run.machine = difference.planted(in: cases[index].run.machine) }
        #expect(try await !differences(cases).isEmpty)
    }

    private func differences(_ cases: [RandomCase]) async throws -> [String] {
        let results = try await AWSTools.run(cases.map(\.run))
        return zip(cases, results).flatMap { item, result in
            [("interpreter", result.interpreter), ("moto", result.moto)].compactMap { name, outcome in
                guard let outcome, let account = item.difference(outcome) else { return nil }
                return "\(item.run.name) by \(name): \(account)"
            }
        }
    }
}

/// A mistake that a compiler of machines could make.
enum PlantedDifference: CaseIterable {
    /// A task does not look at those before it.
    case lostEdge
    /// A failure is caught and forgotten.
    case wrongCatch
    /// What should not start does, and the other way round.
    case swappedDefault
    /// The run is green whatever has failed.
    case hiddenFailure

    func planted(in machine: Document) -> Document {
        guard case .object(var fields) = machine, case .object(var states) = fields["States"] ?? .null else {
            return machine
        }
        for (name, state) in states.entries { states[name] = changed(state, name) }
        fields["States"] = .object(states)
        return .object(fields)
    }

    private func changed(_ state: Document, _ name: String) -> Document {
        guard case .object(var fields) = state else { return state }
        if case .array(let branches) = fields["Branches"] ?? .null {
            fields["Branches"] = .array(branches.map(planted))
        }
        let isEnd = name == "Has a task failed?"
        switch self {
        case .lostEdge where name.hasSuffix("?") && !isEnd:
            fields["Choices"] = [["Condition": "{% true %}", "Next": fields["Choices"]?.first?["Next"] ?? .null]]
        case .wrongCatch:
            guard case .array(let catchers) = fields["Catch"] ?? .null else { break }
            fields["Catch"] = .array(
                catchers.map { catcher in
                    guard case .object(var fields) = catcher, let output = fields["Output"]?.string else {
                        return catcher
                    }
                    fields["Output"] = .string(output.replacing("': 'failed'", with: "': 'success'"))
                    return .object(fields)
                })
        case .swappedDefault where name.hasSuffix("?") && !isEnd:
            guard let rule = fields["Choices"]?.first, let next = rule["Next"] else { break }
            fields["Choices"] = [["Condition": rule["Condition"] ?? .null, "Next": fields["Default"] ?? .null]]
            fields["Default"] = next
        case .hiddenFailure where isEnd:
            fields["Choices"] = [["Condition": "{% false %}", "Next": "Run failed"]]
        case .lostEdge, .swappedDefault, .hiddenFailure: break
        }
        return .object(fields)
    }
}

extension Document {
    fileprivate var first: Document? {
        if case .array(let items) = self { items.first } else { nil }
    }
}
