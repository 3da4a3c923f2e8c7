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
}
