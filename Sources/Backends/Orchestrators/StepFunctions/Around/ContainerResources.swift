import BackendInterface
import CodeModels
import Compiler
import PipelineModel

/// What containers of a project's machines run with: definitions, roles and logs.
struct ContainerResources {
    private let machines: [PipelineMachine]
    private let names: AWSNames
    private let platform: StepFunctionsPlatform
    private let environment: EnvironmentModel

    init(_ machines: [PipelineMachine], _ names: AWSNames, _ environment: EnvironmentModel) {
        self.machines = machines
        self.names = names
        self.environment = environment
        platform = environment.stepFunctions
    }

    func add(to template: inout TemplateModel) {
        guard let fargate = platform.containers, machines.contains(where: \.runsContainers) else { return }
        template.add(
            "ContainerRole", "AWS::IAM::Role",
            RoleModel(
                name: names.containerRole, service: "ecs-tasks.amazonaws.com",
                source: names.arn("ecs", "*"), account: platform.account,
                permissions: WorkPermissions(environment).permissions(
                    of: machines.flatMap { $0.graph.tasks.filter(\.runsInContainer) }),
                managed: WorkPolicies.attached
            ).properties)
        template.add(
            "ContainerStartRole", "AWS::IAM::Role",
            RoleModel(
                name: names.containerStartRole, service: "ecs-tasks.amazonaws.com",
                source: names.arn("ecs", "*"), account: platform.account, permissions: startPermissions
            ).properties)
        template.add(
            "ContainerLogs", "AWS::Logs::LogGroup",
            [("LogGroupName", .string(names.containerLogs)), ("RetentionInDays", .int(MachineResources.logDays))])
        if machines.contains(where: \.runsCommands) {
            let job = ContainerSpecification(name: JobContainer.name, image: fargate.image, command: [], arguments: [])
            template.add(
                "JobDefinition", "AWS::ECS::TaskDefinition",
                definition(names.jobDefinition, job, milliCPU: 1_024, memory: 4_096, secrets: secrets))
        }
        for machine in machines {
            for (path, container) in machine.containers {
                let main = container.pod.main
                let resources = main.resources
                template.add(
                    TemplateModel.name("container", machine.pipeline.id, path), "AWS::ECS::TaskDefinition",
                    definition(
                        names.containerDefinition(machine.pipeline.id, path), main,
                        milliCPU: resources.milliCPU ?? resources.milliCPULimit ?? 256,
                        memory: resources.memoryMiB ?? resources.memoryLimitMiB ?? 512, secrets: []))
            }
        }
    }

    /// The connections of jobs, as secrets of Secrets Manager by the project's name and theirs.
    private var secrets: [(variable: String, connection: String)] {
        var seen: Set<String> = []
        return machines.flatMap(\.connectionVariables).filter { seen.insert($0.connection).inserted }
    }

    private var startPermissions: [Permission] {
        var permissions = [
            Permission(
                ["logs:CreateLogStream", "logs:PutLogEvents"],
                on: ["\(names.arn("logs", "log-group:\(names.containerLogs)")):*"]),
            Permission(["ecr:GetAuthorizationToken"], on: ["*"]),
            Permission(
                ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability"],
                on: [names.arn("ecr", "repository/*")]),
        ]
        if !secrets.isEmpty {
            permissions.append(
                Permission(
                    ["secretsmanager:GetSecretValue"],
                    on: secrets.map { names.arn("secretsmanager", "secret:\(names.secret($0.connection))-??????") }))
        }
        return permissions
    }

    private func definition(
        _ family: String, _ container: ContainerSpecification, milliCPU: Int, memory: Int,
        secrets: [(variable: String, connection: String)]
    ) -> [(String, Document)] {
        let size = FargateSize(milliCPU: milliCPU, memoryMiB: memory)
        var fields: [(String, Document)] = [
            ("Name", .string(container.name)), ("Image", .string(container.image ?? "")), ("Essential", true),
            (
                "LogConfiguration",
                [
                    "LogDriver": "awslogs",
                    "Options": [
                        "awslogs-group": .string(names.containerLogs), "awslogs-region": .string(platform.region),
                        "awslogs-stream-prefix": .string(family),
                    ],
                ]
            ),
        ]
        if !secrets.isEmpty {
            let references = secrets.map { secret -> Document in
                [
                    "Name": .string(secret.variable),
                    "ValueFrom": .string(names.arn("secretsmanager", "secret:\(names.secret(secret.connection))")),
                ]
            }
            fields.append(("Secrets", .array(references)))
        }
        return [
            ("Family", .string(family)), ("RequiresCompatibilities", ["FARGATE"]), ("NetworkMode", "awsvpc"),
            ("Cpu", .string(String(size.units))), ("Memory", .string(String(size.memoryMiB))),
            ("TaskRoleArn", TemplateModel.attribute("Arn", of: "ContainerRole")),
            ("ExecutionRoleArn", TemplateModel.attribute("Arn", of: "ContainerStartRole")),
            ("ContainerDefinitions", [.object(fields)]),
        ]
    }
}
