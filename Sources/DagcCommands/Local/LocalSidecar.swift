import Foundation
import LocalPlatform

/// Finds the program dag-sync, and builds it where only its sources are.
struct LocalSidecar {
    let place: LocalPlace
    let context: CommandContext

    func program(named path: String?) async throws -> String {
        if let path { return try existing(context.path(path)) }
        let beside = URL(filePath: Swift.CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "dag-sync").path
        if FileManager.default.isExecutableFile(atPath: beside) { return beside }
        return try await built()
    }

    private func existing(_ path: String) throws -> String {
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw LocalStepFailed(
                step: "find dag-sync", detail: "\(path) is no program", advice: "name the program with --dag-sync")
        }
        return path
    }

    /// A package of somebody's own builds only its own programs.
    private func built() async throws -> String {
        let program = "\(place.folder.programs)/release/dag-sync"
        guard case .folder(let sources) = try DagcSource(nil, folder: context.folder) else {
            throw LocalStepFailed(
                step: "find dag-sync", detail: "it is not beside this program",
                advice: "name the program with --dag-sync")
        }
        if FileManager.default.isExecutableFile(atPath: program) { return program }
        context.console.complain(
            "building dag-sync from \(sources.path); this happens once and takes about two minutes")
        let ended = try await LocalProgram(
            [
                "swift", "build", "--configuration", "release", "--product", "dag-sync", "--package-path", sources.path,
                "--scratch-path", place.folder.programs,
            ], in: context.folder
        ).run()
        guard ended.status == 0 else {
            throw LocalStepFailed(
                step: "build dag-sync", detail: ended.lastWords,
                advice: "build it yourself and name it with --dag-sync")
        }
        return program
    }
}
