import BackendInterface
import CodeModels
import PipelineModel

/// A reconciliation as the runner reads it.
struct ReconciliationSpecification {
    let comparison: ReconciliationModel
    let environment: EnvironmentModel

    func document(of task: TaskModel, in pipeline: PipelineModel) -> Document {
        var fields = SQLJob.head(of: task, in: pipeline)
        fields.append(("speed", side(comparison.speed, .speed)))
        fields.append(("batch", side(comparison.batch, .batch)))
        fields.append(("time", .string(comparison.timeColumn)))
        fields.append(("grain", .string(comparison.grain.rawValue)))
        if !comparison.keys.isEmpty {
            fields.append(("keys", .strings(comparison.keys)))
            fields.append(("columns", .strings(comparison.columns)))
        }
        fields.append(("measures", .array(measures)))
        if comparison.lateness > 0 { fields.append(("lateness_seconds", .int(comparison.lateness))) }
        if let floor = comparison.floorRows { fields.append(("floor_rows", .int(floor))) }
        if let warning = comparison.warnAbove { fields.append(("warn_percent", .decimal(warning))) }
        fields.append(("critical_percent", .decimal(comparison.criticalAbove)))
        return .object(fields)
    }

    /// The count of rows is always among them.
    private var measures: [Document] {
        [.object([("measure", .string("rows"))])]
            + comparison.measures.compactMap { measure in
                guard case .sum(let column, let tolerance) = measure else { return nil }
                let allowed = tolerance.map { [("tolerance", Document.string($0))] } ?? []
                return .object([("measure", .string("sum")), ("column", .string(column))] + allowed)
            }
    }

    private func side(_ dataset: DatasetModel, _ layer: ReconciliationModel.Layer) -> Document {
        let engine = environment.engine(of: dataset.store)
        var fields = [
            ("engine", EngineSpecification.document(engine, datasets: [dataset])),
            ("table", EngineSpecification.table(dataset)),
        ]
        if let versions = comparison.versions.last(where: { $0.layer == layer }) {
            fields.append(("final", .bool(true)))
            if let column = versions.column { fields.append(("version", .string(column))) }
        }
        return .object(fields)
    }
}
