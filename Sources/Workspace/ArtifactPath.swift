/// Where an artifact stands below the output folder: names joined by `/`.
///
/// Every name is one that all file systems and git accept: not empty, not `.` or `..`, not `.git`, no control
/// character, no backslash, at most 255 bytes. So no path leads out of the folder.
package struct ArtifactPath: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let text: String

    /// A path made of names that were checked before.
    package init(_ text: String) {
        guard let path = ArtifactPath(checking: text) else { preconditionFailure("\(text) is not an artifact path") }
        self = path
    }

    /// `nil` when a name is not allowed.
    package init?(checking text: String) {
        let names = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard names.allSatisfy(ArtifactPath.isAllowed) else { return nil }
        self.text = text
    }

    private static func isAllowed(_ name: Substring.UTF8View) -> Bool {
        guard let first = name.first, name.count <= 255 else { return false }
        // Only names that start with a point can be one of these.
        if first == UInt8(ascii: "."), [".", "..", ".git"].contains(Substring(name).lowercased()) { return false }
        return name.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }
    }

    /// The folder of the path; `nil` at the top.
    package var parent: ArtifactPath? {
        guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        return ArtifactPath(checking: String(text[..<slash]))
    }

    /// All folders above the path, innermost first.
    var ancestors: [ArtifactPath] {
        Array(sequence(first: self) { $0.parent }.dropFirst())
    }

    package var description: String { text }

    /// By bytes, so that the order is the same everywhere.
    package static func < (left: ArtifactPath, right: ArtifactPath) -> Bool {
        left.withBytes { left in right.withBytes { left.lexicographicallyPrecedes($0) } }
    }

    package static func == (left: ArtifactPath, right: ArtifactPath) -> Bool {
        left.withBytes { left in right.withBytes { left.elementsEqual($0) } }
    }

    /// In one stretch of memory, as paths of all files are compared many times.
    private func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        var text = text
        return text.withUTF8(body)
    }

    package func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

extension ArtifactPath: ExpressibleByStringLiteral {
    /// A path written in the compiler's own source, which must be an allowed one.
    package init(stringLiteral text: String) { self.init(text) }
}
