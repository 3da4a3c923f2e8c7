import CodeModels
import PipelineModel

extension OperatorCall {
    static func marker(_ marker: MarkerModel) -> OperatorCall {
        var call = OperatorCall("airflow.providers.standard.sensors.external_task", "ExternalTaskMarker")
        call.arguments.add("external_dag_id", marker.reference.pipeline)
        call.arguments.add("external_task_id", marker.reference.task)
        if marker.offset != 0 {
            call.arguments.add(
                "logical_date", "{{ (logical_date + macros.timedelta(seconds=\(marker.offset))).isoformat() }}")
        }
        return call
    }
}
