package import BackendInterface

extension StepFunctionsBackend {
    /// What the CloudWatch exporter YACE makes of the sums of `AWS/States`, which tell runs and no seconds apart.
    ///
    /// Source: https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
    package var runMetrics: RunMetrics {
        RunMetrics(
            pipelineLabel: "dimension_StateMachineArn", kindLabel: "name",
            successSeconds: "aws_states_executions_succeeded_sum", failureSeconds: "aws_states_executions_failed_sum")
    }
}
