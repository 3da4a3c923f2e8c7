import PipelineModel

/// The program of a Spark application: a literal is a file of Python.
public struct SparkProgram: Sendable, ExpressibleByStringLiteral {
    let model: SparkProgramModel

    /// A file of Python below the environment's folder of applications.
    public init(stringLiteral literal: StaticString) {
        model = SparkProgramModel(.python, file: literal.description)
    }

    private init(_ model: SparkProgramModel) {
        self.model = model
    }

    /// A file of Python below the environment's folder of applications.
    public static func python(_ file: Name) -> SparkProgram {
        SparkProgram(SparkProgramModel(.python, file: file.description))
    }

    /// A class of a jar below the environment's folder of applications, such as `com.example.Clean`.
    public static func java(_ jar: Name, mainClass: Name) -> SparkProgram {
        SparkProgram(SparkProgramModel(.java, file: jar.description, mainClass: mainClass.description))
    }

    /// An object of a jar below the environment's folder of applications, such as `com.example.Clean`.
    public static func scala(_ jar: Name, mainClass: Name) -> SparkProgram {
        SparkProgram(SparkProgramModel(.scala, file: jar.description, mainClass: mainClass.description))
    }
}
