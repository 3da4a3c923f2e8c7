import Compiler
import Diagnostics
import PipelineModel

/// Kafka, Connect and Debezium know each key that an author sets, and the classes in the path are those that come with
/// them.
enum SettingsAreKnown: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for stream in project.streams {
            for setting in stream.model.capture.settings { check(setting, of: stream, &report) }
            for transform in stream.model.capture.transforms { check(transform, of: stream, &report) }
        }
    }

    private static func check(
        _ setting: StreamSettingModel, of stream: CheckContext.Stream, _ report: inout DiagnosticReport
    ) {
        let known = ConnectKeys.known(for: setting.part)
        if known.contains(setting.key) || ConnectKeys.isComposed(setting.key, for: setting.part) { return }
        let successor = ConnectKeys.removed[setting.key].map { "it was removed; write `\($0)`" }
        report.add(
            .unknownStreamKey, "nothing reads `\(setting.key)` of the \(setting.part.rawValue) of `\(stream.model.id)`",
            at: stream.sources.stream,
            fix: successor ?? suggestion(for: setting.key, among: known.sorted()) ?? "take it out")
    }

    private static func check(
        _ transform: TransformModel, of stream: CheckContext.Stream, _ report: inout DiagnosticReport
    ) {
        if ConnectClasses.transforms.contains(transform.type) { return }
        guard let waiver = transform.waiver else {
            report.add(
                .foreignStreamClass,
                "transform `\(transform.name)` of `\(stream.model.id)` is `\(transform.type)`, which comes "
                    + "with neither Kafka Connect nor Debezium",
                at: stream.sources.stream,
                fix: suggestion(for: transform.type, among: ConnectClasses.transforms.sorted())
                    ?? "use one that does, or write `.foreign` with who has looked at which version")
            return
        }
        if waiver.allSatisfy(\.isWhitespace) || !waiver.contains(where: \.isNumber) {
            report.add(
                .foreignStreamClass,
                "transform `\(transform.name)` of `\(stream.model.id)` has a waiver that names no version",
                at: stream.sources.stream, fix: "say which version was looked at, by whom, and why it is needed")
        }
    }
}
