/// An address as people may see it: in errors, logs, metrics and messages. Whatever could be a password is gone, also
/// from an address that is malformed and may hold one where no rule expects it.
///
/// What stands before the last `@` is cut, wherever that is: a password that was not percent-encoded may hold the
/// characters that end a host. Only the login name of an ssh address stays, unless it looks like a token. Of a query the
/// names stay, and of a fragment nothing: some hosts take tokens there.
package struct ShownAddress: Sendable, Hashable, CustomStringConvertible {
    /// What stands for all that was cut.
    package static let mark = "***"

    package let text: String

    package init(_ address: String) {
        let printable = String(
            String.UnicodeScalarView(address.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
        text = Self.withoutQuery(Self.cut(printable))
    }

    package var description: String { text }

    private static func cut(_ address: String) -> String {
        if isPath(address) { return cutPath(address) }
        let scheme = scheme(of: address)
        let rest = address[scheme.endIndex...]
        guard let at = rest.lastIndex(of: "@") else { return scheme + withoutOddPort(rest, after: scheme) }
        if isLogin(rest[..<at], at: rest[rest.index(after: at)...], after: scheme) { return address }
        return "\(scheme)\(mark)\(rest[at...])"
    }

    /// A path of this machine. Two slashes are what an address has when its scheme is gone.
    private static func isPath(_ address: String) -> Bool {
        (address.hasPrefix("/") && !address.hasPrefix("//")) || address.hasPrefix("./") || address.hasPrefix("../")
    }

    /// Whether `user` is the login of an ssh address: `ssh://user@host/path`, or `user@host:path`. Without the colon, or
    /// with a port after it, it is an address that lost its scheme, and hosts take a token alone for a user.
    private static func isLogin(_ user: Substring, at place: Substring, after scheme: Substring) -> Bool {
        guard !user.isEmpty, user.utf8.allSatisfy(isPlain), !looksLikeToken(String(user)) else { return false }
        guard scheme.isEmpty else { return scheme.contains("ssh") }
        let host = place.prefix { $0 != "/" }
        guard let colon = host.firstIndex(of: ":"), colon != host.startIndex else { return false }
        let next = host[host.index(after: colon)...]
        return next.isEmpty || !next.allSatisfy(\.isNumber)
    }

    /// Whether the name of a user is a token of GitHub or GitLab, or longer than Linux lets a login be (useradd(8)).
    package static func looksLikeToken(_ user: String) -> Bool {
        let marks = ["gho", "ghp", "ghr", "ghs", "ghu", "github"].map { "\($0)_" } + ["gl"]
        let hasMark = marks.contains { user.hasPrefix($0) } && user.contains { "_-".contains($0) }
        return hasMark || user.utf8.count > 32
    }

    /// A path of this machine has no place for a password, unless it is an address that lost its scheme.
    private static func cutPath(_ path: String) -> String {
        guard let at = path.lastIndex(of: "@"), let colon = path[..<at].firstIndex(of: ":") else { return path }
        let start = path[..<colon].lastIndex(of: "/") ?? colon
        return "\(path[...start])\(mark)\(path[at...])"
    }

    /// Where there are no queries, in ssh and in paths, their signs are parts of a name; what looks like a field with a value
    /// was meant as one.
    private static func withoutQuery(_ address: String) -> String {
        guard let start = address.firstIndex(where: { "?#".contains($0) }) else { return address }
        let scheme = scheme(of: address)
        let isHTTP = scheme.lowercased().hasPrefix("http")
        let isBare = scheme.isEmpty && !isPath(address) && !address[..<start].contains(":")
        guard isHTTP || isBare || address[start...].contains("=") else { return address }
        guard address[start] == "?" else { return "\(address[..<start])#\(mark)" }
        let parts = address[address.index(after: start)...].split(separator: "#", maxSplits: 1)
        let fields = parts.first.map { $0.split(separator: "&").map(withoutValue).joined(separator: "&") } ?? ""
        return "\(address[..<start])?\(fields)\(parts.count > 1 ? "#\(mark)" : "")"
    }

    /// The protocol's own word is no secret; see `gitprotocol-http(5)`.
    private static func withoutValue(_ field: Substring) -> String {
        guard let equals = field.firstIndex(of: "=") else { return mark }
        return field.hasPrefix("service=git-") ? String(field) : "\(field[...equals])\(mark)"
    }

    /// Where the part that names a scheme ends, whatever the number of slashes after it; the name may be missing.
    private static func scheme(of address: String) -> Substring {
        if address.hasPrefix("//") { return address.prefix { $0 == "/" } }
        let name = address.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
        let rest = address[name.endIndex...]
        guard !name.isEmpty, rest.hasPrefix(":") else { return address.prefix(0) }
        let slashes = rest.dropFirst().prefix { $0 == "/" }
        let isKnown = ["http", "https", "ssh", "git+ssh", "ssh+git", "smtp", "smtps"].contains(name.lowercased())
        return isKnown || !slashes.isEmpty ? address[..<slashes.endIndex] : address.prefix(0)
    }

    /// `user:password` without a host is taken for a host with a port.
    private static func withoutOddPort(_ rest: Substring, after scheme: Substring) -> String {
        guard !scheme.isEmpty, let colon = rest.firstIndex(of: ":"), !rest.hasPrefix("[") else { return String(rest) }
        let port = rest[rest.index(after: colon)...].prefix { !"/?#".contains($0) }
        return port.allSatisfy { $0.isASCII && $0.isNumber } ? String(rest) : "\(rest[...colon])\(mark)"
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension String {
    /// This text with every address in it as people may see it. Of an address that holds a blank this finds the start
    /// alone: what is known to be one address has to come as a ``ShownAddress``.
    package var showingAddresses: String {
        guard contains(":/") else { return self }
        var result = ""
        var rest = self[...]
        while !rest.isEmpty {
            let word = rest.prefix { !Self.endsWord($0) }
            result += Self.shown(word)
            rest = rest[word.endIndex...]
            if let separator = rest.popFirst() { result.append(separator) }
        }
        return result
    }

    private static func endsWord(_ character: Character) -> Bool {
        character.isWhitespace || "\"'<>".contains(character)
    }

    private static func shown(_ word: Substring) -> String {
        guard let colon = word.firstRange(of: ":/")?.lowerBound else { return String(word) }
        let scheme = word[..<colon].reversed().prefix {
            $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0))
        }
        let start = word.index(colon, offsetBy: -scheme.count)
        return word[..<start] + ShownAddress(String(word[start...])).text
    }
}
