import Diagnostics
import PipelineModel

/// The first runs of a pipeline wait for none before them: there is none, and what waits for a failed run fails as well.
enum FirstRunsGoAhead: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                guard case .sensor(let sensor) = task.kind, !sensor.skipsOnTimeout,
                    case .pipeline(let run) = sensor.condition, run.reference.foreign == nil,
                    run.reference.pipeline == pipeline.model.id, (run.offset ?? 0) > 0 || run.clock != nil
                else { continue }
                report.add(
                    .firstRunsWait,
                    "task `\(task.path)` waits for a run of its own pipeline, which the first runs do not have: they fail, "
                        + "and so do all that wait for them",
                    at: task.location,
                    fix:
                        "let it give up without a failure, `.givingUp(after: …, then: .skip)`, before a task that runs all "
                        + "the same, `.runs(when: .noneFailed)`; or say `.dependsOnPast()`, which lets the first run go"
                )
            }
        }
    }
}
