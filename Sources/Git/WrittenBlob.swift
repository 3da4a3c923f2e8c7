/// What a blob turned out to be when it was written to a file.
package struct WrittenBlob: Sendable, Equatable {
    /// Bytes.
    package let size: Int
    /// Whether the content is elsewhere, in a store of Git LFS.
    package let isLargeFilePointer: Bool

    /// What was written.
    package init(size: Int, isLargeFilePointer: Bool) {
        self.size = size
        self.isLargeFilePointer = isLargeFilePointer
    }
}

/// A file that says where Git LFS has its content. Its specification (git-lfs, docs/spec.md) keeps such files below 1,024
/// bytes, with this line first.
enum LargeFilePointer {
    private static let start = Array("version https://git-lfs.github.com/spec/".utf8)

    static func isOne(_ content: UnsafeRawBufferPointer) -> Bool {
        (100..<1024).contains(content.count) && content.starts(with: start)
    }
}
