import CodeModels
import PipelineModel

extension OperatorCall {
    static func trigger(_ trigger: PipelineTriggerModel, _ context: OperatorContext) -> OperatorCall {
        var call = OperatorCall("airflow.providers.standard.operators.trigger_dagrun", "TriggerDagRunOperator")
        call.arguments.add("trigger_dag_id", trigger.pipeline)
        call.arguments.add("conf", context.items(trigger.configuration))
        if trigger.sharesWindow {
            // From its date Airflow infers the interval that ends then: this run's own.
            call.arguments.add("logical_date", "{{ data_interval_end | ts }}")
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
