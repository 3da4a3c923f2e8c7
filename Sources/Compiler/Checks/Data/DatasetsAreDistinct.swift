import Diagnostics
import PipelineModel

/// Each dataset has a name and a URI of its own.
enum DatasetsAreDistinct: Check {
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
}

/// The first use of each URI and name.
private struct DatasetUses {
    /// By URI.
    var names: [String: String] = [:]
    /// By name.
    var uris: [String: String] = [:]
}
