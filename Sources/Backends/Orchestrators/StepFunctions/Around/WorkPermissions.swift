import CodeModels
import PipelineModel

/// What tasks that run in containers and functions may do with the data that they say they read and write.
///
/// Stores behind a connection are reached by its secret; here are those whose files lie in S3. Source of the actions:
/// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
struct WorkPermissions {
    private let environment: EnvironmentModel

    init(_ environment: EnvironmentModel) { self.environment = environment }

    func permissions(of tasks: [TaskModel]) -> [Permission] {
        let (read, written) = (folders(of: tasks, \.reads), folders(of: tasks, \.writes))
        var permissions: [Permission] = []
        let buckets = Self.distinct((read + written).map { "arn:aws:s3:::\($0.bucket)" })
        if !buckets.isEmpty { permissions.append(Permission(["s3:GetBucketLocation", "s3:ListBucket"], on: buckets)) }
        let objects = Self.distinct((read + written).map(\.objects))
        if !objects.isEmpty { permissions.append(Permission(["s3:GetObject"], on: objects)) }
        let changed = Self.distinct(written.map(\.objects))
        if !changed.isEmpty {
            permissions.append(
                Permission(["s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"], on: changed))
        }
        return permissions
    }

    private struct Folder {
        let bucket: String
        let path: String
        var objects: String { path.isEmpty ? "arn:aws:s3:::\(bucket)/*" : "arn:aws:s3:::\(bucket)/\(path)/*" }
    }

    private func folders(of tasks: [TaskModel], _ data: KeyPath<TaskModel, [DatasetModel]>) -> [Folder] {
        tasks.flatMap { task in
            task[keyPath: data].compactMap { dataset -> Folder? in
                guard let store = environment.store(named: dataset.store), let root = store.root?.known,
                    task.opensFiles || store.engine.connection == nil
                else { return nil }
                return folder(at: "\(root)/\(dataset.path)")
            }
        }
    }

    private func folder(at address: String) -> Folder? {
        let parts = address.split(separator: "/", omittingEmptySubsequences: true)
        guard parts.count > 1, parts[0] == "s3:" || parts[0] == "s3a:" else { return nil }
        return Folder(bucket: String(parts[1]), path: parts.dropFirst(2).joined(separator: "/"))
    }

    private static func distinct(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}

extension TaskModel {
    /// Whether it is a program of its own, and no SQL that an engine runs.
    fileprivate var opensFiles: Bool {
        switch kind {
        case .bash, .container, .python: true
        default: false
        }
    }
}

/// What an account lets work do beside what its tasks declare, as a parameter of the template.
enum WorkPolicies {
    static let parameter = "WorkPolicies"
    private static let condition = "HasWorkPolicies"

    static func declare(in template: inout TemplateModel) {
        template.parameters.append(
            (
                parameter,
                [
                    "Type": "CommaDelimitedList", "Default": "",
                    "Description": "Policies that containers and functions get beside what their data needs, by ARN.",
                ]
            ))
        let joined: Document = ["Fn::Join": ["", TemplateModel.ref(parameter)]]
        template.conditions.append((condition, ["Fn::Not": [["Fn::Equals": [joined, ""]]]]))
    }

    static let attached: Document = [
        "Fn::If": [.string(condition), TemplateModel.ref(parameter), TemplateModel.ref("AWS::NoValue")]
    ]
}
