internal import Git
internal import Network

/// What a `.gitmodules` file says: where the submodule at each path comes from (gitmodules(5); the syntax is that of
/// git-config(1)). The names of submodules are not used for anything, so none of them can do harm.
struct GitModules: Sendable {
    static let name = ".gitmodules"

    /// Why a submodule cannot be fetched.
    struct Problem: Error {
        let reason: String
    }

    /// Address by path, as they are written.
    private var addresses: [String: String] = [:]

    init(_ text: String) {
        var sections: [String: (path: String?, address: String?)] = [:]
        var section: String?
        for line in Self.lines(of: text) {
            if line.hasPrefix("[") {
                section = Self.submodule(in: line)
            } else if let section, let (key, value) = Self.setting(in: line) {
                switch key {
                case "path": sections[section, default: (nil, nil)].path = value
                case "url": sections[section, default: (nil, nil)].address = value
                default: break
                }
            }
        }
        for case (let path?, let address?) in sections.values { addresses[path] = address }
    }

    /// The absolute address of the submodule at `path`.
    ///
    /// - Parameter base: where the repository comes from that the file belongs to.
    func address(of path: String, from base: String) throws(Problem) -> String {
        guard let written = addresses[path], !written.isEmpty else {
            throw Problem(reason: "is a submodule that \(Self.name) has no url for")
        }
        let shown = ShownAddress(written)
        guard written.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }), !written.hasPrefix("-") else {
            throw Problem(reason: "is a submodule whose url is not one")
        }
        let isRelative = written.hasPrefix("./") || written.hasPrefix("../")
        guard let address = isRelative ? Self.resolve(written, from: base) : written else {
            throw Problem(reason: "is a submodule whose url leads above the host of the repository: \(shown)")
        }
        let isLocal: Bool
        do throws(GitError) { isLocal = try RemoteEndpoint(address).scheme == .local } catch {
            throw Problem(reason: "is a submodule with a url that cannot be used, \(shown): \(error.message)")
        }
        // A commit from a host must not bring in what lies on this machine's disk.
        if isLocal, !Self.isLocal(base) {
            throw Problem(reason: "is a submodule from this machine's disk, which --repo is not: \(shown)")
        }
        return address
    }

    private static func isLocal(_ address: String) -> Bool {
        do throws(GitError) { return try RemoteEndpoint(address).scheme == .local } catch { return false }
    }

    /// As git resolves a relative url: each `../` takes one component off the end of the base.
    static func resolve(_ relative: String, from base: String) -> String? {
        var base = Substring(base)
        while base.hasSuffix("/") { base.removeLast() }
        var rest = Substring(relative)
        var separator = "/"
        while true {
            if rest.hasPrefix("./") {
                rest.removeFirst(2)
            } else if rest.hasPrefix("../") {
                rest.removeFirst(3)
                guard let end = lastSeparator(of: base) else { return nil }
                separator = base[end] == ":" ? ":" : "/"
                base = base[..<end]
            } else {
                break
            }
        }
        while rest.hasSuffix("/") { rest.removeLast() }
        return rest.isEmpty ? nil : "\(base)\(separator)\(rest)"
    }

    /// Where the last component of an address's path begins; nil when nothing but the host is left.
    private static func lastSeparator(of address: Substring) -> Substring.Index? {
        let path = address.firstRange(of: "://")?.upperBound ?? address.startIndex
        if let slash = address[path...].lastIndex(of: "/") { return slash }
        return path == address.startIndex ? address.lastIndex(of: ":") : nil
    }
}

extension GitModules {
    /// Lines without blanks around them, without comments, and with those that end in a backslash joined to the next.
    private static func lines(of text: String) -> [Substring] {
        text.replacing("\\\r\n", with: "").replacing("\\\n", with: "").split(whereSeparator: \.isNewline)
            .map { $0.drop(while: \.isWhitespace) }.filter { !$0.isEmpty && !"#;".contains($0[$0.startIndex]) }
    }

    /// The name in `[submodule "name"]`; nil for any other section.
    private static func submodule(in line: Substring) -> String? {
        guard let quote = line.firstIndex(of: "\""),
            line[..<quote].dropFirst().lowercased().split(whereSeparator: \.isWhitespace) == ["submodule"]
        else { return nil }
        return value(line[quote...].prefix { $0 != "]" })
    }

    private static func setting(in line: Substring) -> (key: String, value: String)? {
        guard let equals = line.firstIndex(of: "=") else { return nil }
        let key = line[..<equals].lowercased().split(whereSeparator: \.isWhitespace)
        guard key.count == 1 else { return nil }
        return (String(key[0]), value(line[line.index(after: equals)...]))
    }

    /// A value without its quotes, its escapes and the comment after it.
    private static func value(_ text: Substring) -> String {
        var value = ""
        // Blanks count only when something follows them.
        var blanks = ""
        var isQuoted = false
        var characters = text.drop(while: \.isWhitespace)
        while let character = characters.popFirst() {
            switch character {
            case "\"": isQuoted.toggle()
            case "#" where !isQuoted, ";" where !isQuoted: return value
            case " " where !isQuoted, "\t" where !isQuoted: blanks.append(character)
            case "\\":
                value += blanks
                blanks = ""
                switch characters.popFirst() {
                case "n": value += "\n"
                case "t": value += "\t"
                case let escaped?: value.append(escaped)
                case nil: break
                }
            default:
                value += blanks
                blanks = ""
                value.append(character)
            }
        }
        return value
    }
}
