import DagDSL
import Diagnostics

/// Properties of a pipeline that are called otherwise elsewhere, and that nothing of the language reads.
///
/// A pipeline may have properties of its own, so Swift takes them without a word. Computed ones cannot be seen here.
enum ForeignProperties {
    static func report(_ entry: CatalogEntry, into report: inout DiagnosticReport) {
        for property in Mirror(reflecting: entry.pipeline).children {
            guard let name = property.label, let meant = meant(by: name) else { continue }
            report.add(
                .foreignProperty, "no pipeline has a property `\(name)`, so nothing reads it",
                at: entry.properties[name] ?? entry.location,
                fix: "write `\(meant)`, or give a value of your own another name")
        }
    }

    private static func meant(by name: String) -> String? {
        let plain = name.filter { $0 != "_" }.lowercased()
        return own[plain].flatMap { $0 == name ? nil : $0 }
    }

    /// By names without underscores, in small letters.
    private static let own = [
        "catchup": "catchUp",
        "startdate": "start",
        "enddate": "end",
        "schedules": "schedule",
        "scheduleinterval": "schedule",
        "maxactiveruns": "maximumActiveRuns",
        "maximumactiveruns": "maximumActiveRuns",
        "maxactivetasks": "maximumActiveTasks",
        "maximumactivetasks": "maximumActiveTasks",
        "dagruntimeout": "runTimeout",
        "runtimeout": "runTimeout",
        "defaultargs": "defaults",
        "description": "summary",
        "docmd": "documentation",
        "doc": "documentation",
        "docs": "documentation",
        "displayname": "title",
        "dagdisplayname": "title",
        "tag": "tags",
        "param": "params",
        "notification": "notifications",
        "onfailurecallback": "notifications",
        "onsuccesscallback": "notifications",
        "slamisscallback": "deadline",
        "sla": "deadline",
        "deadlines": "deadline",
        "failfast": "criticality",
        "failstop": "criticality",
        "rendertemplateasnativeobj": "rendersNativeObjects",
    ]
}
