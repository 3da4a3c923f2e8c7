import Foundation
import TestSupport
import Testing

/// People find their way by the page, so it must not lead astray.
@Suite struct ArchitecturePageTests {
    private static let page = PackageFolder.sources.appending(path: "ARCHITECTURE.md")

    @Test func `every file and folder that the page names is there`() throws {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        let names = text.matches(of: /`([^`\n]+)`/).map { String($0.1) }.filter(Self.isPath)
        #expect(names.count > 40)
        let known = try Self.fileNames()
        let missing = names.filter { name in
            let isThere = ["", "Sources/", "Sources/Backends/", "Sources/Backends/Engines/"].contains { folder in
                FileManager.default.fileExists(atPath: PackageFolder.root.appending(path: folder + name).path)
            }
            return !isThere && !(known.contains(name))
        }
        #expect(missing == [])
    }

    /// Not a pattern, a command or a name of the language.
    private static func isPath(_ name: String) -> Bool {
        !name.contains { " …*(=<$".contains($0) }
            && (name.contains("/") || name.hasSuffix(".swift") || name.hasSuffix(".md"))
    }

    /// Of all files below `Sources`, without their folders.
    private static func fileNames() throws -> Set<String> {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: PackageFolder.sources.path)
        return Set(paths.map { URL(filePath: $0).lastPathComponent })
    }
}
