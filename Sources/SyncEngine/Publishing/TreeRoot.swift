package import System

/// Where everything lies below `--root`, and which tree is live.
///
///     store/                     bare repository, disposable
///     trees/<publication>/<sha>  published trees, never changed after their link
///     <link>                     what readers open; the last component of its target is the commit
package struct TreeRoot: Sendable, Equatable {
    /// Absolute, without a trailing slash.
    package let directory: String
    /// Absolute path of the symbolic link.
    package let link: String

    /// - Parameters:
    ///   - directory: absolute path.
    ///   - link: absolute, or relative to `directory`.
    package init(directory: String, link: String) {
        self.directory = Self.normalised(directory)
        self.link = Self.normalised(link.hasPrefix("/") ? link : "\(directory)/\(link)")
    }

    package var store: String { "\(directory)/store" }
    package var trees: String { "\(directory)/trees" }
    /// Held by the one process that may change anything here.
    package var lockFile: String { "\(directory)/.dag-sync.lock" }
    /// What was told in alerts and has not ended.
    package var alertFile: String { "\(directory)/.dag-sync-alerts.json" }
    package var linkDirectory: String { FileSystem.parent(of: link) }

    /// Leftovers of a publish that did not end have these prefixes, in `trees`, in the root and beside the link.
    static let stagingPrefix = ".staging-"
    static let brokenStorePrefix = ".broken-store-"
    static let newStorePrefix = ".new-store-"
    static let temporaryLinkPrefix = ".dag-sync-link-"

    /// A tree that the link leads to.
    package struct LiveTree: Sendable, Equatable {
        /// The last component of the link's target: the commit, as git-sync's readers expect it.
        package let commit: String
        /// Absolute path of the tree.
        package let directory: String
    }

    /// The tree that readers see now; nil when there is no link or it leads nowhere.
    package func live(_ files: FileSystem) throws(FileSystemError) -> LiveTree? {
        guard let target = try files.linkTarget(link), files.isDirectory(link), let place = files.realPath(link) else {
            return nil
        }
        // Trees of dag-sync go by the root's own name, whatever that leads through.
        if let trees = files.realPath(trees), place.hasPrefix("\(trees)/") {
            return LiveTree(commit: Self.name(of: place), directory: "\(self.trees)\(place.dropFirst(trees.count))")
        }
        return LiveTree(commit: Self.name(of: Self.normalised("/\(target)")), directory: place)
    }

    /// The publication folder of `tree` if dag-sync made it; nil for a tree of another program.
    func publication(of tree: LiveTree) -> String? {
        let folder = FileSystem.parent(of: tree.directory)
        return FileSystem.parent(of: folder) == trees ? folder : nil
    }

    /// The target that leads from the link's folder to `directory` wherever the volume is mounted. The kernel counts `..`
    /// from where a folder really is, which its name need not say.
    func relativeTarget(to directory: String, _ files: FileSystem = FileSystem()) -> String {
        let from = (files.realPath(linkDirectory) ?? linkDirectory).split(separator: "/")
        let to = (files.realPath(directory) ?? directory).split(separator: "/")
        let shared = zip(from, to).prefix { $0 == $1 }.count
        return (Array(repeating: "..", count: from.count - shared) + to[shared...].map(String.init))
            .joined(separator: "/")
    }

    static func name(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }

    /// Removes empty, `.` and `..` components of an absolute path.
    package static func normalised(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }
}
