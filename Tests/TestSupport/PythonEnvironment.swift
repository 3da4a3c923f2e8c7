package import Foundation

/// A Python environment with pinned versions, as `Tests/run --environments-only` makes it of `Tests/Environments`.
package enum PythonEnvironment: String, Sendable, CaseIterable {
    case airflow2, airflow3, aws, checkov, data, helm, kubernetes, mypy, operations, reports, ruff, uv

    /// The folder of the environment.
    package var folder: URL { PackageFolder.root.appending(path: ".environments/\(rawValue)") }

    /// A program of the environment.
    ///
    /// - Throws: `MissingProgram`, which says how it is made.
    package func program(_ name: String) throws -> URL {
        let url = folder.appending(path: "bin/\(name)")
        guard FileManager.default.isExecutableFile(atPath: url.path) else { throw MissingProgram(program: url) }
        return url
    }

    /// A call of a program of the environment with nothing after it yet.
    package func command(_ name: String, _ arguments: [String] = []) throws -> Command {
        Command(program: try program(name), arguments: arguments)
    }

    /// The Python of the environment with a script and its arguments.
    package func python(_ script: URL, _ arguments: [String] = []) throws -> Command {
        try command("python", [script.path] + arguments)
    }
}

/// A program that a test needs and that is not there.
package struct MissingProgram: Error, CustomStringConvertible {
    package let program: URL

    package var description: String { "\(program.path) is missing: run Tests/run --environments-only" }
}
