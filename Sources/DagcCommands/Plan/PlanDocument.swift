import CodeModels
import Compiler
import PipelineModel
import Planning
import Workspace

/// A plan for programs. Keys may be added; a change of meaning raises `format`.
enum PlanDocument {
    static func make(_ report: PlanReport) -> Document {
        let files = report.plan.changes.filter { $0.action != .unchanged }.map { change in
            Document.object([
                "path": .string(change.path.text), "action": .string(change.action.rawValue),
                "conflict": .bool(change.conflict != nil), "difference": .string(report.difference(of: change)),
            ])
        }
        let difference = report.difference
        return [
            "format": 1, "base": report.base.map { .string($0) } ?? .null,
            "environment": .string(report.environment), "up_to_date": .bool(report.plan.isUpToDate),
            "remark": report.remark.map { .string($0) } ?? .null,
            "pipelines": .array(difference.pipelines.map(pipeline)),
            "unchanged_pipelines": .int(difference.unchangedPipelines),
            "environment_settings": .array(difference.environment.map(setting)),
            "alerts": .array(difference.alerts.map(alert)),
            "costs": difference.costs.map(costs) ?? .null,
            "needs": .array(difference.needs.map { ["kind": .string($0.kind), "name": .string($0.name)] }),
            "escape_hatches": .array(difference.hatches.map { hatch($0, difference.newHatches.contains($0)) }),
            "changes": .array(files),
        ]
    }

    /// Amounts of a month.
    private static func costs(_ costs: CostDifference) -> Document {
        func side(_ amount: MoneyModel?) -> Document {
            amount.flatMap { DocumentNumber($0.decimal(6)) }.map { .number($0) } ?? .null
        }
        return [
            "currency": .string(costs.currency), "before": side(costs.before), "after": side(costs.after),
            "lines": .array(
                costs.lines.map { line in
                    [
                        "kind": .string(line.kind), "name": .string(line.name), "before": side(line.before),
                        "after": side(line.after),
                    ]
                }),
        ]
    }

    private static func alert(_ alert: AlertDifference) -> Document {
        func side(_ side: AlertDifference.Side) -> Document {
            [
                "summary": .string(side.summary), "severity": .string(side.severity),
                "receivers": .array(side.receivers.map { .string($0) }),
            ]
        }
        return [
            "id": .string(alert.id), "action": .string(alert.action.word),
            "before": alert.before.map(side) ?? .null, "after": alert.after.map(side) ?? .null,
        ]
    }

    private static func pipeline(_ pipeline: PipelineDifference) -> Document {
        var object = element(pipeline.id, pipeline.action)
        object["source"] = .string(pipeline.source)
        if let schedule = pipeline.schedule {
            object["schedule"] = ["before": schedule.before.map(side) ?? .null, "after": side(schedule.after)]
        }
        object["settings"] = .array(pipeline.settings.map(setting))
        object["tasks"] = .array(
            pipeline.tasks.map { task in
                var object = element(task.id, task.action)
                object["kind"] = .string(task.kind)
                object["settings"] = .array(task.settings.map(setting))
                return .object(object)
            })
        object["edges"] = .array(
            pipeline.edges.map { edge in
                [
                    "from": .string(edge.from), "to": .string(edge.to), "action": .string(edge.action.word),
                    "label": edge.label.map { .string($0) } ?? .null,
                ]
            })
        object["effects"] = .array(
            pipeline.effects.map { ["kind": .string($0.kind.rawValue), "text": .string($0.text)] })
        return .object(object)
    }

    private static func element(_ id: String, _ action: ChangeAction) -> DocumentObject {
        var object: DocumentObject = ["id": .string(id), "action": .string(action.word)]
        if case .renamed(let from) = action { object["from"] = .string(from) }
        return object
    }

    private static func side(_ side: ScheduleDifference.Side) -> Document {
        let runs = side.runs.map { run in
            var object: DocumentObject = ["starts": .string(run.fires.iso8601)]
            if let window = run.window {
                object["window"] = [
                    "from": .string(window.lowerBound.iso8601), "to": .string(window.upperBound.iso8601),
                ]
            }
            return Document.object(object)
        }
        return ["schedule": side.schedule, "runs": .array(runs)]
    }

    private static func setting(_ change: SettingChange) -> Document {
        ["name": .string(change.name), "before": change.before ?? .null, "after": change.after ?? .null]
    }

    private static func hatch(_ hatch: EscapeHatch, _ isNew: Bool) -> Document {
        [
            "kind": .string(hatch.kind), "target": hatch.target.map { .string($0) } ?? .null,
            "pipeline": .string(hatch.pipeline), "task": hatch.task.map { .string($0) } ?? .null, "new": .bool(isNew),
        ]
    }
}
