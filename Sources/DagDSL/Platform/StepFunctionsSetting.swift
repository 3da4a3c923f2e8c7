import PipelineModel

/// An account of AWS, by its twelve digits.
public typealias AWSAccount = Name

/// Where an environment of Step Functions runs commands, containers and SQL jobs: as tasks of ECS on Fargate.
public struct FargateSetting: Sendable {
    let model: FargatePlatform

    /// - Parameters:
    ///   - cluster: the name of the ECS cluster.
    ///   - image: what commands and jobs run in: it holds the generated files, and the Python that jobs need.
    ///   - tree: where the generated files lie in the image.
    ///   - subnets: the ids of the subnets, such as `subnet-0a1b2c3d`.
    ///   - securityGroups: the ids of the security groups.
    public init(cluster: Name, image: Name, tree: Name, subnets: [Name], securityGroups: [Name]) {
        model = FargatePlatform(
            cluster: cluster.description, image: image.description, tree: tree.description,
            subnets: subnets.map(\.description), securityGroups: securityGroups.map(\.description))
    }
}

/// An application of EMR Serverless on which an environment of Step Functions runs Spark jobs.
public struct EMRServerlessSetting: Sendable {
    let model: SparkServerless

    /// - Parameters:
    ///   - application: its id, such as `00f1abcde2fgh345`.
    ///   - role: the ARN of the role that jobs have.
    ///   - code: below which the jobs' files lie, such as `s3://acme-jobs/orders`.
    public init(application: Name, role: Name, code: Name) {
        model = SparkServerless(
            application: application.description, role: role.description, code: code.description)
    }
}
