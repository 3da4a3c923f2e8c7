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
            let starting = pipeline.model.schedule.datasets.map {
                ($0, pipeline.sources.schedule ?? pipeline.sources.pipeline)
            }
            let used = pipeline.graph.tasks.flatMap { task in
                (task.reads + task.writes).map { ($0, pipeline.sources.location(ofTask: task.path)) }
            }
            for (dataset, location) in starting + used {
                if let same = uris[dataset.uri], same.name == dataset.name, names[dataset.name]?.uri == dataset.uri {
                    continue
                }
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
        if let refusal = refusal(of: uri) {
            report.add(
                .badURI, "Airflow refuses the URI `\(uri.prefix(120))` of dataset `\(dataset.name)`: \(refusal)",
                at: location,
                fix: "mend the `uri` of its store or its `path`")
        } else if uri.contains("#") || uri.hasSuffix("/") || uri.dropFirst(uri.scheme.count + 3).contains("//")
            || uri.scheme != uri.scheme.lowercased()
        {
            report.add(
                .otherSpelling, "Airflow knows dataset `\(dataset.name)` by another form of `\(uri)`", at: location,
                fix: "write the scheme in small letters, and take out `#`, double slashes and a slash at the end")
        }
    }

    private static func refusal(of uri: String) -> String? {
        if uri.utf8.count > longest { return "it has more than \(longest) characters" }
        if uri.scheme.lowercased() == "airflow" { return "the scheme is reserved" }
        guard uri.scheme.lowercased() == "snowflake" else { return nil }
        let parts = uri.dropFirst(uri.scheme.count + 3).split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 4 && !(parts.first ?? "").isEmpty ? nil : "it wants account, database, schema and table"
    }
}

extension String {
    fileprivate var scheme: String { firstRange(of: "://").map { String(self[..<$0.lowerBound]) } ?? "" }
}
