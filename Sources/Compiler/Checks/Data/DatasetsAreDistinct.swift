import Diagnostics
import PipelineModel

/// Datasets have URIs that Airflow takes as they are, and each has a name and a URI of its own.
///
/// Source: `_sanitize_uri` of `airflow.sdk`'s assets, and the Snowflake provider's `sanitize_uri`.
enum DatasetsAreDistinct: Check {
    private static let longest = 1500

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        var uses = DatasetUses()
        for pipeline in project.pipelines {
            let place = pipeline.sources.schedule ?? pipeline.sources.pipeline
            for dataset in pipeline.model.schedule.datasets { check(dataset, at: place, &uses, &report) }
            for task in pipeline.tasks {
                for dataset in task.reads { check(dataset, at: task.location, &uses, &report) }
                for dataset in task.writes { check(dataset, at: task.location, &uses, &report) }
            }
        }
    }

    private static func check(
        _ dataset: DatasetModel, at location: SourceLocation, _ uses: inout DatasetUses,
        _ report: inout DiagnosticReport
    ) {
        let (name, uri) = (uses.names[dataset.uri], uses.uris[dataset.name])
        if name == dataset.name && uri == dataset.uri { return }
        checkURI(of: dataset, at: location, &report)
        if let name, name != dataset.name {
            share("URI", dataset, (name, dataset.uri), at: location, &report)
        } else if let uri, uri != dataset.uri {
            share("name", dataset, (dataset.name, uri), at: location, &report)
        }
        if name == nil { uses.names[dataset.uri] = dataset.name }
        if uri == nil { uses.uris[dataset.name] = dataset.uri }
    }

    private static func share(
        _ what: String, _ dataset: DatasetModel, _ other: (name: String, uri: String), at location: SourceLocation,
        _ report: inout DiagnosticReport
    ) {
        report.add(
            .sharedURI,
            "dataset `\(dataset.name)` at `\(dataset.uri)` and dataset `\(other.name)` at `\(other.uri)` share the "
                + what,
            at: location, fix: "use one dataset for both, or give each its own name and path")
    }

    private static func checkURI(
        of dataset: DatasetModel, at location: SourceLocation, _ report: inout DiagnosticReport
    ) {
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

/// The first use of each URI and name.
private struct DatasetUses {
    /// By URI.
    var names: [String: String] = [:]
    /// By name.
    var uris: [String: String] = [:]
}

extension String {
    fileprivate var scheme: String { firstRange(of: "://").map { String(self[..<$0.lowerBound]) } ?? "" }
}
