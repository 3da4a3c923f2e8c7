import Foundation

/// The programs of this package as the test build has made them.
enum BuiltProgram: String {
    case dagc
    case dagSync = "dag-sync"

    /// Beside the test bundle.
    var url: URL {
        URL(filePath: ProcessInfo.processInfo.arguments[0]).deletingLastPathComponent().appending(path: rawValue)
    }

    /// A call of the program with nothing of the caller's environment but its search path.
    func call(_ arguments: String..., environment: [String: String] = [:]) -> Command {
        Command(
            program: url, arguments: arguments,
            environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
                .merging(environment) { _, given in given })
    }
}
