import Compiler
import Diagnostics
import PipelineModel

/// What piles up while somebody is away is kept until it was worked off.
enum OutagesAreSurvived: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for (stream, platform) in project.soundStreams {
            for (problem, fix) in topicProblems(of: stream.model) + logProblems(of: stream.model, platform) {
                report.add(
                    .shortRetention, "stream `\(stream.model.id)` \(problem)", at: stream.sources.stream, fix: fix)
            }
        }
    }

    private static func topicProblems(of stream: StreamModel) -> [(String, String)] {
        var found: [(String, String)] = []
        if !stream.topics.isCompacted && stream.topics.retention < stream.leastRetention {
            found.append(
                (
                    "keeps messages for \(stream.topics.retention) s, and an outage with catching up takes "
                        + "\(stream.leastRetention) s", "keep them for \(stream.leastRetention) s or longer"
                ))
        }
        if stream.topics.isCompacted && !stream.capture.tombstones {
            found.append(
                ("keeps the last message of each key, and a deletion leaves none", "leave tombstones in the topics"))
        }
        if let letters = stream.deadLetters, letters.retention < letters.triage {
            found.append(
                (
                    "keeps dead letters for \(letters.retention) s, and they are looked at within \(letters.triage) s",
                    "keep them longer"
                ))
        }
        return found
    }

    private static func logProblems(
        of stream: StreamModel, _ platform: StreamingPlatformModel
    ) -> [(String, String)] {
        guard let server = platform.database(named: stream.database.name), server.walBytesPerSecond > 0 else {
            return []
        }
        let held = server.slotLimitMiB(of: stream)
        let needed = held + server.ordinaryWalMiB
        guard server.walVolumeMiB < needed else { return [] }
        return [
            (
                "holds back up to \(held) MiB of log in an outage, and with the ordinary \(server.ordinaryWalMiB) MiB that is "
                    + "more than the volume's \(server.walVolumeMiB) MiB",
                "give the log \(needed) MiB, or survive a shorter outage"
            )
        ]
    }
}
