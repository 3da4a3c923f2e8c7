import Compiler
import Diagnostics
import PipelineModel

/// Records that a sink cannot read are kept, apart from the others, on brokers that there are.
enum DeadLettersArrive: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for (stream, platform) in project.soundStreams {
            for (problem, fix) in problems(of: stream.model, platform) {
                report.add(
                    .lostDeadLetters, "stream `\(stream.model.id)` \(problem)", at: stream.sources.stream, fix: fix)
            }
        }
    }

    private static func problems(of stream: StreamModel, _ platform: StreamingPlatformModel) -> [(String, String)] {
        var found: [(String, String)] = []
        let count = platform.brokers.count
        if stream.topics.replicas > count {
            found.append(
                ("has \(stream.topics.replicas) replicas of each message on \(count) brokers", "say \(count) or fewer"))
        }
        let tolerated = stream.capture.settings.contains {
            $0.key == "errors.tolerance" && $0.value == "all"
        }
        guard let letters = stream.deadLetters else {
            if tolerated { found.append(("skips bad records and keeps them nowhere", "give it `deadLetters`")) }
            return found
        }
        if let replicas = letters.replicas, replicas > count {
            found.append(("has \(replicas) replicas of each dead letter on \(count) brokers", "say \(count) or fewer"))
        }
        let others = stream.tables.map(stream.topic) + [stream.heartbeatTopic, stream.transactionTopic]
        if others.contains(stream.deadLetterTopic) {
            found.append(
                ("writes dead letters to `\(stream.deadLetterTopic)`, among the good ones", "name another topic"))
        }
        return found
    }
}
