import CodeModels
import Foundation
import System

/// A program in Python that comes with this module. A Python that somebody names runs it to its end, however long that
/// takes.
struct EmbeddedPythonProgram: Sendable {
    /// A file of the program: its name, and what the build has embedded of it.
    typealias File = (name: String, bytes: [UInt8])

    /// The file that is started.
    private let start: File
    /// What it imports.
    private let modules: [File]

    init(_ name: String, _ bytes: [UInt8], importing modules: [File] = []) {
        start = (name, bytes)
        self.modules = modules
    }

    /// The file that is started, for whoever runs it elsewhere.
    var text: String { String(decoding: start.bytes, as: UTF8.self) }

    /// Runs it from a folder of its own, which is gone afterwards.
    ///
    /// - Parameters:
    ///   - python: absolute path, or a name that is looked up in `PATH`.
    ///   - variables: added to the environment of this process. Secrets travel there and on no command line.
    ///   - input: what it reads from its standard input.
    ///   - keepingAirflowApart: whether an Airflow that it imports gets a home of its own, so that nobody's settings or
    ///     database are touched.
    /// - Throws: ``EmbeddedPythonError``, or Foundation's error when the folder cannot be written.
    func run(
        by python: String, _ arguments: [String] = [], variables: [String: String] = [:], input: [UInt8] = [],
        keepingAirflowApart: Bool = false
    ) async throws -> Output {
        try await ScratchFolder.with { folder in
            for file in [start] + modules { try Data(file.bytes).write(to: folder.appending(path: file.name)) }
            var variables = variables
            if keepingAirflowApart {
                variables["AIRFLOW_HOME"] = folder.appending(path: "home").path
                variables["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"
            }
            return try await Self.output(
                ofRunning: [folder.appending(path: start.name).path] + arguments, by: python, variables,
                in: FileManager.default.currentDirectoryPath, input)
        }
    }

    /// Has the Python read it from its standard input, as it is done in a pod; nothing is written.
    ///
    /// It must be of one file.
    ///
    /// - Parameter directory: where the Python is started.
    /// - Throws: ``EmbeddedPythonError``.
    func runPiped(by python: String, _ arguments: [String] = [], in directory: String) async throws -> Output {
        precondition(modules.isEmpty, "a program that is piped has nothing to import")
        return try await Self.output(ofRunning: ["-"] + arguments, by: python, [:], in: directory, start.bytes)
    }

    private static func output(
        ofRunning words: [String], by python: String, _ variables: [String: String], in directory: String,
        _ input: [UInt8]
    ) async throws -> Output {
        let variables = variables.merging(["PYTHONDONTWRITEBYTECODE": "1"]) { $1 }
        var call = ProgramCall(
            program: python, arguments: words, environment: variables, directory: directory, input: input,
            timeLimit: nil)
        call.errors = .apart
        call.outputLimit = .max
        let ended: ProgramCall.Result
        do { ended = try await call.runApart() } catch let error as ProcessError {
            throw EmbeddedPythonError.notStarted(error)
        }
        guard ended.ending == .exit(0) else {
            throw EmbeddedPythonError.failed(ended.ending, errors: ended.errors)
        }
        return Output(text: ended.output, errors: ended.errors)
    }
}

extension EmbeddedPythonProgram {
    /// What a program that ended well has written.
    struct Output {
        /// Its standard output.
        let text: String
        fileprivate let errors: String

        /// The document of its last line; lines before that are what libraries have to say.
        ///
        /// - Throws: ``EmbeddedPythonError`` when there is no line, an error of the parser when it is no document.
        func lastDocument() throws -> Document {
            guard let line = text.split(separator: "\n").last else { throw EmbeddedPythonError.silent(errors: errors) }
            return try JSONParser.parse(Array(line.utf8))
        }
    }
}

/// Why an embedded program has no answer. Whoever runs it knows what a user is to do about that.
enum EmbeddedPythonError: Error, CustomStringConvertible {
    /// There is no such Python.
    case notStarted(ProcessError)
    /// It ended as a program does that fails; with its standard error.
    case failed(ProgramCall.Result.Ending, errors: String)
    /// It ended well and wrote nothing; with its standard error.
    case silent(errors: String)

    var description: String {
        switch self {
        case .notStarted(let error): error.description
        case .failed(_, let errors), .silent(let errors): errors
        }
    }
}
