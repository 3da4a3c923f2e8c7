import CodeModels
import PipelineModel

extension TaskWork {
    /// A command in the environment's image.
    static func command(_ command: ContainerCommand, _ context: WorkContext) -> TaskWork {
        run(
            context.names.jobDefinition, container: JobContainer.name, command: command.words,
            variables: command.variables, context)
    }

    /// A container of the task's own, whose image and size stand in a definition of the project's template.
    static func container(_ task: TaskModel, _ model: ContainerModel, _ context: WorkContext) -> TaskWork {
        let main = model.pod.main
        return run(
            context.names.containerDefinition(context.pipeline.id, task.path), container: main.name,
            command: (main.command + main.arguments).map(JSONataText.template),
            variables: main.variables.map { ($0.name, JSONataText.template($0.value)) }, context)
    }

    /// https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html
    private static func run(
        _ definition: String, container: String, command: [JSONataTemplate],
        variables: [(name: String, value: JSONataTemplate)], _ context: WorkContext
    ) -> TaskWork {
        guard let platform = context.platform.containers else {
            preconditionFailure("a checked project with commands says where containers run")
        }
        var override = [JSONataTemplate.Field("Name", .text(container))]
        if !command.isEmpty { override.append(.init("Command", .list(command))) }
        if !variables.isEmpty {
            override.append(
                .init(
                    "Environment",
                    .list(variables.map { .object([.init("Name", .text($0.name)), .init("Value", $0.value)]) })))
        }
        var own = [JSONataTemplate.Field]()
        if definition != context.names.jobDefinition { own.append(.init("TaskDefinition", .text(definition))) }
        own.append(.init("Overrides", .object([.init("ContainerOverrides", .list([.object(override)]))])))
        let arguments: JSONataTemplate = .expression(
            .merged([.variable(JobContainer.job), JSONataTemplate.object(own).part]))
        return .service(
            ServiceCall(
                service: "ecs", action: "runTask", pattern: .ended, arguments: arguments,
                permissions: permissions(definition, platform, context.names)))
    }

    private static func permissions(
        _ definition: String, _ platform: FargatePlatform, _ names: AWSNames
    ) -> [Permission] {
        [
            Permission(["ecs:RunTask"], on: [names.arn("ecs", "task-definition/\(definition):*")]),
            Permission(["ecs:StopTask", "ecs:DescribeTasks"], on: [names.arn("ecs", "task/\(platform.cluster)/*")]),
            Permission(
                ["iam:PassRole"], on: [names.role(names.containerRole), names.role(names.containerStartRole)],
                passedTo: "ecs-tasks.amazonaws.com"),
            .hearing(of: "ForECSTask", names),
        ]
    }
}

/// How commands and containers are run.
enum JobContainer {
    /// The container in which commands run.
    static let name = "job"

    /// The variable of a machine that holds what all its containers are started with; the first state sets it.
    static let job = "job"

    static func job(_ platform: FargatePlatform, _ names: AWSNames) -> JSONataTemplate {
        .object([
            .init("Cluster", .text(platform.cluster)), .init("TaskDefinition", .text(names.jobDefinition)),
            .init("LaunchType", .text("FARGATE")),
            .init(
                "NetworkConfiguration",
                .object([
                    .init(
                        "AwsvpcConfiguration",
                        .object([
                            .init("Subnets", .list(platform.subnets.map { .text($0) })),
                            .init("SecurityGroups", .list(platform.securityGroups.map { .text($0) })),
                        ]))
                ])),
        ])
    }
}
