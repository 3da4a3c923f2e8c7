import Foundation

/// A new folder of the system's temporary ones that lives as long as a closure runs.
enum ScratchFolder {
    static func with<Value>(_ body: (URL) async throws -> Value) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dagc-\(UUID().uuidString)")
        defer {
            do { try FileManager.default.removeItem(at: folder) } catch {
                // The system clears its temporary folder; a leftover changes no result.
            }
        }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return try await body(folder)
    }
}
