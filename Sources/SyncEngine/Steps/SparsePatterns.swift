internal import Git
internal import Glibc

/// Which paths of a commit are wanted, in the format of git's sparse-checkout file: patterns as in gitignore(5), where
/// a match means that the path is taken, `!` that it is not, and the last match counts.
package struct SparsePatterns: Sendable, Equatable {
    private struct Pattern: Sendable, Equatable {
        let isNegative: Bool
        let matchesFoldersOnly: Bool
        /// `**` stands for any number of folders.
        let segments: [String]
    }

    private let patterns: [Pattern]

    package init(_ text: String) {
        patterns = text.split(whereSeparator: \.isNewline).compactMap(Self.pattern)
    }

    /// Whether the file at `path` is wanted: by a pattern for itself, or else for the nearest folder that has one.
    package func includes(_ path: String) -> Bool {
        var components = path.split(separator: "/").map(String.init)
        var isFolder = false
        while !components.isEmpty {
            let match = patterns.last {
                (isFolder || !$0.matchesFoldersOnly) && Self.matches(components[...], $0.segments[...])
            }
            if let match { return !match.isNegative }
            components.removeLast()
            isFolder = true
        }
        return false
    }

    /// The same for a fetch, which also needs to know where submodules come from.
    var choice: GitStore.PathChoice {
        { path in path == GitModules.name || includes(path) }
    }

    private static func pattern(_ line: Substring) -> Pattern? {
        var text = line
        while text.hasSuffix(" "), !text.hasSuffix("\\ ") { text.removeLast() }
        guard !text.isEmpty, !text.hasPrefix("#") else { return nil }
        let isNegative = text.hasPrefix("!")
        if isNegative { text.removeFirst() }
        let matchesFoldersOnly = text.hasSuffix("/")
        if matchesFoldersOnly { text.removeLast() }
        // A slash anywhere but at the end ties the pattern to the root.
        let isTied = text.contains("/")
        let segments = text.split(separator: "/").map(String.init)
        guard !segments.isEmpty else { return nil }
        return Pattern(
            isNegative: isNegative, matchesFoldersOnly: matchesFoldersOnly,
            segments: isTied ? segments : ["**"] + segments)
    }

    private static func matches(_ components: ArraySlice<String>, _ segments: ArraySlice<String>) -> Bool {
        guard let segment = segments.first else { return components.isEmpty }
        guard segment == "**" else {
            guard let component = components.first, fnmatch(segment, component, 0) == 0 else { return false }
            return matches(components.dropFirst(), segments.dropFirst())
        }
        // At the end it stands for what is inside, not for the folder itself.
        if segments.count == 1 { return !components.isEmpty }
        return (components.startIndex...components.endIndex).contains {
            matches(components[$0...], segments.dropFirst())
        }
    }
}
