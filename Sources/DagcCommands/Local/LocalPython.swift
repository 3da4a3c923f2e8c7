import Foundation
import LocalPlatform

/// The Python environment in which Airflow and what keeps the parts running are installed.
struct LocalPython {
    let place: LocalPlace
    let context: CommandContext

    /// Makes the environment unless it has exactly what is needed; the mark of that is written last.
    func prepare() async throws {
        guard place.isOwnPython else { return try requireSupervisor() }
        let stamp = "\(place.python)/requirements.txt"
        if FileManager.default.fileExists(atPath: stamp),
            try String(contentsOfFile: stamp, encoding: .utf8) == LocalPlatform.requirements
        {
            return
        }
        context.console.complain(
            "making the Python environment in \(place.python); the first time takes a minute or more")
        let wanted = place.folder.root + "/requirements.txt"
        try place.write(LocalPlatform.requirements, to: wanted)
        if try await has("uv") {
            try await call(["uv", "venv", "--quiet", "--clear", "--python", "3.11", place.python])
            try await call(
                [
                    "uv", "pip", "install", "--quiet", "--no-deps", "--python", program("python"), "--requirements",
                    wanted,
                ])
        } else {
            try await call(["python3.11", "-m", "venv", "--clear", place.python])
            try await call(
                [
                    program("pip"), "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--requirement",
                    wanted,
                ])
        }
        try place.write(LocalPlatform.requirements, to: stamp)
    }

    private func program(_ name: String) -> String { "\(place.python)/bin/\(name)" }

    private func requireSupervisor() throws {
        for name in ["airflow", "supervisord", "supervisorctl"]
        where !FileManager.default.isExecutableFile(atPath: program(name)) {
            throw LocalStepFailed(
                step: "use the Python environment \(place.python)", detail: "it has no \(name)",
                advice: "install what `\(place.folder.root)` would get, or leave --python-environment out")
        }
    }

    private func has(_ name: String) async throws -> Bool {
        try await LocalProgram(["sh", "-c", "command -v \(name)"], in: context.folder).run().status == 0
    }

    private func call(_ arguments: [String]) async throws {
        let ended = try await LocalProgram(arguments, in: context.folder).run()
        guard ended.status == 0 else {
            throw LocalStepFailed(
                step: "make the Python environment", detail: ended.lastWords,
                advice: "it needs Python 3.11 with venv (Debian 12: python3.11-venv) or uv, and a way to PyPI")
        }
    }
}

/// A step of the start failed.
struct LocalStepFailed: Error, CustomStringConvertible {
    let step: String
    let detail: String
    let advice: String

    var description: String { "could not \(step): \(detail)\n\(advice)" }
}
