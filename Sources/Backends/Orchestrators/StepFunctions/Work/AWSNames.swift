import PipelineModel

/// The ARNs of what belongs to a project in an account and a region:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
struct AWSNames: Sendable {
    private let region: String
    private let account: String
    private let project: String
    /// The project's own name, as names of AWS allow it.
    var projectName: String { project }

    init(_ platform: StepFunctionsPlatform, project: String) {
        region = platform.region
        account = platform.account
        self.project = Self.allowed(project)
    }

    func arn(_ service: String, _ resource: String) -> String { "arn:aws:\(service):\(region):\(account):\(resource)" }

    /// IAM knows no regions.
    func role(_ name: String) -> String { "arn:aws:iam::\(account):role/\(name)" }

    // MARK: Machines

    /// A machine's name has letters, digits, `-` and `_` only.
    static func machine(_ pipeline: String) -> String { allowed(pipeline) }

    func machine(of pipeline: String) -> String { arn("states", "stateMachine:\(Self.machine(pipeline))") }

    /// The alias that schedules start: of the version that was deployed last.
    static let live = "live"

    func live(of pipeline: String) -> String { "\(machine(of: pipeline)):\(Self.live)" }

    /// Executions of a machine, by any name.
    func executions(ofMachine arn: String) -> String {
        arn.replacing(":stateMachine:", with: ":execution:") + ":*"
    }

    /// The rule by which Step Functions hears of the end of what it has started.
    func eventRule(_ name: String) -> String { arn("events", "rule/StepFunctionsGetEvents\(name)Rule") }

    // MARK: What the project's template makes

    /// The role of a machine. Names of roles have at most 64 characters.
    func roleName(_ machine: String) -> String {
        let name = "\(project)-\(machine)-machine"
        return name.utf8.count <= 64 ? name : "\(name.prefix(56))-\(NameDigest.of(name))"
    }

    /// The function that calls the project's Python functions.
    var pythonFunction: String { "\(project)-python" }
    /// The definition of tasks that run commands and jobs.
    var jobDefinition: String { "\(project)-job" }
    /// The definition of tasks that run a container of a task.
    func containerDefinition(_ pipeline: String, _ task: String) -> String {
        "\(project)-\(Self.allowed(pipeline))-\(Self.allowed(task))"
    }
    /// The Glue job of a Spark job.
    func glueJob(_ pipeline: String, _ task: String) -> String { containerDefinition(pipeline, task) }
    /// The role that containers have, and the one that starts them.
    var containerRole: String { "\(project)-containers" }
    var containerStartRole: String { "\(project)-container-start" }
    /// Where people are asked.
    var questions: String { "\(project)-questions" }
    /// Where messages of a connection go.
    func topic(ofConnection id: String) -> String { "\(project)-\(Self.allowed(id))" }

    /// Where failures are told.
    var failures: String { "\(project)-failures" }
    /// Starts that came to nothing.
    var missedStarts: String { "\(project)-missed-starts" }
    /// The role that starts machines.
    var scheduler: String { "\(project)-scheduler" }
    /// The role that starts machines when datasets have been updated.
    var updates: String { "\(project)-updates" }
    /// Which runs there are.
    var runs: String { "\(project)-runs" }
    var containerLogs: String { "/\(project)/containers" }
    /// The parameter of the Parameter Store that holds a variable of the environment.
    func parameter(_ variable: String) -> String { "/\(project)/\(variable)" }
    /// The secret that holds the address of a connection.
    func secret(_ connection: String) -> String { "\(project)/\(connection)" }

    static func allowed(_ name: String) -> String {
        String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "-" || $0 == "_" ? $0 : "-" })
    }
}
