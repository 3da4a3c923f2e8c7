/// A way in which secrets are recognised in text: by what they look like, or by what they are called.
///
/// A value that only refers to a secret is none: `$PASSWORD`, `{{ … }}`, a path, something that the run puts in.
struct SecretShape: Hashable, Sendable {
    /// What it is, such as `a private key`.
    let title: String
    /// What was found, to be compared with what somebody has said to be harmless. It is shown nowhere.
    let value: String

    /// How texts are written in which secrets are looked for.
    enum Notation {
        /// For a shell, a server or people: `password=word` names a secret.
        case plain
        /// Source code, in which only what stands in quotes is a value.
        case code
    }

    /// The first secret in a text.
    ///
    /// Linear in the text: each place is looked at once, and a bounded stretch after those that begin something.
    static func first(in text: String, as notation: Notation = .plain) -> SecretShape? {
        all(in: text, as: notation, atMost: 1).first
    }

    static func all(in text: String, as notation: Notation = .plain, atMost most: Int = .max) -> [SecretShape] {
        var text = text
        return text.withUTF8 { SecretScanner(bytes: $0, notation: notation).scan(atMost: most) }
    }

    /// Those in the bytes of a file, which need be no text.
    static func all(in bytes: [UInt8], as notation: Notation) -> [SecretShape] {
        bytes.withUnsafeBufferPointer { SecretScanner(bytes: $0, notation: notation).scan(atMost: .max) }
    }

    /// Whether a value is a secret because of the name that somebody gave it.
    static func value(_ value: String, named name: String) -> SecretShape? {
        guard SecretName.isSecret(name), SecretName.isLiteral(value, named: name) else { return nil }
        return SecretShape(title: "the value of `\(name.prefix(60))`", value: value)
    }
}

/// Goes through a text once, byte by byte, since texts may be long and mostly hold nothing.
private struct SecretScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    let notation: SecretShape.Notation

    /// Bytes of a value that are looked at.
    private static let longestValue = 4096

    private let starts = SecretToken.starts
    private let firstBytes = SecretToken.firstBytes

    init(bytes: UnsafeBufferPointer<UInt8>, notation: SecretShape.Notation) {
        self.bytes = bytes
        self.notation = notation
    }

    func scan(atMost most: Int) -> [SecretShape] {
        var found: [SecretShape] = []
        var index = 0
        while index < bytes.count, found.count < most {
            var shape: SecretShape?
            switch bytes[index] {
            case UInt8(ascii: ":"): shape = urlPassword(at: index) ?? assignment(at: index)
            case UInt8(ascii: "="): shape = assignment(at: index)
            case UInt8(ascii: "|"): shape = pipedPassword(at: index)
            case UInt8(ascii: "/") where index > 0 && Self.isWord(bytes[index - 1]): shape = oracleLogin(at: index)
            case UInt8(ascii: "-") where index == 0 || !Self.isWord(bytes[index - 1]):
                shape = privateKey(at: index) ?? option(at: index)
            case let byte where Self.isWord(byte):
                let end = endOfWord(at: index)
                shape = canBeSecret(index..<end) ? token(at: index) : nil
                index = end - 1
            default: break
            }
            if let shape { found.append(shape) }
            index += 1
        }
        return found
    }

    private func endOfWord(at start: Int) -> Int {
        var end = start + 1
        while end < bytes.count, Self.isWord(bytes[end]) { end += 1 }
        return end
    }

    /// Whether `token(at:)` is to be asked of a word: quick, since nearly all words are short and begin as no key does.
    private func canBeSecret(_ word: Range<Int>) -> Bool {
        if notation == .plain || word.count >= SecretEntropy.shortest { return true }
        // Marks that texts of base 64 go on with.
        if word.upperBound < bytes.count, "+=".utf8.contains(bytes[word.upperBound]) { return true }
        guard word.lowerBound + 2 < bytes.count else { return false }
        let first = bytes[word.lowerBound]
        if first == UInt8(ascii: "B") { return true }
        return firstBytes & (1 << UInt64(first & 63)) != 0
            && starts.contains(
                SecretToken.start(first, bytes[word.lowerBound + 1], bytes[word.lowerBound + 2]))
    }

    // MARK: - What secrets look like

    /// `scheme://user:password@host`; the user may be missing.
    private func urlPassword(at colon: Int) -> SecretShape? {
        guard colon + 2 < bytes.count, bytes[colon + 1] == UInt8(ascii: "/"), bytes[colon + 2] == UInt8(ascii: "/")
        else { return nil }
        let authority = stretch(from: colon + 3, atMost: 1024) { !" \t\r\n\"'`?#/\\".utf8.contains($0) }
        guard let at = authority.lastIndex(of: UInt8(ascii: "@")),
            let middle = bytes[authority.startIndex..<at].firstIndex(of: UInt8(ascii: ":"))
        else { return nil }
        let password = text(middle + 1..<at)
        guard SecretName.isLiteral(password, named: "password") else { return nil }
        return SecretShape(title: "a URL with a password", value: password)
    }

    private func privateKey(at dash: Int) -> SecretShape? {
        guard dash + 1 < bytes.count, bytes[dash + 1] == UInt8(ascii: "-"), has("-----BEGIN ", at: dash) else {
            return nil
        }
        let line = stretch(from: dash + 11, atMost: 60) { $0 != UInt8(ascii: "\n") }
        let words = text(line.startIndex..<line.endIndex)
        guard words.contains("PRIVATE KEY-----") else { return nil }
        return SecretShape(title: "a private key", value: words)
    }

    /// Words that begin as the keys of a service do, with as many characters as these have.
    private func token(at start: Int) -> SecretShape? {
        if let found = bearer(at: start) ?? statement(at: start) { return found }
        for kind in SecretToken.byStart[bytes[start]] ?? [] where has(kind.prefix, at: start) {
            let word = stretch(from: start, atMost: 2048) { kind.takes($0) }
            guard word.count >= kind.least, !(kind.isExact && word.count > kind.least) else { continue }
            let value = text(word.startIndex..<word.endIndex)
            guard !Self.isSample(value) else { continue }
            return SecretShape(title: kind.title, value: value)
        }
        let word = stretch(from: start, atMost: 256) {
            Self.isWord($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "=")
        }
        guard word.count >= SecretEntropy.shortest else { return nil }
        let value = text(word.startIndex..<word.endIndex)
        return SecretEntropy.isRandom(value) ? SecretShape(title: "a text that only chance makes", value: value) : nil
    }

    /// `Bearer …` and `Basic …` of an `Authorization` header.
    private func bearer(at start: Int) -> SecretShape? {
        guard bytes[start] == UInt8(ascii: "B") else { return nil }
        for (word, least) in [("Bearer ", 16), ("Basic ", 12)] where has(word, at: start) {
            let value = stretch(from: start + word.utf8.count, atMost: 2048) {
                Self.isWord($0) || "+/=-.~".utf8.contains($0)
            }
            let credentials = text(value.startIndex..<value.endIndex)
            // Prose goes on with a word of small letters.
            guard value.count >= least, credentials.contains(where: { $0.isNumber || $0.isUppercase }) else { continue }
            return SecretShape(title: "credentials of an `Authorization` header", value: credentials)
        }
        return nil
    }

    /// `identified by 'word'` and `with password 'word'` of SQL, and `configure set aws_secret_access_key word`.
    private func statement(at start: Int) -> SecretShape? {
        // Of the words that these begin with, in any case.
        guard notation == .plain, "ipsl".utf8.contains(bytes[start] | 0x20) else { return nil }
        for words in ["identified by ", "password "] where hasInAnyCase(words, at: start) {
            let mark = start + words.utf8.count
            guard mark < bytes.count, bytes[mark] == UInt8(ascii: "'") else { continue }
            return value(after: mark, of: "password")
        }
        if has("login ", at: start) { return netrcPassword(at: start) }
        guard has("set ", at: start) else { return nil }
        let name = stretch(from: start + 4, atMost: 60) { Self.isWord($0) || "-.".utf8.contains($0) }
        guard name.endIndex < bytes.count, bytes[name.endIndex] == UInt8(ascii: " "),
            !has(" =", at: name.endIndex), !hasInAnyCase(" to ", at: name.endIndex)
        else { return nil }
        let words = text(name.startIndex..<name.endIndex)
        return SecretName.isSecret(words) ? value(after: name.endIndex + 1, of: words) : nil
    }

    /// `machine host login name password word`.
    private func netrcPassword(at start: Int) -> SecretShape? {
        let line = stretch(from: start, atMost: 200) { $0 != UInt8(ascii: "\n") }
        let words = text(line.startIndex..<line.endIndex).split(whereSeparator: \.isWhitespace)
        guard words.count >= 4, words[2] == "password", stretch(before: start).contains("machine ") else { return nil }
        let password = words[3].filter { $0 != "'" && $0 != "\"" }
        guard SecretName.isLiteral(password, named: "password") else { return nil }
        return SecretShape(title: "a password of a `.netrc`", value: password)
    }

    // MARK: - What secrets are called

    /// `name=value`, `name: value`, `"name": "value"`.
    private func assignment(at mark: Int) -> SecretShape? {
        var end = mark
        while end > 0, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
        let isQuoted = end > 0 && (bytes[end - 1] == UInt8(ascii: "\"") || bytes[end - 1] == UInt8(ascii: "'"))
        if isQuoted { end -= 1 }
        guard SecretName.canEnd(bytes, before: end) else { return nil }
        var start = end
        while start > 0, mark - start < 80, Self.isNamePart(bytes[start - 1]) { start -= 1 }
        guard start < end, end - start < 80 else { return nil }
        let name = text(start..<end)
        guard SecretName.isSecret(name) else { return nil }
        return value(after: mark + 1, of: name)
    }

    private func value(after start: Int, of name: String) -> SecretShape? {
        var begin = start
        while begin < bytes.count, bytes[begin] == UInt8(ascii: " ") { begin += 1 }
        guard begin < bytes.count else { return nil }
        let quote = bytes[begin]
        let isQuoted = "\"'".utf8.contains(quote)
        // `name = 1` is no shell, and `name: what it is for` is prose.
        let isSpelt = bytes[start - 1] == UInt8(ascii: ":") && SecretName.isPassword(name)
        let isHeader = bytes[start - 1] == UInt8(ascii: ":") && name.contains("-") || isSpelt
        guard isQuoted || notation == .plain && (begin == start || isHeader) else { return nil }
        let value =
            isQuoted
            ? stretch(from: begin + 1, atMost: Self.longestValue) { $0 != quote && $0 != UInt8(ascii: "\n") }
            : stretch(from: begin, atMost: Self.longestValue) { !" \t\r\n\"'`&;|<>,)}]".utf8.contains($0) }
        let words = text(value.startIndex..<value.endIndex)
        guard SecretName.isLiteral(words, named: name) else { return nil }
        // Prose about a header goes on with a word of letters.
        if isHeader, !isQuoted, !words.contains(where: \.isNumber) { return nil }
        if isSpelt, !isQuoted, begin > start, !words.contains(where: \.isLetter) || words.contains("-") { return nil }
        return SecretShape(title: "a value for `\(name.prefix(60))`", value: words)
    }

    /// `--password value`, `curl --user name:value` and options of one letter.
    private func option(at dash: Int) -> SecretShape? {
        guard notation == .plain else { return nil }
        if has("--", at: dash) {
            if has("--user", at: dash), stretch(before: dash).contains("curl") {
                return pair(from: dash + 6, behind: ":", of: "curl")
            }
            if has("--password-stdin", at: dash) { return piped(into: dash) }
            let name = stretch(from: dash + 2, atMost: 60) { Self.isWord($0) || $0 == UInt8(ascii: "-") }
            if ["auth", "basic-auth", "credentials", "creds"].contains(text(name.startIndex..<name.endIndex)) {
                return pair(from: name.endIndex, behind: ":", of: "--auth")
            }
            guard name.endIndex < bytes.count, " =".utf8.contains(bytes[name.endIndex]) else { return nil }
            let words = text(name.startIndex..<name.endIndex)
            // As the whole name of an option it is no name of a secret elsewhere.
            guard SecretName.isSecret(words) || ["secret", "pass"].contains(words) else { return nil }
            return value(after: name.endIndex + 1, of: words)
        }
        // The second dash of a long option begins none.
        guard dash == 0 || bytes[dash - 1] != UInt8(ascii: "-"), dash + 1 < bytes.count,
            PasswordOption.canBegin(bytes[dash + 1])
        else { return nil }
        return shortOption(at: dash, after: stretch(before: dash))
    }

    /// An option whose meaning the program before it gives.
    private func shortOption(at dash: Int, after line: String) -> SecretShape? {
        for option in PasswordOption.all where has(option.name, at: dash) && option.isOf(line) {
            let start = dash + option.name.utf8.count
            switch option.value {
            // Without a space, where one would ask for the password.
            case .attached: return password(from: start, skippingSpace: false)
            case .word:
                guard start < bytes.count, " =".utf8.contains(bytes[start]) || option.name.utf8.count == 2 else {
                    continue
                }
                return password(from: start, skippingSpace: true)
            case .behind(let mark): return pair(from: start, behind: mark, of: option.programs[0])
            }
        }
        return nil
    }

    /// `sqlplus user/password@database`, and the other programs of Oracle that are called so.
    private func oracleLogin(at slash: Int) -> SecretShape? {
        guard notation == .plain else { return nil }
        // Nearly every slash is one of a path, which goes on without such a sign.
        let login = argument(from: slash + 1, skippingSpace: false)
        guard let at = login.lastIndex(of: "@") else { return nil }
        let line = stretch(before: slash)
        guard ["sqlplus ", "sqlldr ", "expdp ", "impdp "].contains(where: line.contains),
            let user = line.split(separator: " ").last, user.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
        else { return nil }
        let password = String(login[..<at])
        guard SecretName.isLiteral(password, named: "password") else { return nil }
        return SecretShape(title: "a user and password for Oracle", value: password)
    }

    /// `echo word | program`, where the program reads nothing but a password.
    private func pipedPassword(at bar: Int) -> SecretShape? {
        guard notation == .plain else { return nil }
        let rest = stretch(from: bar + 1, atMost: 40) { !"\n;|&".utf8.contains($0) }
        let words = text(rest.startIndex..<rest.endIndex).split(separator: " ")
        guard let program = words.first else { return nil }
        let isRead =
            ["kinit", "chpasswd"].contains(program) || program == "sudo" && words.dropFirst().first == "-S"
        return isRead ? piped(into: rest.endIndex) : nil
    }

    /// `echo word | program --password-stdin`.
    private func piped(into option: Int) -> SecretShape? {
        var start = option
        while start > 0, option - start < 300, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
        let parts = text(start..<option).split(separator: "|")
        guard parts.count > 1 else { return nil }
        let words = parts[parts.count - 2].split(separator: " ").filter { $0 != "-n" }
        guard words.count == 2, ["echo", "printf"].contains(words[0]) else { return nil }
        let password = words[1].filter { $0 != "'" && $0 != "\"" }
        guard SecretName.isLiteral(password, named: "password") else { return nil }
        return SecretShape(title: "a password that is piped into a program", value: password)
    }

    /// `name:password`, or with another mark between the two.
    private func pair(from start: Int, behind mark: String, of program: String) -> SecretShape? {
        let pair = argument(from: start, skippingSpace: true)
        guard let place = pair.firstRange(of: mark) else { return nil }
        let password = String(pair[place.upperBound...])
        guard SecretName.isLiteral(password, named: "password") else { return nil }
        guard !["file", "env", "secret", "basic", "type"].contains(String(pair[..<place.lowerBound])) else {
            return nil
        }
        return SecretShape(title: "a user and password for `\(program)`", value: password)
    }

    private func password(from start: Int, skippingSpace: Bool) -> SecretShape? {
        let password = argument(from: start, skippingSpace: skippingSpace)
        guard SecretName.isLiteral(password, named: "password"), password.first != "-" else { return nil }
        return SecretShape(title: "a password option with its value", value: password)
    }

    /// The word of a shell that begins at a place, without quotes.
    private func argument(from start: Int, skippingSpace: Bool) -> String {
        let isSpaced = skippingSpace && start < bytes.count && " =".utf8.contains(bytes[start])
        let word = stretch(from: isSpaced ? start + 1 : start, atMost: 200) { !" \t\r\n;|&".utf8.contains($0) }
        let words = text(word.startIndex..<word.endIndex)
        return words.utf8.contains { $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "\"") }
            ? words.filter { $0 != "'" && $0 != "\"" } : words
    }

    // MARK: - Bytes

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, 95: true
        default: false
        }
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        isWord(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }

    /// Keys of documentation, which their services refuse.
    private static func isSample(_ value: String) -> Bool {
        value.hasSuffix("EXAMPLE") || value.contains("EXAMPLEKEY")
    }

    private func has(_ word: String, at index: Int) -> Bool { holds(word, at: index) { $0 } }

    /// Whether small letters stand there, or the same in capitals.
    private func hasInAnyCase(_ word: String, at index: Int) -> Bool {
        holds(word, at: index) { (65...90).contains($0) ? $0 + 32 : $0 }
    }

    private func holds(_ word: String, at index: Int, as form: (UInt8) -> UInt8) -> Bool {
        guard index + word.utf8.count <= bytes.count else { return false }
        var place = index
        for byte in word.utf8 {
            if form(bytes[place]) != byte { return false }
            place += 1
        }
        return true
    }

    private func stretch(from start: Int, atMost most: Int, while holds: (UInt8) -> Bool) -> Slice<
        UnsafeBufferPointer<UInt8>
    > {
        let begin = min(start, bytes.count)
        var end = begin
        while end < bytes.count, end - begin < most, holds(bytes[end]) { end += 1 }
        return bytes[begin..<end]
    }

    /// What stands before a place on its line, and not far.
    private func stretch(before index: Int) -> String {
        var start = index
        while start > 0, index - start < 240, !"\n;|&".utf8.contains(bytes[start - 1]) { start -= 1 }
        return text(start..<index)
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
