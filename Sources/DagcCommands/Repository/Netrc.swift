/// A file of logins by host, as ftp(1) and curl read it (https://everything.curl.dev/usingcurl/netrc.html).
struct Netrc {
    /// A login for a host, or for those that have none of their own.
    struct Entry: Equatable {
        /// Nil for all hosts.
        let host: String?
        var login: String?
        var password: String?
    }

    let entries: [Entry]

    init(_ text: String) {
        var entries: [Entry] = []
        var words = Self.words(of: text)[...]
        while let word = words.popFirst() {
            switch word {
            case "machine": if let host = words.popFirst() { entries.append(Entry(host: host.lowercased())) }
            case "default": entries.append(Entry(host: nil))
            case "login": if !entries.isEmpty { entries[entries.count - 1].login = words.popFirst() }
            case "password": if !entries.isEmpty { entries[entries.count - 1].password = words.popFirst() }
            case "account": _ = words.popFirst()
            default: break
            }
        }
        self.entries = entries
    }

    /// The first login for a host, of that name where one is asked for.
    func login(for host: String, named user: String?) -> Entry? {
        entries.first { entry in
            (entry.host == nil || entry.host == host.lowercased()) && entry.password != nil
                && (user == nil || entry.login == nil || entry.login == user)
        }
    }

    /// Words by blanks; one in double quotes may hold blanks, with `\` before a quote. Macros end at an empty line.
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var isMacro = false
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if line.allSatisfy(\.isWhitespace) { isMacro = false }
            guard !isMacro, line.first(where: { !$0.isWhitespace }) != "#" else { continue }
            var rest = line[...]
            while let start = rest.firstIndex(where: { !$0.isWhitespace }) {
                let (word, end) = self.word(in: rest[start...])
                rest = rest[end...]
                if word == "macdef" {
                    isMacro = true
                    break
                }
                words.append(word)
            }
        }
        return words
    }

    private static func word(in text: Substring) -> (String, Substring.Index) {
        guard text.first == "\"" else {
            let end = text.firstIndex(where: \.isWhitespace) ?? text.endIndex
            return (String(text[..<end]), end)
        }
        var word = ""
        var place = text.index(after: text.startIndex)
        while place < text.endIndex, text[place] != "\"" {
            if text[place] == "\\", text.index(after: place) < text.endIndex { place = text.index(after: place) }
            word.append(text[place])
            place = text.index(after: place)
        }
        return (word, place < text.endIndex ? text.index(after: place) : place)
    }
}
