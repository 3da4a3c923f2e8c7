import Diagnostics
import PipelineModel

/// Datasets have URIs that Airflow takes as they are, and each has a name and a URI of its own.
///
/// Source: `_sanitize_uri` of `airflow.sdk`'s assets, and the Snowflake provider's `sanitize_uri`.
enum DatasetsAreDistinct: Check {
    private static let longest = 1500

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        var names: [String: DatasetModel] = [:]
        var uris: [String: DatasetModel] = [:]
        for pipeline in project.pipelines {
            let starting = pipeline.model.schedule.datasets.map { ($0, nil as String?) }
            let used = pipeline.graph.tasks.flatMap { task in (task.reads + task.writes).map { ($0, task.path) } }
            for (dataset, user) in starting + used {
                if let same = uris[dataset.uri], same.name == dataset.name, names[dataset.name]?.uri == dataset.uri {
                    continue
                }
                let location =
                    user.map(pipeline.sources.location(ofTask:)) ?? pipeline.sources.schedule
                    ?? pipeline.sources.pipeline
                check(dataset, at: location, &report)
                let other = [uris[dataset.uri], names[dataset.name]].compactMap(\.self).first {
                    $0.name != dataset.name || $0.uri != dataset.uri
                }
                if let other {
                    report.add(
                        .sharedURI,
                        "dataset `\(dataset.name)` at `\(dataset.uri)` and dataset `\(other.name)` at `\(other.uri)` share "
                            + "\(other.uri == dataset.uri ? "the URI" : "the name")",
                        at: location, fix: "use one dataset for both, or give each its own name and path")
                }
                uris[dataset.uri] = uris[dataset.uri] ?? dataset
                names[dataset.name] = names[dataset.name] ?? dataset
            }
        }
    }

    private static func check(_ dataset: DatasetModel, at location: SourceLocation, _ report: inout DiagnosticReport) {
        let uri = dataset.uri
        let scheme = uri.scheme
        if let refusal = refusal(of: uri, scheme) {
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
    fileprivate var scheme: String { firstRange(of: "://").map { String(self[..<$0.lowerBound]) } ?? "" }
}
