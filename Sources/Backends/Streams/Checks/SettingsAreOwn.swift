import Compiler
import Diagnostics
import PipelineModel

/// An author sets nothing that follows from the declaration, and nothing that capture does not work with.
enum SettingsAreOwn: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for stream in project.streams {
            for setting in stream.model.capture.settings where setting.part == .source || setting.part == .archive {
                guard let (code, problem, fix) = problem(of: setting) else { continue }
                report.add(
                    code, "`\(setting.key)` of stream `\(stream.model.id)` \(problem)", at: stream.sources.stream,
                    fix: fix)
            }
        }
    }

    private static func problem(of setting: StreamSettingModel) -> (DiagnosticCode, String, String)? {
        switch setting.key {
        case "publication.autocreate.mode":
            return setting.value == "disabled"
                ? nil
                : (
                    .ownPublication, "lets the connector make the publication as `\(setting.value)`",
                    "take it out: the SQL beside the connector makes the publication"
                )
        case "publication.name":
            return (.ownPublication, "names another publication than the SQL makes", "use `named(slot:publication:)`")
        case "tasks.max" where setting.part == .source && setting.value != "1":
            return (.fixedCapture, "is \(setting.value), and a log is read by one task", "take it out")
        case "plugin.name" where setting.value != "pgoutput":
            return (.fixedCapture, "is `\(setting.value)`, which not every server has", "take it out")
        case "slot.drop.on.stop" where setting.value != "false":
            return (.fixedCapture, "loses what is written while the connector is stopped", "take it out")
        default:
            return owned[setting.key].map { (.unknownStreamKey, "follows from the declaration", "say it there: \($0)") }
        }
    }

    /// What an author says in the language, and would otherwise be able to contradict.
    private static let owned: [String: String] = [
        "connector.class": "the kind of source", "slot.name": "`named(slot:publication:)`",
        "topic.prefix": "the stream's `id`", "table.include.list": "`tables`", "database.hostname": "`DatabaseServer`",
        "database.port": "`DatabaseServer`", "database.user": "`DatabaseServer`",
        "database.password": "`DatabaseServer`",
        "database.dbname": "`database`", "snapshot.mode": "`snapshot`", "decimal.handling.mode": "`decimals`",
        "heartbeat.interval.ms": "`heartbeat`", "heartbeat.action.query": "`heartbeat`",
        "tombstones.on.delete": "`withoutTombstones`", "message.key.columns": "`spread`", "transforms": "`transforms`",
        "exactly.once.support": "`delivery`", "transaction.boundary": "`delivery`", "errors.tolerance": "`deadLetters`",
        "errors.deadletterqueue.topic.name": "`deadLetters`", "rotate.interval.ms": "`archive`",
        "rotate.schedule.interval.ms": "`archive`", "flush.size": "`archive`", "path.format": "`archive`",
        "partition.duration.ms": "`archive`", "timezone": "`archive`", "timestamp.extractor": "`archive`",
        "format.class": "`archive`", "behavior.on.null.values": "`archive`", "key.converter": "`messages`",
        "value.converter": "`messages`", "topics": "`tables`", "topics.regex": "`tables`",
    ]
}
