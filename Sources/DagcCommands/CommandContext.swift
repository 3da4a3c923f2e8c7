import DagDSL
import Diagnostics
import Foundation

/// What every command is given.
struct CommandContext: Sendable {
    let catalog: Catalog
    /// The folder in which the command was called.
    let folder: String
    let variables: [String: String]
    let console = Console()

    /// A path of the command line, which is relative to the folder of the call.
    func path(_ text: String) -> String {
        text.hasPrefix("/") ? text : "\(folder)/\(text)"
    }

    /// The lines of a source file. One that is gone or unreadable only costs what is shown of it.
    @Sendable static func lines(of path: String) -> [String]? {
        (try? String(contentsOfFile: path, encoding: .utf8))?.components(separatedBy: "\n")
    }

    /// Writes findings for people, and their number.
    func report(_ report: DiagnosticReport) {
        guard !report.diagnostics.isEmpty else { return }
        let renderer = TextRenderer(root: folder, source: Self.lines)
        console.complain(renderer.render(report.sorted))
        console.complain(report.diagnostics.summary)
    }
}

/// Where a command speaks. Nothing below the commands prints.
struct Console: Sendable {
    /// For the result that was asked for.
    func print(_ text: String) {
        write(text, to: .standardOutput)
    }

    /// For people, beside the result.
    func complain(_ text: String) {
        write(text, to: .standardError)
    }

    /// For somebody who waits at a terminal; nothing in a pipe or a log.
    @Sendable func progress(_ text: String) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        complain("\(text) …")
    }

    private func write(_ text: String, to file: FileHandle) {
        file.write(Data((text.hasSuffix("\n") ? text : text + "\n").utf8))
    }
}
