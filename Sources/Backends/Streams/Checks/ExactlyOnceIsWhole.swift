import Compiler
import Diagnostics
import PipelineModel

/// Each part of a chain that promises exactly once takes part.
enum ExactlyOnceIsWhole: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for (stream, platform) in project.soundStreams where stream.model.delivery == .exactlyOnce {
            for (problem, fix) in problems(of: stream.model, platform) {
                report.add(
                    .brokenExactlyOnce, "stream `\(stream.model.id)` promises exactly once, and \(problem)",
                    at: stream.sources.stream, fix: fix)
            }
        }
    }

    private static func problems(of stream: StreamModel, _ platform: StreamingPlatformModel) -> [(String, String)] {
        var found: [(String, String)] = []
        switch platform.connect.mode {
        case .standalone:
            found.append(("a worker that stands alone has no transactions", "use `.distributed(…, exactlyOnce: true)`"))
        case .distributed(let exactlyOnce):
            if !exactlyOnce { found.append(("its workers have it switched off", "say `exactlyOnce: true`")) }
        }
        let archived = !stream.archivedTables.isEmpty
        if archived && stream.archive.timestamp == .wallclock {
            found.append(("a repetition is archived under another time", "use `.record` or `.field`"))
        }
        if archived && stream.archive.scheduledRotation != nil {
            found.append(("files close by the clock, so that a repetition makes other files", "leave the clock out"))
        }
        if stream.capture.settings.contains(where: { $0.key == "isolation.level" && $0.value != "read_committed" }) {
            found.append(("readers see what was never committed", "leave `isolation.level` out"))
        }
        return found
    }
}
