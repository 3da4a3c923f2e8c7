internal import Network

/// What git lets a branch or a tag be called.
package enum ReferenceName {
    /// Why no reference can have this name, or nil: `git-check-ref-format(1)`, for a name with its folders or without.
    package static func problem(of name: String) -> String? {
        guard !name.isEmpty else { return "expected a branch, tag or commit, not nothing" }
        let hasOddByte = name.utf8.contains { $0 <= 0x20 || $0 == 0x7F || Self.special.contains($0) }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let hasOddPart = parts.contains { $0.isEmpty || $0.hasPrefix(".") || $0.hasSuffix(".lock") }
        let isOdd =
            hasOddByte || hasOddPart || name.hasPrefix("-") || name.hasSuffix(".") || name == "@"
            || name.contains("..") || name.contains("@{")
        // It may be an address that came into the wrong place.
        return isOdd ? "no branch or tag can be called so: \(ShownAddress(name))" : nil
    }

    private static let special = Array("~^:?*[\\".utf8)
}
