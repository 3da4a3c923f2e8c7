import Diagnostics
import PipelineModel

/// The environment names each thing once, and says before any run where its files are.
enum EnvironmentIsWritable: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let environment = project.model.environment
        let location = project.environment ?? project.pipelines.first?.sources.pipeline
        for (kind, names) in environment.namedThings {
            var known: Set<String> = []
            var twice: Set<String> = []
            for name in names where !known.insert(name).inserted && twice.insert(name).inserted {
                report.add(
                    .unwritableEnvironment, "environment `\(environment.name)` has several \(kind) `\(name)`",
                    at: location, fix: "leave one of them")
            }
        }
        for (place, text) in environment.places {
            if text.dependsOnRun {
                report.add(
                    .unwritableEnvironment,
                    "\(place) of environment `\(environment.name)` holds what only a run knows", at: location,
                    fix: "write text, and variables for what differs: `\\(.variable(…))`")
            }
        }
        // It stands in a file of variables for a shell; the others stand where any character can.
        if environment.orchestrator.tree.hasSeveralLines {
            report.add(
                .unwritableEnvironment, "the tree of environment `\(environment.name)` has several lines",
                at: location, fix: "write it on one line")
        }
    }
}

extension EnvironmentModel {
    /// Each kind with the names of all that are of it.
    fileprivate var namedThings: [(kind: String, names: [String])] {
        [
            ("connections", data.connections.map(\.id)), ("pools", orchestrator.pools.map(\.name)),
            ("variables", data.variables), ("settings of store", data.stores.map(\.name)),
        ]
    }

    /// Where files and programs are.
    fileprivate var places: [(name: String, text: RuntimeText)] {
        var places = [("the tree", orchestrator.tree), ("the Python", data.python)]
        for store in data.stores {
            if let path = store.engine.location { places.append(("the engine of store `\(store.name)`", path)) }
            if let root = store.root { places.append(("the root of store `\(store.name)`", root)) }
        }
        if case .submit(_, let folder) = data.spark?.submission {
            places.append(("the folder of Spark applications", folder))
        }
        if let dbt = data.dbt { places += [("the dbt project", dbt.project), ("the dbt profiles", dbt.profiles)] }
        if let results = data.results {
            places.append(("the folder of results", results.folder))
            if let gateway = results.pushgateway { places.append(("the Pushgateway", gateway)) }
        }
        return places
    }
}

extension RuntimeText {
    fileprivate var dependsOnRun: Bool {
        parts.contains { part in
            switch part {
            case .literal, .variable: false
            case .intervalStart, .intervalEnd, .logicalDate, .time, .runID, .item, .param, .result, .answer,
                .expression, .partitionKey, .macro, .filtered:
                true
            }
        }
    }

    fileprivate var hasSeveralLines: Bool {
        parts.contains { part in
            guard case .literal(let text) = part else { return false }
            return text.utf8.contains { $0 == 0 || $0 == 0x0A || $0 == 0x0D }
        }
    }
}
