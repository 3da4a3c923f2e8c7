import Foundation

/// One call of the Swift compiler over several files, each of which it checks although others have errors.
enum TypeCheck {
    /// The messages of all errors, by line. Warnings count as errors, as in the packages that `dagc init` makes.
    static func errors(in files: [URL]) async throws -> [SourceLine: [String]] {
        let modules = URL(filePath: ProcessInfo.processInfo.arguments[0]).deletingLastPathComponent()
            .appending(path: "Modules")
        let arguments =
            [
                "swiftc", "-typecheck", "-parse-as-library", "-swift-version", "6", "-warnings-as-errors",
                "-continue-building-after-errors", "-module-name", "MustNotCompile", "-I", modules.path,
            ] + files.map(\.path)
        var errors: [SourceLine: [String]] = [:]
        for line in try await output(of: arguments).split(separator: "\n") {
            guard let match = line.wholeMatch(of: /.*?([^\/]+\.swift):(\d+):\d+: error: (.*)/),
                let number = Int(match.2)
            else { continue }
            errors[SourceLine(file: String(match.1), number: number), default: []].append(String(match.3))
        }
        return errors
    }

    private static func output(of arguments: [String]) async throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "must-not-compile-\(UUID().uuidString)")
        try Data().write(to: file)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        // A file, not a pipe: nobody has to read along.
        process.standardOutput = try FileHandle(forWritingTo: file)
        process.standardError = process.standardOutput
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        let text = try String(contentsOf: file, encoding: .utf8)
        try FileManager.default.removeItem(at: file)
        return text
    }
}
