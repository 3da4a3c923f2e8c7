import Compiler
import Diagnostics
import PipelineModel

/// Datasets have URIs that Airflow takes as they are.
///
/// Source: `_sanitize_uri` of `airflow.sdk`'s assets, and the Snowflake provider's `sanitize_uri`.
enum DatasetURIsAreTaken: Check {
    private static let longest = 1500

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        var known: Set<Use> = []
        for pipeline in project.pipelines {
            let place = pipeline.sources.schedule ?? pipeline.sources.pipeline
            for dataset in pipeline.model.schedule.datasets where known.insert(Use(dataset)).inserted {
                checkURI(of: dataset, at: place, &report)
            }
            for task in pipeline.tasks {
                for dataset in task.reads + task.writes where known.insert(Use(dataset)).inserted {
                    checkURI(of: dataset, at: task.location, &report)
                }
            }
        }
    }

    private struct Use: Hashable {
        let name: String
        let uri: String

        init(_ dataset: DatasetModel) {
            name = dataset.name
            uri = dataset.uri
        }
    }

    private static func checkURI(
        of dataset: DatasetModel, at location: SourceLocation, _ report: inout DiagnosticReport
    ) {
        let uri = dataset.uri
        let scheme = uri.scheme
        if dataset.name.allSatisfy(\.isWhitespace) || ["self", "context"].contains(dataset.name)
            || dataset.name.utf8.count > longest
        {
            report.add(
                .badURI, "Airflow refuses the name `\(dataset.name.prefix(40))` of the dataset at `\(uri.prefix(120))`",
                at: location, fix: "give it a name of its own")
        } else if let refusal = refusal(of: uri, scheme) {
            report.add(
                .badURI, "Airflow refuses the URI `\(uri.prefix(120))` of dataset `\(dataset.name)`: \(refusal)",
                at: location,
                fix: "mend the `uri` of its store or its `path`")
        } else if uri.utf8.contains(UInt8(ascii: "#")) || uri.utf8.last == UInt8(ascii: "/")
            || hasDoubleSlash(uri.utf8.dropFirst(scheme.utf8.count + 3)) || scheme != scheme.lowercased()
        {
            report.add(
                .otherSpelling, "Airflow knows dataset `\(dataset.name)` by another form of `\(uri)`", at: location,
                fix: "write the scheme in small letters, and take out `#`, double slashes and a slash at the end")
        }
    }

    private static func hasDoubleSlash(_ path: some Collection<UInt8>) -> Bool {
        zip(path, path.dropFirst()).contains { $0 == UInt8(ascii: "/") && $1 == UInt8(ascii: "/") }
    }

    private static func refusal(of uri: String, _ scheme: String) -> String? {
        if uri.utf8.count > longest { return "it has more than \(longest) characters" }
        if scheme.lowercased() == "airflow" { return "the scheme is reserved" }
        guard scheme.lowercased() == "snowflake" else { return nil }
        let parts = uri.dropFirst(scheme.count + 3).split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 4 && !(parts.first ?? "").isEmpty ? nil : "it wants account, database, schema and table"
    }
}

extension String {
    /// What stands before `://`.
    fileprivate var scheme: String {
        var start = utf8.startIndex
        while let colon = utf8[start...].firstIndex(of: UInt8(ascii: ":")) {
            if utf8[colon...].starts(with: "://".utf8) { return String(self[..<colon]) }
            start = utf8.index(after: colon)
        }
        return ""
    }
}
