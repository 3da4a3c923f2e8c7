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

    @Test("The role of a machine is allowed what its states call, and nothing else")
    func role() throws {
        let (template, machine) = try Self.files()
        let wanted = Set(CalledServices.actions(of: machine))
        #expect(Self.actions(ofRole: "EveryWorkRole", in: template) == wanted.union(CalledServices.logging))
        #expect(wanted.count == 25)
    }

    @Test("A right that is missing, and one that is too many, are found")
    func rights() throws {
        let (template, machine) = try Self.files()
        let allowed = Self.actions(ofRole: "EveryWorkRole", in: template)
        let wanted = Set(CalledServices.actions(of: machine)).union(CalledServices.logging)
        for action in allowed { #expect(allowed.subtracting([action]) != wanted) }
        #expect(allowed.union(["s3:DeleteObject"]) != wanted)
    }

    @Test("No right is on everything but where a service knows no resources")
    func resources() throws {
        let (template, _) = try Self.files()
        let wide = Self.statements(ofRole: "EveryWorkRole", in: template).filter { statement in
            statement["Resource"] == ["*"]
        }
        #expect(wide.flatMap { Self.strings($0["Action"]) }.allSatisfy { $0.hasPrefix("logs:") })
    }

    @Test("A schedule starts the version that is live, and hands on for which time")
    func schedule() throws {
        let (template, _) = try Self.files()
        let schedule = template["Resources"]?["EveryWorkSchedule"]?["Properties"]
        #expect(schedule?["ScheduleExpression"] == "cron(30 2 * * ? *)")
        #expect(schedule?["ScheduleExpressionTimezone"] == "Europe/Berlin")
        #expect(schedule?["Target"]?["Arn"] == ["Ref": "EveryWorkLive"])
        #expect(schedule?["Target"]?["Input"] == #"{"time": "<aws.scheduler.scheduled-time>"}"#)
    }

    private static func files() throws -> (template: Document, machine: Document) {
        let files = try CompiledMachines.files(of: EveryWork())
        let template = try #require(files.first { $0.path.description == "stepfunctions/template.json" })
        let machine = try #require(files.first { $0.path.description.hasSuffix("s/every_work.asl.json") })
        return (try JSONParser.parse(template.bytes), try JSONParser.parse(machine.bytes))
    }

    private static func statements(ofRole name: String, in template: Document) -> [Document] {
        let policies = template["Resources"]?[name]?["Properties"]?["Policies"]
        guard case .array(let all) = policies ?? .null else { return [] }
        return all.flatMap { policy -> [Document] in
            guard case .array(let statements) = policy["PolicyDocument"]?["Statement"] ?? .null else { return [] }
            return statements
        }
    }

    private static func actions(ofRole name: String, in template: Document) -> Set<String> {
        Set(statements(ofRole: name, in: template).flatMap { strings($0["Action"]) })
    }

    private static func strings(_ document: Document?) -> [String] {
        guard case .array(let items) = document ?? .null else { return [] }
        return items.compactMap(\.string)
    }
}

/// What calls of services need, by what AWS documents of each and not by what the backend knows of it:
/// https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html
enum CalledServices {
    private static let hears = ["events:PutTargets", "events:PutRule", "events:DescribeRule"]

    private static let needed: [String: [String]] = [
        "glue:startJobRun.sync": [
            "glue:StartJobRun", "glue:GetJobRun", "glue:GetJobRuns", "glue:BatchStopJobRun",
        ],
        "lambda:invoke": ["lambda:InvokeFunction"],
        "ecs:runTask.sync": ["ecs:RunTask", "ecs:StopTask", "ecs:DescribeTasks", "iam:PassRole"] + hears,
        "emr-serverless:startJobRun.sync": [
            "emr-serverless:StartJobRun", "emr-serverless:GetJobRun", "emr-serverless:CancelJobRun", "iam:PassRole",
        ] + hears,
        "elasticmapreduce:addStep.sync": [
            "elasticmapreduce:AddJobFlowSteps", "elasticmapreduce:DescribeStep", "elasticmapreduce:CancelSteps",
        ] + hears,
        "states:startExecution.sync:2": [
            "states:StartExecution", "states:DescribeExecution", "states:StopExecution",
        ] + hears,
        "sns:publish": ["sns:Publish"], "sns:publish.waitForTaskToken": ["sns:Publish"],
        "dynamodb:putItem": ["dynamodb:PutItem"], "dynamodb:updateItem": ["dynamodb:UpdateItem"],
        "aws-sdk:s3:listObjectsV2": ["s3:ListBucket"], "aws-sdk:ssm:getParameters": ["ssm:GetParameters"],
    ]

    static let logging: Set<String> = [
        "logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery",
        "logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups",
    ]

    static func actions(of document: Document) -> [String] {
        switch document {
        case .array(let items): return items.flatMap(actions)
        case .object(let object):
            var found = object.entries.flatMap { actions(of: $0.value) }
            if let resource = object["Resource"]?.string {
                found += needed[String(resource.dropFirst("arn:aws:states:::".count))] ?? ["unknown: \(resource)"]
            }
            return found
        case .null, .bool, .int, .number, .string: return []
        }
    }
}
