/// What people call secrets, and what they write in place of one.
enum SecretName {
    private static let words: Set<String> = [
        "password", "passwd", "pwd", "passphrase", "token", "apikey", "pgpassword", "secretkey", "accesskey",
        "authtoken",
    ]
    /// Before `pass`; a first pass and a boarding pass are none.
    private static let owners: Set<String> = [
        "admin", "ansible", "api", "app", "auth", "bastion", "database", "db", "dwh", "etl", "ftp", "http", "imap",
        "jdbc",
        "jump", "keystore", "ldap", "login", "mail", "mongo", "mqtt", "mysql", "ora", "oracle", "pg", "postgres",
        "proxy",
        "rabbitmq", "redis", "root", "sap", "sftp", "smb", "smtp", "snowflake", "sql", "ssh", "sudo", "truststore",
        "user",
        "vpn", "warehouse",
    ]
    /// Before `key`; `primary_key` and `partition_key` are none.
    private static let keys: Set<String> = ["api", "access", "private", "secret", "encryption", "signing", "account"]

    /// Whether something of this name is a secret: `DB_PASSWORD`, `spark.hadoop.fs.s3a.secret.key`, `apiToken`.
    ///
    /// A name that goes on, such as `token_url` or `password_file`, is that of something else.
    static func isSecret(_ name: String) -> Bool {
        guard name.utf8.count >= 3, name.utf8.count <= 200 else { return false }
        let parts = parts(of: name)
        guard let last = parts.last else { return false }
        // Kubernetes and vaults call the name of a secret so.
        if ["secret", "credential", "credentials"].contains(last) {
            return parts.count > 1 && !["pull", "tls", "image", "kubernetes"].contains(parts[parts.count - 2])
        }
        if words.contains(last) { return true }
        if last == "pass" { return parts.count == 1 ? name == "PASS" : owners.contains(parts[parts.count - 2]) }
        return last == "key" && parts.count > 1 && keys.contains(parts[parts.count - 2])
    }

    /// Whether a name is one that people write before a password, and before nothing else.
    static func isPassword(_ name: String) -> Bool {
        ["password", "passwd", "passwort", "pwd"].contains(name.lowercased())
    }

    /// Whether bytes before a mark may end in the name of a secret: quick, since nearly all of them do not.
    ///
    /// - Parameter mark: the place of the mark among the bytes.
    static func canEnd(_ bytes: UnsafeBufferPointer<UInt8>, before mark: Int) -> Bool {
        var end = mark
        while end > 0, mark - end < 80,
            bytes[end - 1] == UInt8(ascii: "-") || bytes[end - 1] == UInt8(ascii: ".")
                || bytes[end - 1] == UInt8(ascii: "_")
        { end -= 1 }
        guard end >= 3, endsWord(bytes[end - 1] | 0x20) else { return false }
        let letters = bytes[(end - 3)..<end].reduce(UInt32(0)) { $0 << 8 | UInt32($1 | 0x20) }
        return endings.contains(letters)
    }

    /// Whether a small letter is the last of one of `endings`.
    private static func endsWord(_ letter: UInt8) -> Bool { lastLetters & (1 << UInt64(letter & 63)) != 0 }

    /// The last three letters of every word that names a secret.
    private static let endings: [UInt32] = (words.union(["secret", "credential", "credentials", "key", "pass"])).map {
        word in
        word.utf8.suffix(3).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }

    /// A bit for each last letter, by its lowest six bits.
    private static let lastLetters = endings.reduce(UInt64(0)) { $0 | 1 << UInt64($1 & 63) }

    /// Words in small letters, split at marks and where a capital follows a small letter.
    private static func parts(of name: String) -> [String] {
        var parts: [String] = [""]
        var wasSmall = false
        for byte in name.utf8 {
            let isCapital = (65...90).contains(byte)
            let isLetter = isCapital || (97...122).contains(byte) || (48...57).contains(byte)
            if !isLetter || isCapital && wasSmall, parts.last != "" { parts.append("") }
            if isLetter { parts[parts.count - 1].unicodeScalars.append(Unicode.Scalar(isCapital ? byte + 32 : byte)) }
            wasSmall = isLetter && !isCapital
        }
        return parts.filter { !$0.isEmpty }
    }

    /// Whether a value is meant as it stands, and not as a reference, a place or a word of documentation.
    static func isLiteral(_ value: String, named name: String) -> Bool {
        guard let first = value.first, value.count >= 3 else { return false }
        // What a run puts in counts as a mark of its own.
        if "$<%*@(/\u{FFFC}".contains(first) || value.hasPrefix("{{") || value.hasPrefix("{%") { return false }
        if value.contains("{{") || value.contains("${") || value.contains("\u{FFFC}") || value.contains("://") {
            return false
        }
        if value.allSatisfy({ $0.isNumber || "._-:xX*.…".contains($0) }) { return false }
        let plain = value.lowercased()
        return !["none", "null", "true", "false", "nil", "redacted", "secret", "password", "token"].contains(plain)
            && plain != name.lowercased()
    }
}

/// The keys of services, which begin in a way of their own.
struct SecretToken: Sendable {
    let prefix: String
    let title: String
    /// Characters, the beginning among them.
    let least: Int
    /// Whether no key is longer.
    var isExact = false
    /// What stands in it besides letters, digits and `_`.
    var marks = ""

    func takes(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, 95: true
        default: marks.utf8.contains(byte)
        }
    }

    /// By the first byte.
    static let byStart = Dictionary(grouping: all) { $0.prefix.utf8.first ?? 0 }

    /// The first three bytes of each, which no beginning has fewer of.
    static let starts: [UInt32] = all.map { kind in
        let bytes = Array(kind.prefix.utf8)
        return start(bytes[0], bytes[1], bytes[2])
    }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }

    /// A bit for each first byte, by its lowest six bits.
    static let firstBytes = all.reduce(UInt64(0)) { $0 | 1 << UInt64(($1.prefix.utf8.first ?? 0) & 63) }

    static func start(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt32 {
        UInt32(first) << 16 | UInt32(second) << 8 | UInt32(third)
    }

    /// Sources: the pages of each service, and https://docs.github.com/en/code-security/secret-scanning.
    static let all: [SecretToken] = [
        SecretToken(prefix: "AKIA", title: "an AWS access key id", least: 20, isExact: true),
        SecretToken(prefix: "ASIA", title: "an AWS access key id", least: 20, isExact: true),
        SecretToken(prefix: "AIza", title: "a Google API key", least: 39, marks: "-"),
        SecretToken(prefix: "ghp_", title: "a GitHub token", least: 40),
        SecretToken(prefix: "gho_", title: "a GitHub token", least: 40),
        SecretToken(prefix: "ghu_", title: "a GitHub token", least: 40),
        SecretToken(prefix: "ghs_", title: "a GitHub token", least: 40),
        SecretToken(prefix: "github_pat_", title: "a GitHub token", least: 60),
        SecretToken(prefix: "glpat-", title: "a GitLab token", least: 26, marks: "-"),
        SecretToken(prefix: "hvs.", title: "a Vault token", least: 28, marks: ".-"),
        SecretToken(prefix: "xoxb-", title: "a Slack token", least: 24, marks: "-"),
        SecretToken(prefix: "xoxp-", title: "a Slack token", least: 24, marks: "-"),
        SecretToken(prefix: "xapp-", title: "a Slack token", least: 24, marks: "-"),
        SecretToken(prefix: "hooks.slack.com/services/T", title: "a Slack webhook", least: 40, marks: "./"),
        SecretToken(prefix: "sk_live_", title: "a Stripe key", least: 24),
        SecretToken(prefix: "rk_live_", title: "a Stripe key", least: 24),
        SecretToken(prefix: "sk-ant-", title: "an Anthropic key", least: 40, marks: "-"),
        SecretToken(prefix: "sk-proj-", title: "an OpenAI key", least: 40, marks: "-"),
        SecretToken(prefix: "hf_", title: "a Hugging Face token", least: 34),
        SecretToken(prefix: "npm_", title: "an npm token", least: 40),
        SecretToken(prefix: "pypi-AgE", title: "a PyPI token", least: 60, marks: "-"),
        SecretToken(prefix: "dop_v1_", title: "a DigitalOcean token", least: 64),
        SecretToken(prefix: "SG.", title: "a SendGrid key", least: 50, marks: ".-"),
        SecretToken(prefix: "dapi", title: "a Databricks token", least: 36, marks: "-"),
        SecretToken(prefix: "eyJ", title: "a JSON web token", least: 60, marks: ".-="),
    ]
}

/// Whether a word is likely made by chance.
enum SecretEntropy {
    static let shortest = 32
    /// Pairs of characters of which one is of two that are equal, at least. Chance makes one of 64 in base 64 and one of 16
    /// in hexadecimal digits; words of people have more.
    ///
    /// Source: the index of coincidence, W. F. Friedman, 1922.
    private static let pairs = 32

    /// Hashes in hexadecimal digits, ids in words and paths are public; they have fewer kinds of characters.
    static func isRandom(_ word: String) -> Bool {
        let bytes = Array(word.utf8)
        guard bytes.count >= shortest, bytes.contains(where: { (48...57).contains($0) }),
            bytes.contains(where: { (65...90).contains($0) }), bytes.contains(where: { (97...122).contains($0) }),
            // Words of people go on with letters of one case; chance changes it every second character.
            changes(in: bytes) * 3 > bytes.count
        else { return false }
        return equalPairs(in: bytes) * pairs <= bytes.count * (bytes.count - 1) / 2
    }

    /// A small letter behind a capital goes on with a word.
    private static func changes(in bytes: [UInt8]) -> Int {
        zip(bytes, bytes.dropFirst()).count { before, next in
            let (before, next) = (kind(of: before), kind(of: next))
            return before != next && !(before == 1 && next == 2)
        }
    }

    private static func kind(of byte: UInt8) -> Int {
        switch byte {
        case 48...57: 0
        case 65...90: 1
        case 97...122: 2
        default: 3
        }
    }

    private static func equalPairs(in bytes: [UInt8]) -> Int {
        var counts = [Int](repeating: 0, count: 256)
        for byte in bytes { counts[Int(byte)] += 1 }
        return counts.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    }
}
