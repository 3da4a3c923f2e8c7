import CodeModels
import PipelineModel

extension TaskWork {
    /// https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html
    static func stateMachine(_ model: StateMachineModel, _ context: WorkContext) -> TaskWork {
        execution(
            of: model.machine, input: model.input.map { ValueTemplate.of($0) }, waits: model.waits, context)
    }

    /// A run of another pipeline of the project, about the same window where it shares it.
    static func pipeline(_ trigger: PipelineTriggerModel, _ context: WorkContext) -> TaskWork {
        var input: [JSONataTemplate.Field] = []
        if trigger.sharesWindow {
            input = [
                .init("start", .expression(JSONataText.run(JSONataText.Field.start))),
                .init("end", .expression(JSONataText.run(JSONataText.Field.end))),
            ]
        }
        if !trigger.configuration.isEmpty {
            input.append(
                .init("params", .object(trigger.configuration.map { .init($0.name, ValueTemplate.of($0.value)) })))
        }
        return execution(
            of: context.names.machine(of: trigger.pipeline), input: .object(input), waits: trigger.waits, context)
    }

    /// What ends after its starter shows which execution that was: `AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID`.
    private static func execution(
        of machine: String, input: JSONataTemplate?, waits: Bool, _ context: WorkContext
    ) -> TaskWork {
        var fields = [JSONataTemplate.Field("StateMachineArn", .text(machine))]
        if let input { fields.append(.init("Input", input)) }
        var permissions = [Permission(["states:StartExecution"], on: [machine])]
        if waits {
            permissions += [
                Permission(
                    ["states:DescribeExecution", "states:StopExecution"],
                    on: [context.names.executions(ofMachine: machine)]),
                .hearing(of: "ForStepFunctionsExecution", context.names),
            ]
        }
        return .service(
            ServiceCall(
                service: "states", action: "startExecution", pattern: waits ? .endedWithOutput : .answered,
                arguments: .object(fields), permissions: permissions),
            leaving: .field(RunRecord.result, waits ? "Output" : "ExecutionArn"))
    }
}
