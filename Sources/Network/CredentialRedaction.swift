extension String {
    /// This text with the user information of every URL in it (`scheme://user:password@`) removed.
    package var removingURLCredentials: String {
        guard contains("://") else { return self }
        var result = ""
        var rest = self[...]
        while let scheme = rest.firstRange(of: "://") {
            result += rest[..<scheme.upperBound]
            rest = rest[scheme.upperBound...]
            // The authority ends at the first of these (RFC 3986 3.2); the last @ in it ends the user information.
            let authority = rest.prefix { !"/?# \t\r\n\"'<>".contains($0) }
            if let end = authority.lastIndex(of: "@") {
                rest = rest[rest.index(after: end)...]
            }
        }
        return result + rest
    }
}
