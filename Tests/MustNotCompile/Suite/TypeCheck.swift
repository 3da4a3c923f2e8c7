import Foundation
import TestSupport

/// One call of the Swift compiler over several files, each of which it checks although others have errors.
enum TypeCheck {
    /// The messages of all errors, by line. Warnings count as errors, as in the packages that `dagc init` makes.
    static func errors(in files: [URL]) async throws -> [SourceLine: [String]] {
        let modules = URL(filePath: ProcessInfo.processInfo.arguments[0]).deletingLastPathComponent()
            .appending(path: "Modules")
        let arguments =
            [
                "-typecheck", "-parse-as-library", "-swift-version", "6", "-warnings-as-errors",
                "-continue-building-after-errors", "-module-name", "MustNotCompile", "-I", modules.path,
            ] + files.map(\.path)
        var errors: [SourceLine: [String]] = [:]
        for line in try await Command(named: "swiftc", arguments).run().account.split(separator: "\n") {
            guard let match = line.wholeMatch(of: /.*?([^\/]+\.swift):(\d+):\d+: error: (.*)/),
                let number = Int(match.2)
            else { continue }
            errors[SourceLine(file: String(match.1), number: number), default: []].append(String(match.3))
        }
        return errors
    }
}
