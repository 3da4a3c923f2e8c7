/// Step Functions of one account and region, and what does the work of tasks there.
package struct StepFunctionsPlatform: Hashable, Sendable, Codable {
    /// Such as `eu-central-1`.
    package var region: String
    /// Twelve digits.
    package var account: String
    /// Nil where no task runs a command or a container.
    package var containers: FargatePlatform?
    /// Nil where no Spark application is started, or where Glue does.
    package var spark: SparkServerless?
    /// Nil where no Spark application is started, or where EMR Serverless does.
    package var glue: GluePlatform?

    package init(
        region: String, account: String, containers: FargatePlatform? = nil, spark: SparkServerless? = nil,
        glue: GluePlatform? = nil
    ) {
        self.region = region
        self.account = account
        self.containers = containers
        self.spark = spark
        self.glue = glue
    }
}

/// Where containers run, on Fargate: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AWS_Fargate.html
package struct FargatePlatform: Hashable, Sendable, Codable {
    /// The name of the ECS cluster.
    package var cluster: String
    /// What commands and jobs run in: it holds the generated files, and the Python that jobs need.
    package var image: String
    /// Where the generated files lie in the image.
    package var tree: String
    package var subnets: [String]
    package var securityGroups: [String]

    package init(cluster: String, image: String, tree: String, subnets: [String], securityGroups: [String]) {
        self.cluster = cluster
        self.image = image
        self.tree = tree
        self.subnets = subnets
        self.securityGroups = securityGroups
    }
}

/// An application of EMR Serverless on which Spark jobs run.
package struct SparkServerless: Hashable, Sendable, Codable {
    /// Its id, such as `00f1abcde2fgh345`.
    package var application: String
    /// The ARN of the role that jobs have.
    package var role: String
    /// Below which the jobs' files lie, such as `s3://acme-jobs/orders`.
    package var code: String

    package init(application: String, role: String, code: String) {
        self.application = application
        self.role = role
        self.code = code
    }
}
