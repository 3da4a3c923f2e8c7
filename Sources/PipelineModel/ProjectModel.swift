/// Everything that one compilation knows: what people declared, lowered to values without behaviour.
///
/// It holds no source locations, clock readings or paths of the machine: equal declarations give equal models.
package struct ProjectModel: Hashable, Sendable, Codable {
    package var name: String
    /// The environment that this model was lowered for.
    package var environment: EnvironmentModel
    /// In the order of their ids.
    package var pipelines: [PipelineModel]
    /// In the order of their ids. Empty where the environment runs no streams.
    package var streams: [StreamModel] = []
    /// In the order of their paths.
    package var pythonFiles: [PythonFileModel] = []
    /// In the order of their paths.
    package var sqlFiles: [SQLFileModel] = []
    /// What somebody has to hear of, from the environment's operations. Components first, then pipelines by id.
    package var alerts: [AlertModel] = []

    package init(name: String, environment: EnvironmentModel, pipelines: [PipelineModel]) {
        self.name = name
        self.environment = environment
        self.pipelines = pipelines
    }
}

/// A file of SQL that tasks run.
package struct SQLFileModel: Hashable, Sendable, Codable {
    /// Relative to the folder of the project's SQL files.
    package var path: String
    package var text: String

    package init(path: String, text: String) {
        self.path = path
        self.text = text
    }
}

/// A file of functions that pipelines call.
package struct PythonFileModel: Hashable, Sendable, Codable {
    /// Relative to the folder of the project's Python files.
    package var path: String
    package var text: String

    package init(path: String, text: String) {
        self.path = path
        self.text = text
    }
}
