import CodeModels
import PipelineModel

/// What a DAG file calls its datasets and their aliases, and the times of its schedule where it needs them twice.
struct AssetNames {
    let dataset: (DatasetModel) -> PythonIdentifier
    let alias: (String) -> PythonIdentifier
    let times: PythonIdentifier?
}

/// A dataset. Airflow 2 knows it by its URI alone; Airflow 3 has a name beside it, and watchers.
enum AssetExpression {
    static func render(_ dataset: DatasetModel, _ context: OperatorContext) -> PythonExpression {
        var arguments = CallArguments()
        switch context.dialect.version {
        case .v2:
            arguments.add("extra", PythonExpression.strings(dataset.extra))
            return .call(
                .imported("airflow.datasets", "Dataset"), [.positional(.string(dataset.uri))] + arguments.list)
        case .v3:
            arguments.add("name", dataset.name)
            arguments.add("uri", dataset.uri)
            arguments.add("extra", PythonExpression.strings(dataset.extra))
            arguments.add("watchers", dataset.watchers.map { watcher($0, context) })
            return .call(.imported("airflow.sdk", "Asset"), arguments.list)
        }
    }

    private static func watcher(_ watcher: WatcherModel, _ context: OperatorContext) -> PythonExpression {
        let trigger = PythonExpression.call(.imported(path: watcher.path), context.plainKeywords(watcher.arguments))
        return .call(
            .imported("airflow.sdk", "AssetWatcher"),
            [.keyword("name", .string(watcher.name)), .keyword("trigger", trigger)])
    }
}
