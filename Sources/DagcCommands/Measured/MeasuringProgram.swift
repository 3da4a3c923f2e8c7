import CodeModels
import System

/// The programs in Python that read what has run and fit it. They share modules.
enum MeasuringProgram {
    private static let files: [EmbeddedPythonProgram.File] = [
        ("observe.py", PackageResources.observe_py), ("observe_airflow.py", PackageResources.observe_airflow_py),
        ("observe_prometheus.py", PackageResources.observe_prometheus_py),
        ("observe_results.py", PackageResources.observe_results_py), ("capacity.py", PackageResources.capacity_py),
        ("growth.py", PackageResources.growth_py), ("bottlenecks.py", PackageResources.bottlenecks_py),
        ("health.py", PackageResources.health_py), ("incident.py", PackageResources.incident_py),
    ]

    /// Exit status of a program that lacks a package; its last line names what to install.
    private static let lacksPackage: Int32 = 3

    /// What a program writes when it is given a document.
    ///
    /// - Parameters:
    ///   - name: such as `capacity`.
    ///   - input: what it reads from its standard input.
    ///   - variables: the environment that it sees. Secrets travel there and on no command line.
    /// - Throws: ``MeasuringError``, or an error of the parser when what it writes is no document.
    static func run(
        _ name: String, _ input: Document, python: String, variables: [String: String] = [:]
    ) async throws -> Document {
        do {
            let output = try await program(name).run(
                by: python, variables: variables, input: Array(input.renderedJSON().utf8))
            return try JSONParser.parse(Array(output.text.utf8))
        } catch let error as EmbeddedPythonError {
            switch error {
            case .notStarted(let reason): throw MeasuringError.noPython(python, reason.description)
            case .failed(.exit(Self.lacksPackage), let words): throw MeasuringError.lacks(python, words)
            case .failed(_, let words), .silent(let words): throw MeasuringError.failed(words)
            }
        }
    }

    private static func program(_ name: String) -> EmbeddedPythonProgram {
        guard let start = files.first(where: { $0.name == "\(name).py" }) else {
            preconditionFailure("no program is called `\(name)`")
        }
        return EmbeddedPythonProgram(
            start.name, start.bytes, importing: files.filter { $0.name != start.name })
    }
}

/// What has run could not be read or fitted.
enum MeasuringError: Error, CustomStringConvertible {
    case noPython(String, String)
    case lacks(String, String)
    case failed(String)
    case strange

    var description: String {
        switch self {
        case .noPython(let python, let reason):
            "`\(python)` cannot be started; name a Python of 3.10 or later with --python (\(reason))"
        case .lacks(let python, let words): "`\(python)` lacks a package: \(words.suffix(1000))"
        case .failed(let words): "\(words.suffix(3000))"
        case .strange: "the program that measures gave no report"
        }
    }
}
