import CodeModels
import PipelineModel

/// The alerts of the checked model, as they lie beside the files that were made of them: what each is about, and who
/// hears of it.
enum AlertDocument {
    static func make(_ model: ProjectModel) -> DocumentObject {
        guard let operations = model.environment.operations else { return ["alerts": []] }
        return ["alerts": .array(model.alerts.map { alert($0, operations) })]
    }

    /// The summary names the bound, so the condition need not stand beside it.
    private static func alert(_ alert: AlertModel, _ operations: OperationsModel) -> Document {
        // What always fires goes to the heartbeat's receiver and no further.
        let told =
            alert.condition == .always
            ? [operations.heartbeat].compactMap(\.self) : operations.routes.filter { $0.takes(alert) }.map(\.receiver)
        let receivers = told.map(\.name)
        let subject = alert.subject.name ?? alert.subject.kind
        return [
            "id": .string("\(subject), \(alert.name), \(alert.objective)"), "kind": .string(alert.subject.kind),
            "severity": .string(alert.severity.rawValue), "team": .string(alert.team),
            "summary": .string(alert.summary), "seconds": .int(alert.holds),
            "receivers": .array(receivers.map { .string($0) }),
        ]
    }
}
