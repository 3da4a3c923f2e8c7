/// A place in a file that somebody wrote.
package struct SourceLocation: Hashable, Sendable, Comparable {
    /// The path as the Swift compiler saw it; renderers shorten it to the reader's folder.
    package let file: String
    /// Counted from 1.
    package let line: Int
    /// Counted from 1, in UTF-8 bytes, as Swift's `#column` does.
    package let column: Int

    package init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    package static func < (left: SourceLocation, right: SourceLocation) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }

    /// `file:line:column`, with `root` taken off the front of the path where it stands there.
    package func description(relativeTo root: String) -> String {
        let prefix = root.hasSuffix("/") ? root : root + "/"
        let path = file.hasPrefix(prefix) ? String(file.dropFirst(prefix.count)) : file
        return "\(path):\(line):\(column)"
    }
}
