/// Flags and variables of git-sync that its version 4 renamed, or that have nothing to act on here. They are turned
/// into today's before anything is read, with a warning for each.
struct DeprecatedNames {
    private(set) var words: [String] = []
    private(set) var environment: [String: String]
    private(set) var warnings: [String] = []
    /// `--` and what follows it.
    private var arguments: [String] = []

    /// What takes the place of an old name.
    private enum Meaning {
        /// Another flag takes the value as it is.
        case renamed(String)
        /// Another flag takes the value as a number of seconds; none are as if it were not given.
        case seconds(String)
        /// Another flag takes the number; 0 is as if it were not given where the other is.
        case number(String)
        /// Nothing here depends on it.
        case ignored(String)

        var target: String? {
            switch self {
            case .renamed(let name), .seconds(let name), .number(let name): name
            case .ignored: nil
            }
        }

        func value(_ text: String) -> String {
            if case .seconds = self, Double(text) != nil { return text + "s" }
            return text
        }

        /// Of a value as the other flag takes it, which may have one of its own.
        func isUnset(_ value: String, hasOther: Bool) -> Bool {
            switch self {
            case .renamed, .ignored: false
            case .number: hasOther && Double(value) == 0
            case .seconds: value.hasSuffix("s") && Double(value.dropLast()) == 0
            }
        }
    }

    private static let meanings: [String: Meaning] = [
        "branch": .renamed("ref"), "rev": .renamed("ref"), "dest": .renamed("link"), "wait": .seconds("period"),
        "timeout": .seconds("sync-timeout"), "max-sync-failures": .number("max-failures"),
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

    /// What stands for an old name: its flag, or else its variable.
    private struct Given {
        let spelling: String
        let value: String?
    }

    init(_ given: [String], environment: [String: String]) {
        self.environment = environment
        var old = takeFlags(from: given)
        takeVariables(into: &old)
        decideRevision(in: &old)
        for (name, given) in old.sorted(by: { $0.key > $1.key }) {
            if let meaning = Self.meanings[name] { use(given, for: meaning) }
        }
        for (variable, name) in Self.variables.sorted(by: { $0.key < $1.key }) where Self.meanings[name] == nil {
            rename(variable, to: name)
        }
        words += arguments
    }

    /// Leaves the other words as they are; what follows `--` stays behind all of them.
    private mutating func takeFlags(from given: [String]) -> [String: Given] {
        var old: [String: Given] = [:]
        var rest = given[...]
        while let word = rest.popFirst() {
            if word == "--" {
                arguments = [word] + rest
                break
            }
            let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = word.hasPrefix("--") ? parts.first.map(String.init) ?? "" : ""
            if name == "man" {
                words.append("--help")
            } else if Self.meanings[name] != nil {
                let value = parts.count == 2 ? String(parts[1]) : Self.flags.contains(name) ? nil : rest.popFirst()
                old[name] = Given(spelling: "--\(name)", value: value)
            } else {
                words.append(word)
            }
        }
        return old
    }

    private mutating func takeVariables(into old: inout [String: Given]) {
        let special = Self.variables.filter { Self.meanings[$0.value] != nil }
        for name in Self.meanings.keys {
            let variables = Self.spellings(of: name) + special.filter { $0.value == name }.keys.sorted()
            let found = variables.compactMap { variable in
                environment.removeValue(forKey: variable).map { Given(spelling: "$\(variable)", value: $0) }
            }
            guard old[name] == nil, let first = found.first(where: { $0.value?.isEmpty == false }) else { continue }
            old[name] = first
        }
    }

    /// git-sync 3 had a branch and a revision: the revision wins, whatever their order and whether they are flags or
    /// variables. `HEAD`, which the Airflow chart always sets, chooses nothing where something else does.
    private func decideRevision(in old: inout [String: Given]) {
        guard let revision = old["rev"] else { return }
        if revision.value != "HEAD" {
            old["branch"] = nil
        } else if old["branch"] != nil || current("ref") != nil {
            old["rev"] = nil
        }
    }

    /// An old name wins over today's, as in git-sync: where the Airflow chart gives both, the old ones are what its
    /// user wrote, and today's have the chart's own values. There is no word of it where both say the same.
    private mutating func use(_ given: Given, for meaning: Meaning) {
        guard let target = meaning.target else { return warn(given.spelling, meaning) }
        guard let value = given.value.map(meaning.value) else {
            words.append("--\(target)")
            return warn(given.spelling, meaning)
        }
        let today = current(target)
        if today == value || meaning.isUnset(value, hasOther: today != nil) { return }
        warn(given.spelling, meaning, wins: today != nil)
        words.append("--\(target)=\(value)")
    }

    private mutating func rename(_ variable: String, to name: String) {
        guard let value = environment.removeValue(forKey: variable), !value.isEmpty else { return }
        let names = Self.spellings(of: name)
        guard !names.contains(where: { environment[$0]?.isEmpty == false }) else { return }
        warn("$\(variable)", .renamed(name))
        environment[names[0]] = value
    }

    /// What today's flag or variable says; nil when neither is given.
    private func current(_ name: String) -> String? {
        for (index, word) in words.enumerated().reversed() {
            if word.hasPrefix("--\(name)=") { return String(word.dropFirst(name.utf8.count + 3)) }
            if word == "--\(name)", index + 1 < words.count { return words[index + 1] }
        }
        return Self.spellings(of: name).lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    }

    private mutating func warn(_ name: String, _ meaning: Meaning, wins: Bool = false) {
        switch meaning {
        case .renamed(let target), .seconds(let target), .number(let target):
            let winning = wins ? " and wins over --\(target), as in git-sync" : ""
            warnings.append("\(name) is an old name\(winning): use --\(target)")
        case .ignored(let reason): warnings.append("\(name) has no effect here: \(reason)")
        }
    }

    /// The variables of a flag, today's prefix first.
    private static func spellings(of flag: String) -> [String] {
        ["GITSYNC_", "GIT_SYNC_"].map { $0 + flag.uppercased().replacing("-", with: "_") }
    }
}
