import Foundation

/// Pushes whenever a file of the pipelines is saved.
struct LocalWatch {
    let folder: String
    let context: CommandContext

    init(folder: String, _ context: CommandContext) {
        self.folder = folder
        self.context = context
    }

    /// Looks twice a second, until the command is interrupted.
    func run() async throws -> Never {
        context.console.complain("watching \(folder); Ctrl-C ends this, the platform goes on")
        var seen = try changes()
        while true {
            try await Task.sleep(for: .milliseconds(500))
            let now = try changes()
            guard now != seen else { continue }
            seen = now
            try await push()
        }
    }

    /// The time of the last change of each file.
    private func changes() throws -> [String: Date] {
        guard let files = FileManager.default.enumerator(atPath: folder) else {
            throw LocalStepFailed(
                step: "watch \(folder)", detail: "there is no such folder", advice: "name it with --pipelines")
        }
        var times: [String: Date] = [:]
        for case let path as String in files {
            let attributes = files.fileAttributes ?? [:]
            if attributes[.type] as? FileAttributeType == .typeRegular {
                times[path] = attributes[.modificationDate] as? Date
            }
        }
        return times
    }

    /// The program is built anew, since the pipelines are part of it.
    private func push() async throws {
        let program = URL(filePath: Swift.CommandLine.arguments[0]).lastPathComponent
        let started = ContinuousClock.now
        let options = Swift.CommandLine.arguments.dropFirst(3).filter { $0 != "--watch" }
        let ended = try await LocalProgram(
            ["swift", "run", "--quiet", program, "local", "push"] + options, in: context.folder
        ).run()
        if !ended.output.isEmpty { context.console.print(ended.output) }
        if !ended.errors.isEmpty { context.console.complain(ended.errors) }
        let seconds = (ContinuousClock.now - started).components.seconds
        context.console.complain(ended.status == 0 ? "pushed after \(seconds) s" : "not pushed")
    }
}
