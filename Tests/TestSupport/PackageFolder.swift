package import Foundation

/// Where the tests find this package.
package enum PackageFolder {
    /// The package itself.
    package static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The sources of its modules.
    package static let sources = root.appending(path: "Sources")

    /// Tests, with the files beside them that are no part of a target.
    package static let tests = root.appending(path: "Tests")

    /// Schemas of other projects, which are not part of this one. A test that reads them is skipped where they are not.
    package static let schemas = root.deletingLastPathComponent().appending(path: "shared/schemas")
}
