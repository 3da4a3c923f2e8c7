package import Git

/// A commit's tree beside the tree that was published last: the one comparison that the gate, the stager and the
/// hooks all work from.
package struct TreeChanges: Sendable {
    /// One path of the new tree.
    package struct File: Sendable {
        package let entry: TreeEntry
        /// What was published at the same path, if it is the same object of the same kind.
        package let unchanged: FileRecord?
    }

    /// Every path of the new tree, sorted by its bytes.
    package let files: [File]
    /// Paths that are new or hold something else now.
    package let changed: [String]
    /// Paths that were published and are gone.
    package let removed: [String]

    /// - Parameters: both lists are sorted by the bytes of the path.
    package init(of entries: [TreeEntry], since records: [FileRecord]) {
        var files: [File] = []
        files.reserveCapacity(entries.count)
        var changed: [String] = []
        var removed: [String] = []
        var next = 0
        for entry in entries {
            while next < records.count, PathOrder.precedes(records[next].path, entry.path) {
                removed.append(records[next].path)
                next += 1
            }
            var unchanged: FileRecord?
            if next < records.count, PathOrder.isSame(records[next].path, entry.path) {
                let record = records[next]
                if record.id == entry.id, record.kind == entry.kind { unchanged = record }
                next += 1
            }
            if unchanged == nil { changed.append(entry.path) }
            files.append(File(entry: entry, unchanged: unchanged))
        }
        self.files = files
        self.changed = changed
        self.removed = removed + records[next...].map(\.path)
    }
}
