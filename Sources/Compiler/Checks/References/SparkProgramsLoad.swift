import Diagnostics
import PipelineModel

/// Spark can load the program of each application, and what lies beside it.
///
/// Source: https://spark.apache.org/docs/latest/submitting-applications.html
enum SparkProgramsLoad: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let platform = project.model.environment.data.spark
        if let defaults = platform?.defaults, let place = project.environment {
            let owner = "Spark in environment `\(project.model.environment.name)`"
            for problem in problems(of: defaults, platform) { tell(owner, problem, at: place, &report) }
        }
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                guard case .spark(let job) = task.kind else { continue }
                for problem in problems(of: job.program) + problems(of: job.spark, platform) {
                    tell("task `\(task.path)`", problem, at: task.location, &report)
                }
            }
        }
    }

    private static func tell(
        _ owner: String, _ problem: String, at place: SourceLocation, _ report: inout DiagnosticReport
    ) {
        report.add(
            .unloadableSpark, "\(owner): \(problem)", at: place, fix: "name what Spark loads, each by itself")
    }

    private static func problems(of program: SparkProgramModel) -> [String] {
        switch program.language {
        case .python:
            return program.file.hasSuffix(".py")
                ? [] : ["Spark runs `\(program.file)` as Python only if it ends in `.py`"]
        case .java, .scala:
            var problems: [String] = []
            if !program.file.hasSuffix(".jar") { problems.append("`\(program.file)` is no jar") }
            let name = program.mainClass ?? ""
            if name.isEmpty || !name.utf8.allSatisfy(isOfClassName) || name.first == "." || name.last == "." {
                problems.append("`\(name)` is no name of a class")
            }
            return problems
        }
    }

    private static func isOfClassName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "$"):
            true
        default: byte >= 0x80
        }
    }

    private static func problems(of settings: SparkSettings, _ platform: SparkPlatform?) -> [String] {
        var problems: [String] = []
        for package in settings.packages {
            let parts = package.split(separator: ":", omittingEmptySubsequences: false)
            if parts.count != 3 || parts.contains(where: \.isEmpty) || separates(package) {
                problems.append("`\(package)` is no package of Maven, which is `group:artifact:version`")
            } else if parts[1].hasSuffix("_2.12"), platform?.isSpark4 == true {
                problems.append("package `\(package)` is made for Scala 2.12, and Spark 4 has 2.13")
            }
        }
        for file in settings.jars where !file.hasSuffix(".jar") || separates(file) {
            problems.append("`\(file)` is no jar")
        }
        for file in settings.files where file.isEmpty || separates(file) {
            problems.append("`\(file)` is no single file, as Spark divides its list at commas")
        }
        for file in settings.pythonFiles {
            let isPython = [".py", ".zip", ".egg"].contains { file.hasSuffix($0) }
            if !isPython || separates(file) { problems.append("`\(file)` is no file for Python's path") }
        }
        return problems
    }

    /// Spark's lists are divided at commas, and no list of it takes blanks.
    private static func separates(_ text: String) -> Bool { text.contains { $0 == "," || $0.isWhitespace } }
}

extension SparkPlatform {
    /// Nil where the version is not named.
    fileprivate var isSpark4: Bool {
        if case .kubernetes(let cluster) = submission { cluster.sparkVersion.hasPrefix("4.") } else { false }
    }
}
