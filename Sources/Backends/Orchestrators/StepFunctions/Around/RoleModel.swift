import BackendInterface
import CodeModels

/// A role of IAM, and what it is allowed: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
struct RoleModel {
    let name: String
    /// The service that has the role.
    let service: String
    /// What of that service may have it; nil for anything of the account.
    var source: String?
    let account: String
    let permissions: [Permission]
    /// Policies that it has beside them: a list of their ARNs.
    var managed: Document?

    /// The properties of `AWS::IAM::Role`.
    var properties: [(String, Document)] {
        var fields: [(String, Document)] = [
            ("RoleName", .string(name)), ("AssumeRolePolicyDocument", Self.policy([trust])),
        ]
        if !permissions.isEmpty {
            fields.append(
                (
                    "Policies",
                    [["PolicyName": "work", "PolicyDocument": Self.policy(Self.statements(permissions))]]
                ))
        }
        if let managed { fields.append(("ManagedPolicyArns", managed)) }
        return fields
    }

    private var trust: Document {
        var condition: [(String, Document)] = [("StringEquals", ["aws:SourceAccount": .string(account)])]
        if let source { condition.append(("ArnLike", ["aws:SourceArn": .string(source)])) }
        return .object([
            ("Effect", "Allow"), ("Principal", ["Service": .string(service)]), ("Action", "sts:AssumeRole"),
            ("Condition", .object(condition)),
        ])
    }

    private static func policy(_ statements: [Document]) -> Document {
        ["Version": "2012-10-17", "Statement": .array(statements)]
    }

    /// Those with the same actions become one, in the order in which they first come.
    static func statements(_ permissions: [Permission]) -> [Document] {
        var merged: [(actions: [String], resources: [String], passedTo: String?)] = []
        for permission in permissions {
            let index = merged.firstIndex {
                $0.actions == permission.actions && $0.passedTo == permission.passedTo
            }
            if let index {
                for resource in permission.resources where !merged[index].resources.contains(resource) {
                    merged[index].resources.append(resource)
                }
            } else {
                merged.append((permission.actions, permission.resources, permission.passedTo))
            }
        }
        return merged.map { item in
            var fields: [(String, Document)] = [
                ("Effect", "Allow"), ("Action", .strings(item.actions)), ("Resource", .strings(item.resources)),
            ]
            if let service = item.passedTo {
                fields.append(("Condition", ["StringEquals": ["iam:PassedToService": .string(service)]]))
            }
            return .object(fields)
        }
    }
}
