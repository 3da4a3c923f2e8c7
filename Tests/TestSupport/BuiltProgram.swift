package import Foundation

/// The programs of this package as the test build has made them.
package enum BuiltProgram: String, Sendable {
    case dagc
    case dagSync = "dag-sync"

    /// Beside the test bundle, or for the sidecar what `Tests/run` built as it is shipped.
    package var url: URL {
        if self == .dagSync, let shipped = ProcessInfo.processInfo.environment["DAGC_SHIPPED_SIDECAR"] {
            return URL(filePath: shipped)
        }
        return beside
    }

    private var beside: URL {
        URL(filePath: ProcessInfo.processInfo.arguments[0]).deletingLastPathComponent().appending(path: rawValue)
    }

    /// A call of the program with nothing of the caller's environment but its search path.
    package func call(_ arguments: String..., environment: [String: String] = [:]) -> Command {
        Command(
            program: url, arguments: arguments,
            environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
                .merging(environment) { _, given in given })
    }
}
