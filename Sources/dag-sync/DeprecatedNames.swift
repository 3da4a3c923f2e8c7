/// Flags and variables of git-sync that its version 4 renamed, or that have nothing to act on here. They are turned
/// into today's before anything is read, with a warning for each.
struct DeprecatedNames {
    private(set) var words: [String] = []
    private(set) var environment: [String: String]
    private(set) var warnings: [String] = []
    private let passedOver: String?

    /// What takes the place of an old name.
    private enum Meaning {
        /// Another flag takes the value as it is.
        case renamed(String)
        /// Another flag takes the value as a number of seconds.
        case seconds(String)
        /// Nothing here depends on it.
        case ignored(String)

        var target: String? {
            switch self {
            case .renamed(let name), .seconds(let name): name
            case .ignored: nil
            }
        }

        func value(_ text: String) -> String {
            if case .seconds = self, Double(text) != nil { return text + "s" }
            return text
        }
    }

    private static let meanings: [String: Meaning] = [
        "branch": .renamed("ref"), "rev": .renamed("ref"), "dest": .renamed("link"), "wait": .seconds("period"),
        "timeout": .seconds("sync-timeout"), "max-sync-failures": .renamed("max-failures"),
        "v": .renamed("verbose"), "sync-hook-command": .renamed("exechook-command"),
        "ssh": .ignored("the address says what is used"),
        "git": .ignored("no git program is run"), "git-gc": .ignored("the store is kept small by itself"),
        "add-user": .ignored("nothing needs an entry in /etc/passwd but the ssh client, see MIGRATION.md"),
        "http-pprof": .ignored("there is no Go runtime to profile"),
        "filter": .ignored("blobs that no pattern asks for are left out by themselves"),
        "pre-publish-exechook-backoff": .ignored("a commit that was refused is not looked at again"),
    ]
    private static let flags: Set = ["ssh", "add-user", "http-pprof"]

    /// Variables of git-sync 3 whose names do not follow from the flag.
    private static let variables: [String: String] = [
        "GIT_SYNC_HOOK_COMMAND": "sync-hook-command", "GIT_SSH_KEY_FILE": "ssh-key-file",
        "GIT_KNOWN_HOSTS": "ssh-known-hosts", "GIT_SYNC_KNOWN_HOSTS": "ssh-known-hosts",
        "GIT_SSH_KNOWN_HOSTS_FILE": "ssh-known-hosts-file",
        "GIT_COOKIE_FILE": "cookie-file", "GIT_ASKPASS_URL": "askpass-url",
    ]

    init(_ given: [String], environment: [String: String]) {
        self.environment = environment
        passedOver = Self.passedOver(given, environment)
        if passedOver == "rev" { for variable in Self.spellings(of: "rev") { self.environment[variable] = nil } }
        readWords(given)
        readEnvironment()
    }

    /// git-sync 3 had a branch and a revision: the revision wins unless it is `HEAD`, whatever their order and
    /// whether they are flags or variables. The name of the one that does not count; nil when one alone is given.
    private static func passedOver(_ given: [String], _ environment: [String: String]) -> String? {
        let value = { (name: String) -> String? in
            var words = given.prefix { $0 != "--" }[...]
            var found: String?
            while let word = words.popFirst() {
                if word == "--\(name)" {
                    found = words.first
                } else if word.hasPrefix("--\(name)=") {
                    found = String(word.dropFirst(name.utf8.count + 3))
                }
            }
            return (found ?? spellings(of: name).lazy.compactMap { environment[$0] }.first).flatMap {
                $0.isEmpty ? nil : $0
            }
        }
        guard value("branch") != nil, let revision = value("rev") else { return nil }
        return revision == "HEAD" ? "rev" : "branch"
    }

    private mutating func readWords(_ given: [String]) {
        var rest = given[...]
        while let word = rest.popFirst() {
            let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard word.hasPrefix("--"), let name = parts.first.map(String.init) else {
                words.append(word)
                if word == "--" { break }
                continue
            }
            if name == "man" {
                words.append("--help")
                continue
            }
            guard let meaning = Self.meanings[name] else {
                words.append(word)
                continue
            }
            let value = parts.count == 2 ? String(parts[1]) : Self.flags.contains(name) ? nil : rest.popFirst()
            warn("--\(name)", meaning)
            guard let target = meaning.target, name != passedOver else { continue }
            words.append("--\(target)")
            if let value { words.append(meaning.value(value)) }
        }
        words += rest
    }

    private mutating func readEnvironment() {
        for (name, meaning) in Self.meanings.sorted(by: { $0.key > $1.key }) where name != passedOver {
            replace(Self.spellings(of: name), meaning)
        }
        for (variable, name) in Self.variables.sorted(by: { $0.key < $1.key }) {
            replace([variable], Self.meanings[name] ?? .renamed(name))
        }
    }

    /// Without a word where today's name is set too: what starts either version of git-sync, as the Airflow chart does,
    /// gives both.
    private mutating func replace(_ variables: [String], _ meaning: Meaning) {
        let given = variables.filter { environment[$0]?.isEmpty == false }
        let values = variables.compactMap { environment.removeValue(forKey: $0) }.filter { !$0.isEmpty }
        guard let variable = given.first, let value = values.first else { return }
        guard let target = meaning.target else { return warn("$\(variable)", meaning) }
        let names = Self.spellings(of: target)
        guard !names.contains(where: { environment[$0]?.isEmpty == false }) else { return }
        warn("$\(variable)", meaning)
        environment[names[0]] = meaning.value(value)
    }

    private mutating func warn(_ name: String, _ meaning: Meaning) {
        switch meaning {
        case .renamed(let target), .seconds(let target): warnings.append("\(name) is an old name: use --\(target)")
        case .ignored(let reason): warnings.append("\(name) has no effect here: \(reason)")
        }
    }

    /// The variables of a flag, today's prefix first.
    private static func spellings(of flag: String) -> [String] {
        ["GITSYNC_", "GIT_SYNC_"].map { $0 + flag.uppercased().replacing("-", with: "_") }
    }
}
