import CodeModels
import Foundation
import System

/// The programs in Python that read what has run and fit it. They come with this module and are started from a folder of
/// their own.
enum MeasuringProgram {
    private static let files: [(name: String, bytes: [UInt8])] = [
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
    static func run(
        _ name: String, _ input: Document, python: String, variables: [String: String] = [:]
    ) async throws -> Document {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dagc-\(UUID().uuidString)")
        defer {
            do { try FileManager.default.removeItem(at: folder) } catch {
                // The system clears its temporary folder; a leftover changes no result.
            }
        }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for file in files { try Data(file.bytes).write(to: folder.appending(path: file.name)) }
        var environment = variables
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
        var call = ProgramCall(
            program: python, arguments: [folder.appending(path: "\(name).py").path], environment: environment,
            directory: FileManager.default.currentDirectoryPath, input: Array(input.renderedJSON().utf8),
            timeLimit: nil)
        call.errors = .apart
        call.outputLimit = .max
        let ended: ProgramCall.Result
        do { ended = try await call.runApart() } catch let error as ProcessError {
            throw MeasuringError.noPython(python, "\(error)")
        }
        switch ended.ending {
        case .exit(0): return try JSONParser.parse(Array(ended.output.utf8))
        case .exit(Self.lacksPackage): throw MeasuringError.lacks(python, ended.errors)
        default: throw MeasuringError.failed(ended.errors)
        }
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
