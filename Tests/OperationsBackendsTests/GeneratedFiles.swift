import Foundation
import Testing

/// The files of the reference project as they are committed. `dagc compile --check` shows that they are what the compiler
/// writes, so what is read here is its output.
enum GeneratedFiles {
    struct MissingTool: Error, CustomStringConvertible {
        let description: String
    }

    struct Result {
        let status: Int32
        let output: String
    }

    static let package = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let folder = package.appending(path: "generated")
    static let scripts = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Python")

    /// The Python that has a parser of PromQL.
    static func python() throws -> String {
        let path = package.appending(path: ".environments/operations/bin/python").path
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw MissingTool(description: "no Python at \(path): run Tests/run once")
        }
        return path
    }

    /// Schemas of other projects, which are not part of this one.
    static let schemas = package.deletingLastPathComponent().appending(path: "shared/schemas")

    static func files(below path: String, _ suffix: String) throws -> [URL] {
        let root = folder.appending(path: path)
        let found = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        let files = (found?.allObjects as? [URL] ?? []).filter { $0.path.hasSuffix(suffix) }
        try #require(!files.isEmpty, "no \(suffix) below \(path)")
        return files.sorted { $0.path < $1.path }
    }

    static func run(_ program: String, _ arguments: [String], in folder: URL = folder) throws -> Result {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Result(status: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
    }

    static func runScript(_ name: String, _ arguments: [String]) throws -> Result {
        try run(python(), [scripts.appending(path: name).path] + arguments)
    }

    /// The output folder in a place of its own, where a test may change it.
    static func withCopy<Value>(_ body: (URL) throws -> Value) throws -> Value {
        let copy = FileManager.default.temporaryDirectory.appending(path: "dagc-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: folder, to: copy)
        defer {
            do { try FileManager.default.removeItem(at: copy) } catch { print("left behind: \(copy.path)") }
        }
        return try body(copy)
    }
}
