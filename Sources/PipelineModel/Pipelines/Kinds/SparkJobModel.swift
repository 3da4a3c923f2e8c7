/// A Spark application over datasets.
package struct SparkJobModel: KindModel {
    package var program: SparkProgramModel
    package var arguments: [RuntimeText]
    package var spark: SparkSettings

    package init(program: SparkProgramModel) {
        self.program = program
        self.arguments = []
        self.spark = SparkSettings()
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        for index in arguments.indices { visit(&arguments[index]) }
    }

    package var texts: [RuntimeText] { [RuntimeText(program.file)] + arguments + spark.texts }

    package var platforms: [PlatformNeed] { [.spark] }

    package var engine: TaskEngine { .spark }

    package var windowUse: WindowUse { .windowOrPartition }

    package var leavesResult: Bool { false }

    package var settings: [ValueModel.Entry] {
        spark.configuration.map { ValueModel.Entry($0.key, .string($0.value)) }
    }

    package var numbers: [NumberModel] {
        spark.resources.numbers
    }

    package var neededTexts: [NeededText] { [NeededText("main", program.file)] }
}

/// The program of a Spark application.
package struct SparkProgramModel: Hashable, Sendable, Codable {
    /// As `SparkApplication` names it: https://github.com/kubeflow/spark-operator/blob/master/docs/api-docs.md
    package enum Language: String, Hashable, Sendable, Codable {
        case python = "Python"
        case java = "Java"
        case scala = "Scala"
    }

    package var language: Language
    /// Below the environment's folder of applications.
    package var file: String
    /// The class whose `main` is called; nil for Python.
    package var mainClass: String?

    package init(_ language: Language, file: String, mainClass: String? = nil) {
        self.language = language
        self.file = file
        self.mainClass = mainClass
    }
}

/// A key and a value, kept in the author's order.
package struct ConfigurationEntry: Hashable, Sendable, Codable {
    package var key: String
    package var value: String

    package init(key: String, value: String) {
        self.key = key
        self.value = value
    }
}
