import Foundation
import Testing

/// Expected output as files. `DAGC_UPDATE_GOLDENS=1` rewrites them; the run fails all the same, so that no one
/// overlooks that they changed, and nothing is rewritten where `CI` is set.
enum Golden {
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Golden")

    static func expect(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let file = folder.appending(path: name)
        let environment = ProcessInfo.processInfo.environment
        if environment["DAGC_UPDATE_GOLDENS"] == "1" && environment["CI"] == nil {
            try Data(text.utf8).write(to: file)
            Issue.record("rewrote \(name); run again without DAGC_UPDATE_GOLDENS", sourceLocation: sourceLocation)
            return
        }
        let expected = try String(contentsOf: file, encoding: .utf8)
        #expect(text == expected, "\(name) differs", sourceLocation: sourceLocation)
    }

    static func names(in folder: String) throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: Self.folder.appending(path: folder).path))
    }
}
