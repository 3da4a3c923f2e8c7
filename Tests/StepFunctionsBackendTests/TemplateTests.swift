import CodeModels
import DagDSL
import Foundation
import PipelineModel
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

    @Test("Work may read and write what its tasks declare, and what the account adds, and nothing else")
    func work() throws {
        let compiled = try ReferenceMachines()
        let template = try JSONParser.parse(
            try #require(compiled.files.first { $0.path.description == "stepfunctions/template.json" }).bytes)
        let resources = template["Resources"]
        func grants(_ role: String) throws -> Set<String> {
            let properties = try #require(resources?[role]?["Properties"])
            #expect(properties["ManagedPolicyArns"]?["Fn::If"] != nil)
            return Set(
                PolicyEvaluator(role: properties).grants.filter { $0.action.hasPrefix("s3:") }.map {
                    "\($0.action) \($0.resource.replacing("arn:aws:s3:::", with: ""))"
                })
        }
        let reading: Set = [
            "s3:GetBucketLocation acme-lake", "s3:ListBucket acme-lake", "s3:GetObject acme-lake/raw/events/*",
        ]
        #expect(try grants("PythonRole") == reading)
        let events = "acme-lake/compacted/events/*"
        #expect(
            try grants("ContainerRole")
                == reading.union([
                    "s3:GetObject \(events)", "s3:PutObject \(events)", "s3:DeleteObject \(events)",
                    "s3:AbortMultipartUpload \(events)",
                ]))
    }

    @Test("Failures reach an address that is named when the stack is made")
    func mail() throws {
        let files = try CompiledMachines.files(of: EveryWork())
        let template = try JSONParser.parse(
            try #require(files.first { $0.path.description == "stepfunctions/template.json" }).bytes)
        let subscription = template["Resources"]?["FailureMailSubscription"]
        #expect(subscription?["Condition"] == "HasFailureMail")
        #expect(subscription?["Properties"]?["Endpoint"] == ["Ref": "FailureMail"])
        #expect(subscription?["Properties"]?["TopicArn"] == ["Ref": "Failures"])
    }

    @Test("A function of the reference pipelines runs where there is no Airflow")
    func function() async throws {
        let files = try ReferenceMachines().files
        let prefix = "stepfunctions/python/"
        try await withTemporaryFolder { folder in
            for file in files where file.path.description.hasPrefix(prefix) {
                let path = folder.appending(path: String(file.path.description.dropFirst(prefix.count)))
                try FileManager.default.createDirectory(
                    at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Foundation.Data(file.bytes).write(to: path)
            }
            let event = #"""
                {"file": "lake/compaction.py", "function": "partitions_to_compact", "arguments": {
                 "bucket": "acme-lake", "prefix": "raw/events", "hour": "2026-03-01T05:00:00+00:00",
                 "smallest_file_mib": "1", "most_files": "1"}}
                """#
            let hour = "raw/events/day=2026-03-01/hour=05"
            let objects = ["a/1", "a/2", "b/1"].map { #"["acme-lake", "\#(hour)/\#($0)", 9]"# }.joined(separator: ",")
            let found = try await AWSTools.call("call_function.py", folder.path, event, "[\(objects)]")
            #expect(found == #"["s3://acme-lake/\#(hour)/a"]"#)
        }
    }

    @Test(
        "A file that imports Airflow anywhere is not for Lambda",
        arguments: [
            ("from airflow.providers.amazon.aws.hooks.s3 import S3Hook", true), ("    import airflow", true),
            ("import airflow, os", true), ("# from airflow import x", false), ("import airflowish", false),
            ("text = 'import airflow'", false),
        ])
    func imports(_ line: String, _ imports: Bool) {
        #expect(PythonLimits.importsAirflow("import os\n\(line)\n") == imports)
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
        "Steps around the clock are said in UTC, where no hour comes twice and none is left out",
        arguments: [
            ("0 * * * *", "Europe/Berlin", "UTC"), ("*/15 * * * *", "Asia/Kolkata", "UTC"),
            ("0 * * * *", "Asia/Kolkata", "Asia/Kolkata"), ("*/30 * * * *", "Australia/Lord_Howe", "UTC"),
            ("0 * * * *", "Australia/Lord_Howe", "Australia/Lord_Howe"),
            ("0 2 * * *", "Europe/Berlin", "Europe/Berlin"),
            ("0 * * * 1-5", "Europe/Berlin", "Europe/Berlin"),
        ])
    func steps(_ expression: String, _ zone: String, _ said: String) {
        let cron = CronModel(expression: expression, timeZone: zone, window: .intervalBefore)
        #expect(SchedulerExpression.of(.cron(cron))?.map(\.zone) == [said])
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
