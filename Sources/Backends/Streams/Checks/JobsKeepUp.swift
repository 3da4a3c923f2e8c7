import Compiler
import Diagnostics
import PipelineModel

/// Each query has a checkpoint of its own, and takes what comes in time.
enum JobsKeepUp: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        checkCheckpoints(project, &report)
        for (stream, _) in project.soundStreams where stream.model.hasJob {
            for (problem, fix) in problems(of: stream.model, project) {
                report.add(.slowTrigger, "stream `\(stream.model.id)` \(problem)", at: stream.sources.stream, fix: fix)
            }
        }
    }

    private static func checkCheckpoints(_ project: CheckContext, _ report: inout DiagnosticReport) {
        var seen: [String: CheckContext.Stream] = [:]
        for stream in project.streams {
            guard let checkpoint = stream.model.job.checkpoint else { continue }
            if let other = seen[checkpoint] {
                report.add(
                    .sharedCheckpoint,
                    "streams `\(other.model.id)` and `\(stream.model.id)` share checkpoint `\(checkpoint)`",
                    at: stream.sources.stream, notes: [.init("the first is declared here", at: other.sources.stream)],
                    fix: "leave it out: it follows from what each query does")
            }
            seen[checkpoint] = stream
        }
    }

    private static func problems(of stream: StreamModel, _ project: CheckContext) -> [(String, String)] {
        var found: [(String, String)] = []
        switch stream.job.trigger {
        case .every(let interval):
            if interval * 2 > stream.bounds.freshness {
                found.append(
                    (
                        "looks for events every \(interval) s, and is to be fresh within \(stream.bounds.freshness) s",
                        "look every \(max(1, stream.bounds.freshness / 2)) s or more often"
                    ))
            }
            let needed = stream.load.eventsPerSecond * interval
            if stream.batchLimit < needed {
                found.append(
                    (
                        "takes \(stream.batchLimit) events in a batch, and \(needed) come in between",
                        "leave the limit out, or say \(needed) or more"
                    ))
            }
        case .availableNow(let id):
            let pipeline = project.model.pipelines.first { $0.id == id }
            if pipeline == nil || pipeline?.schedule == .manual {
                found.append(
                    (
                        "ends when it has read what is there, and no pipeline `\(id)` with a schedule starts it",
                        "name a pipeline that starts by itself, or look again and again: `.every(…)`"
                    ))
            }
        }
        return found
    }
}

extension StreamModel {
    /// Whether anything of it needs a job of Spark.
    var hasJob: Bool { tables.contains { $0.lake != nil || $0.speed != nil } }
}
