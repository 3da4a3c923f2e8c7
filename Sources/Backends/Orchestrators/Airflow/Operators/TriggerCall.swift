import CodeModels
import PipelineModel

extension OperatorCall {
    static func trigger(_ trigger: PipelineTriggerModel, _ context: OperatorContext) -> OperatorCall {
        let knowsRunAfter = trigger.sharesWindow && context.dialect.version == .v3
        var call = OperatorCall(knowsRunAfter ? .name(WindowTrigger.className) : WindowTrigger.operatorClass)
        call.arguments.add("trigger_dag_id", trigger.pipeline)
        call.arguments.add("conf", context.items(trigger.configuration))
        if trigger.sharesWindow {
            // From one of them Airflow infers the interval that ends then: this run's own.
            call.arguments.add("logical_date", context.template(.windowEnd))
            call.arguments.add("run_after", knowsRunAfter ? context.template(.windowEnd) : nil)
            // A retry finds the run that its first try has started.
            call.arguments.add("reset_dag_run", .bool(true))
        } else {
            call.arguments.add("logical_date", context.dialect.defaultTriggerDate)
        }
        call.arguments.add("wait_for_completion", ifTrue: trigger.waits)
        call.arguments.add("poke_interval", trigger.waits ? trigger.period : nil)
        call.arguments.add("deferrable", ifTrue: trigger.waits && trigger.deferrable)
        return call
    }
}
