import CodeModels
import PipelineModel

/// The environment of the checked model, as it lies beside the files that were made for it.
///
/// The groups of its settings are one object, so that a setting which moves to another group is no change.
enum EnvironmentDocument {
    static func make(_ environment: EnvironmentModel) -> DocumentObject {
        let datasets = EncodedDatasets()
        var settings = PipelineDocument.fields(of: environment, datasets)
        for group in ["orchestrator", "data", "cluster"] { settings[group] = nil }
        switch environment.orchestrator {
        case .airflow(let airflow):
            settings.add(PipelineDocument.fields(of: airflow, datasets))
            settings["version"] = nil
            settings["airflow"] = .string(airflow.version.rawValue)
        case .stepFunctions(let stepFunctions):
            let fields = PipelineDocument.fields(of: stepFunctions, datasets)
            settings.add(["stepFunctions": .object(fields)])
        }
        settings.add(PipelineDocument.fields(of: environment.data, datasets))
        if let cluster = environment.cluster { settings.add(PipelineDocument.fields(of: cluster, datasets)) }
        return settings.inOrder(of: order)
    }

    /// What is not named here comes last.
    private static let order = [
        "airflow", "stepFunctions", "name", "tree", "connections", "stores", "pools", "podTemplates", "variables",
        "spark", "dbt",
        "kubernetes", "python", "pythonPackage",
    ]
}

extension DocumentObject {
    fileprivate mutating func add(_ other: DocumentObject) {
        for (key, value) in other.entries {
            precondition(self[key] == nil, "two groups of an environment have a setting `\(key)`")
            self[key] = value
        }
    }

    fileprivate func inOrder(of keys: [String]) -> DocumentObject {
        var ordered: DocumentObject = [:]
        for key in keys { ordered[key] = self[key] }
        for (key, value) in entries where ordered[key] == nil { ordered[key] = value }
        return ordered
    }
}
