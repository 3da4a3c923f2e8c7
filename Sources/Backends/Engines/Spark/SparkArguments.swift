package import PipelineModel

/// What a Spark application is called with, however it is started.
package enum SparkArguments {
    /// Where the datasets are in the environment, the run's window or partition, and then the author's own arguments.
    package static func list(
        of task: TaskModel, _ job: SparkJobModel, in pipeline: PipelineModel, _ environment: EnvironmentModel
    ) -> [RuntimeText] {
        var arguments: [RuntimeText] = []
        for (option, datasets) in [("--input", task.reads), ("--output", task.writes)] {
            for dataset in datasets {
                arguments.append(RuntimeText(option))
                arguments.append(location(of: dataset, in: environment))
            }
        }
        if pipeline.schedule.isPartitioned {
            arguments += [RuntimeText("--partition"), RuntimeText([.partitionKey])]
        } else {
            arguments += [RuntimeText("--from"), RuntimeText([.time(pipeline.time(.windowStart))])]
            arguments += [RuntimeText("--to"), RuntimeText([.time(pipeline.time(.windowEnd))])]
        }
        return arguments + job.arguments
    }

    private static func location(of dataset: DatasetModel, in environment: EnvironmentModel) -> RuntimeText {
        guard let root = environment.store(named: dataset.store)?.root else {
            preconditionFailure("a checked project names the root of every store that Spark uses")
        }
        return root + "/" + dataset.path
    }

    /// Spark's notation: `512m`, `4g`.
    package static func memory(_ mebibytes: Int) -> String {
        mebibytes % 1024 == 0 ? "\(mebibytes / 1024)g" : "\(mebibytes)m"
    }

    /// The manifest of a task, relative to the output.
    package static func manifestPath(pipeline: String, task: String) -> String { "spark/\(pipeline)/\(task).yaml" }
}
