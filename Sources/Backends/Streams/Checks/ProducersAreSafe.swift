import Compiler
import Diagnostics
import PipelineModel

/// What connectors write with loses nothing and swaps nothing, and the worker lets them set it.
///
/// Source: https://kafka.apache.org/41/documentation.html#producerconfigs_enable.idempotence
enum ProducersAreSafe: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for (stream, platform) in project.soundStreams {
            for (problem, fix) in problems(of: stream.model, platform) {
                report.add(
                    .unsafeProducer, "stream `\(stream.model.id)` \(problem)", at: stream.sources.stream, fix: fix)
            }
        }
    }

    private static func problems(of stream: StreamModel, _ platform: StreamingPlatformModel) -> [(String, String)] {
        let own = stream.capture.settings.filter { $0.part == .producer || $0.part == .consumer }
        var found: [(String, String)] = []
        if let setting = own.first, platform.connect.overrides != .all {
            found.append(
                (
                    "sets `\(setting.key)`, and the workers let connectors change "
                        + (platform.connect.overrides == .none ? "nothing" : "nothing but whom they come as"),
                    "take it out, or let the workers have `overrides: .all`"
                ))
        }
        let values = ProducerSettings.values(of: stream)
        func number(_ key: String) -> Int { values[key].flatMap { Int($0) } ?? -1 }
        if !["all", "-1"].contains(values["acks"]) {
            found.append(("writes with acks=\(values["acks"] ?? "")", "leave `acks` out"))
        }
        if values["enable.idempotence"] != "true" {
            found.append(("writes without idempotence", "leave `enable.idempotence` out"))
        }
        if !(1...5).contains(number("max.in.flight.requests.per.connection")) {
            found.append(("has more than 5 requests on the way, or none", "say 5 or fewer"))
        }
        if number("retries") < 1 { found.append(("does not try again", "leave `retries` out")) }
        if number("delivery.timeout.ms") < number("linger.ms") + number("request.timeout.ms") {
            found.append(
                (
                    "gives up a message after \(number("delivery.timeout.ms")) ms, before one request is over",
                    "let `delivery.timeout.ms` be at least `linger.ms` and `request.timeout.ms` together"
                ))
        }
        return found
    }
}
