import CodeModels
import Testing
import Workspace

/// The rights of machines, by an evaluator that knows nothing of the backend.
@Suite("Rights of machines")
struct PolicyTests {
    @Test("A machine may do what its states do, and each right that it has is for one of them")
    func exact() throws {
        let (role, needed) = try Self.everyWork()
        #expect(needed.filter { !role.allows($0) } == [])
        #expect(role.grants.filter { grant in !needed.contains { PolicyEvaluator.allows($0, by: grant) } } == [])
        #expect(role.grants.count > 30)
    }

    @Test("No right reaches what has another name, another account or another service")
    func neighbours() throws {
        let (role, needed) = try Self.everyWork()
        for call in needed where call.resource != "*" {
            let others = [
                call.resource.replacing("123456789012", with: "210987654321"), call.resource + "-other",
                call.resource.replacing("eu-central-1", with: "us-east-1"),
            ]
            for resource in others where resource != call.resource {
                let other = ServiceAction(action: call.action, resource: resource, service: call.service)
                // What has been started has a name that nobody knows before, and a function its versions.
                let isStarted = [":execution:", ":task/", "/jobruns/", ":task-definition/", ":3"]
                    .contains { call.resource.contains($0) }
                #expect(isStarted && resource == others[1] || !role.allows(other), "\(other)")
            }
            if call.service != nil {
                let other = ServiceAction(action: call.action, resource: call.resource, service: "ec2.amazonaws.com")
                #expect(!role.allows(other))
            }
        }
    }

    @Test("Each right that is taken away, widened or added is found")
    func mutations() throws {
        let (role, needed) = try Self.everyWork()
        var (missing, wide, more) = (0, 0, 0)
        for index in role.grants.indices {
            var less = role
            let grant = less.grants.remove(at: index)
            if needed.contains(where: { !less.allows($0) }) { missing += 1 }
            // What two statements allow needs only one of them.
            let isTwice = less.grants.contains { other in
                needed.filter { PolicyEvaluator.allows($0, by: grant) }
                    .allSatisfy { PolicyEvaluator.allows($0, by: other) }
            }
            #expect(!isTwice, "\(grant)")
            if grant.resource != "*" {
                var wider = less
                wider.grants.append(.init(action: grant.action, resource: "*", service: grant.service))
                let stranger = ServiceAction(
                    action: grant.action, resource: "arn:aws:x:eu-central-1:123456789012:stranger",
                    service: grant.service)
                if wider.allows(stranger) && !role.allows(stranger) { wide += 1 }
            }
            var added = role
            added.grants.append(.init(action: "s3:DeleteObject", resource: grant.resource))
            if added.grants.contains(where: { new in !needed.contains { PolicyEvaluator.allows($0, by: new) } }) {
                more += 1
            }
        }
        let named = role.grants.filter { $0.resource != "*" }.count
        print("rights: \(role.grants.count); taken away \(missing), widened \(wide) of \(named), added \(more): found")
        #expect(missing == role.grants.count && wide == named && more == role.grants.count)
    }

    @Test(
        "Patterns match as those of IAM",
        arguments: [
            ("arn:aws:s3:::raw", "arn:aws:s3:::raw", true), ("arn:aws:s3:::raw2", "arn:aws:s3:::raw", false),
            ("a:b:c", "a:*:c", true), ("a:b:c:d", "a:*:c", false), ("a:c:b:c", "a:*c", true), ("abc", "a?c", true),
            ("ac", "a?c", false), ("", "*", true), ("abc", "", false),
        ])
    func patterns(_ text: String, _ pattern: String, _ matches: Bool) {
        #expect(PolicyEvaluator.matches(text, pattern) == matches)
    }

    private static func everyWork() throws -> (role: PolicyEvaluator, needed: [ServiceAction]) {
        let files = try CompiledMachines.files(of: EveryWork())
        let template = try JSONParser.parse(
            try #require(files.first { $0.path.description == "stepfunctions/template.json" }).bytes)
        let machine = try JSONParser.parse(
            try #require(files.first { $0.path.description.hasSuffix("s/every_work.asl.json") }).bytes)
        let properties = try #require(template["Resources"]?["EveryWorkRole"]?["Properties"])
        let job = machine["States"]?["Window of the run"]?["Assign"]?["job"] ?? .null
        let actions = MachineActions(
            containerRoles: [
                "arn:aws:iam::123456789012:role/machines-containers",
                "arn:aws:iam::123456789012:role/machines-container-start",
            ], job: job)
        return (PolicyEvaluator(role: properties), actions.all(in: machine) + actions.logging)
    }
}
