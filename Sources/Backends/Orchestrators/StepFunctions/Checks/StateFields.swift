/// Which fields a state may have and must have, where the language is JSONata: https://states-language.net/#states-fields
enum StateFields {
    private static let common: Set<String> = ["Type", "Comment", "QueryLanguage", "Output", "Assign"]
    private static let next: Set<String> = ["Next", "End"]
    private static let failing: Set<String> = ["Retry", "Catch"]

    static let allowed: [String: Set<String>] = [
        "Pass": common.union(next),
        "Task": common.union(next).union(failing).union([
            "Resource", "Arguments", "TimeoutSeconds", "HeartbeatSeconds", "Credentials",
        ]),
        "Choice": common.union(["Choices", "Default"]),
        "Wait": common.union(next).union(["Seconds", "Timestamp"]),
        "Succeed": common,
        "Fail": ["Type", "Comment", "QueryLanguage", "Error", "Cause"],
        "Parallel": common.union(next).union(failing).union(["Branches", "Arguments"]),
        "Map": common.union(next).union(failing).union([
            "Items", "ItemReader", "ItemSelector", "ItemBatcher", "ResultWriter", "MaxConcurrency", "ItemProcessor",
            "ToleratedFailurePercentage", "ToleratedFailureCount", "Label",
        ]),
    ]

    /// What only a `Map` state has whose items are executions of their own.
    static let distributed = [
        "ItemReader", "ItemBatcher", "ResultWriter", "ToleratedFailurePercentage", "ToleratedFailureCount", "Label",
    ]

    static let needed: [String: [String]] = [
        "Task": ["Resource", "Arguments"], "Choice": ["Choices", "Default"], "Parallel": ["Branches"],
        "Map": ["ItemProcessor", "Items"],
    ]

    /// What goes on or ends.
    static let continuing: Set<String> = ["Pass", "Task", "Wait", "Parallel", "Map"]

    /// The names that Step Functions has for errors of its own and that anything may wait for:
    /// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
    static let errors: Set<String> = [
        "States.ALL", "States.Timeout", "States.TaskFailed", "States.Permissions", "States.HeartbeatTimeout",
        "States.DataLimitExceeded", "States.QueryEvaluationError", "States.ExceedToleratedFailureThreshold",
        "States.ItemReaderFailed", "States.ResultWriterFailed",
    ]
}

/// The services that machines of this backend call, and how they may wait for them.
enum ServicePatterns {
    /// Source: https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html
    static let known: [String: Set<String>] = [
        "glue:startJobRun": ["", ".sync"], "lambda:invoke": ["", ".waitForTaskToken"], "ecs:runTask": ["", ".sync"],
        "emr-serverless:startJobRun": ["", ".sync"], "elasticmapreduce:addStep": ["", ".sync"],
        "states:startExecution": ["", ".sync", ".sync:2", ".waitForTaskToken"],
        "sns:publish": ["", ".waitForTaskToken"], "dynamodb:putItem": [""], "dynamodb:updateItem": [""],
        "dynamodb:getItem": [""], "dynamodb:deleteItem": [""],
        "aws-sdk:s3:listObjectsV2": [""], "aws-sdk:ssm:getParameters": [""],
        "events:putEvents": [""],
    ]

    static let needed: [String: [String]] = [
        "glue:startJobRun": ["JobName"], "lambda:invoke": ["FunctionName"], "ecs:runTask": ["TaskDefinition"],
        "emr-serverless:startJobRun": ["ApplicationId", "ExecutionRoleArn", "JobDriver"],
        "elasticmapreduce:addStep": ["ClusterId", "Step"], "states:startExecution": ["StateMachineArn"],
        "sns:publish": ["TopicArn", "Message"], "dynamodb:putItem": ["TableName", "Item"],
        "dynamodb:updateItem": ["TableName", "Key"], "dynamodb:getItem": ["TableName", "Key"],
        "dynamodb:deleteItem": ["TableName", "Key"],
        "aws-sdk:s3:listObjectsV2": ["Bucket"], "aws-sdk:ssm:getParameters": ["Names"], "events:putEvents": ["Entries"],
    ]

    /// A resource as the action and the way of waiting.
    static func call(_ resource: String) -> (action: String, pattern: String) {
        let name = resource.dropFirst("arn:aws:states:::".count)
        for pattern in [".sync:2", ".sync", ".waitForTaskToken"] where name.hasSuffix(pattern) {
            return (String(name.dropLast(pattern.count)), pattern)
        }
        return (String(name), "")
    }
}
