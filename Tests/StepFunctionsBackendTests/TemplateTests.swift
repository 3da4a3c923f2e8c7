import CodeModels
import DagDSL
import Foundation
import TestSupport
import Testing
import Workspace

@testable import StepFunctionsBackend

@Suite("The template of a project")
struct TemplateTests {
    @Test("cfn-lint has nothing to say of it, nor of the machines in it")
    func lint() async throws {
        try await withTemporaryFolder { folder in
            for file in try CompiledMachines.files(of: EveryWork()) where file.origin.backend == "step-functions" {
                let name = file.path.description.split(separator: "/").last.map(String.init) ?? ""
                try Foundation.Data(file.bytes).write(to: folder.appending(path: name))
            }
            let template = folder.appending(path: "template.json")
            #expect(try await AWSTools.call("lint_template.py", template.path, folder.path) == "")
        }
    }

    @Test("A schedule starts the version that is live, and hands on for which time")
    func schedule() throws {
        let files = try CompiledMachines.files(of: EveryWork())
        let template = try JSONParser.parse(
            try #require(files.first { $0.path.description == "stepfunctions/template.json" }).bytes)
        let schedule = template["Resources"]?["EveryWorkSchedule"]?["Properties"]
        #expect(schedule?["ScheduleExpression"] == "cron(30 2 * * ? *)")
        #expect(schedule?["ScheduleExpressionTimezone"] == "Europe/Berlin")
        #expect(schedule?["Target"]?["Arn"] == ["Ref": "EveryWorkLive"])
        #expect(schedule?["Target"]?["Input"] == #"{"time": "<aws.scheduler.scheduled-time>"}"#)
    }

    @Test(
        "An alarm goes off when none has succeeded for as long as is promised, or for two hours more than runs are apart",
        arguments: [
            ([], 26), ([.fresh(within: .hours(30)), .fresh(within: .minutes(1_630))], 28),
            ([.freshAsScheduled(grace: .minutes(90))], 26), ([.fresh(within: .days(7))], 168),
            ([.fresh(within: .days(8))], nil), ([.runsDoNotFail()], 26),
        ] as [([Objective], Int?)])
    func silence(_ objectives: [Objective], _ hours: Int?) throws {
        let files = try CompiledMachines.files(of: Promising(objectives: objectives))
        let template = try JSONParser.parse(
            try #require(files.first { $0.path.description == "stepfunctions/template.json" }).bytes)
        let alarm = template["Resources"]?["PromisingMissing"]?["Properties"]
        #expect(alarm?["EvaluationPeriods"] == hours.map { .int($0) })
        #expect(alarm?["DatapointsToAlarm"] == hours.map { .int($0) })
    }
}

private struct Promising: Pipeline {
    let id: PipelineID = "promising"
    let schedule: Schedule = .daily(at: "02:00", in: .utc)
    let owner: Owner = .team("tests")
    let objectives: [Objective]

    var flow: some Flow { Empty("load") }
}
