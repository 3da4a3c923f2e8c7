import CodeModels
import PipelineModel

/// How a machine reads what the environment holds: values of the Parameter Store, by the project's name and theirs.
struct RunVariables {
    private let context: WorkContext
    private let rounds: [[String]]

    /// Values that are asked for at once: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html
    private static let most = 10

    init(_ context: WorkContext, _ names: [String]) {
        self.context = context
        rounds = stride(from: 0, to: names.count, by: Self.most).map {
            Array(names[$0..<min($0 + Self.most, names.count)])
        }
    }

    /// The call of the state that makes the values; nil when there are none.
    var last: ServiceCall? { rounds.last.map(call) }

    /// The states that come before that one, each with as many values as one call gives, in a variable of its own.
    func earlier(to next: String) -> [MachineState] {
        let names = rounds.dropLast().indices.map { "\(StateNames.variables) (\($0 + 1))" } + [next]
        return rounds.dropLast().enumerated().map { index, round in
            var state = MachineState(
                names[index],
                .task(TaskState(call: call(round), robustness: .ownCall), next: .to(names[index + 1])))
            state.output = .known(.object(DocumentObject()))
            state.assigns = [.init(variable: variable(index), value: .expression(values(of: round)))]
            return state
        }
    }

    /// By name, in the state of the last call; nil when there are none.
    var values: JSONataExpression? {
        guard let last = rounds.last else { return nil }
        guard rounds.count > 1 else { return values(of: last) }
        return .merged(rounds.dropLast().indices.map { .variable(variable($0)) } + [values(of: last)])
    }

    private func variable(_ round: Int) -> String { "variables\(round + 1)" }

    private func call(_ names: [String]) -> ServiceCall {
        let paths = names.map { parameter($0) }
        return ServiceCall(
            service: "aws-sdk", action: "ssm:getParameters", pattern: .answered,
            arguments: .object([.init("Names", .list(paths.map { .text($0) }))]),
            permissions: [
                Permission(["ssm:GetParameters"], on: paths.map { context.names.arn("ssm", "parameter\($0)") })
            ])
    }

    private func parameter(_ name: String) -> String { context.names.parameter(name) }

    private func values(of names: [String]) -> JSONataExpression {
        let found = JSONataExpression.field(RunRecord.result, "Parameters")
        let values = names.map { name -> JSONataExpression.Entry in
            let value = JSONataExpression.field(
                .filter(found, .operation(.own("Name"), .equal, .string(parameter(name)))), "Value")
            // Nothing in the middle of a text is the empty text, and the work would be done somewhere else.
            let missing = JSONataExpression.call(
                "error", [.string("parameter \(parameter(name)) is missing in the Parameter Store")])
            return .init(name, .condition(.call("exists", [value]), then: value, otherwise: missing))
        }
        // It comes as ciphertext, and what a machine reads in clear stands in the history of its runs.
        let secret = JSONataExpression.field(
            .filter(found, .operation(.own("Type"), .equal, .string("SecureString"))), "Name")
        let refusal = JSONataExpression.call(
            "error",
            [
                .operation(
                    .string("no machine may read a SecureString: "), .join,
                    .call("join", [.call("append", [.array([]), secret]), .string(", ")]))
            ])
        return .condition(.call("exists", [secret]), then: refusal, otherwise: .object(values))
    }
}
