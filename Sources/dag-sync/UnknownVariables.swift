import CommandLine

/// Variables of the environment that were meant for dag-sync, by their prefix, and that it does not have.
struct UnknownVariables {
    /// What must not be overlooked: a variable of dag-sync's own, or one that would have kept a commit from readers.
    private(set) var problems: [String] = []
    /// Variables of git-sync that have no effect here.
    private(set) var withoutEffect: [String] = []

    /// What dag-sync tells the programs that it runs; one of them may start another dag-sync.
    private static let told: Set = ["DAG_SYNC_PREVIOUS_HASH", "DAG_SYNC_PREVIOUS_TREE"]
    /// Words in names of variables that run or ask something before or after a publish.
    private static let gateWords = ["HOOK", "GATE", "PUBLISH", "VERIFY", "SIGN"]

    init(_ environment: [String: String], known names: [String]) {
        let known = Set(names)
        for (name, value) in environment.sorted(by: { $0.key < $1.key }) {
            guard !value.isEmpty, !known.contains(name), !Self.isServiceLink(name, value) else { continue }
            if name.hasPrefix("DAG_SYNC_") {
                if !Self.told.contains(name) { problems.append(Self.unknown(name, among: names)) }
            } else if name.hasPrefix("GITSYNC_") || name.hasPrefix("GIT_SYNC_") {
                if Self.gateWords.contains(where: name.contains) {
                    problems.append("\(Self.unknown(name, among: names)) \(Self.gateWarning)")
                } else {
                    withoutEffect.append(name)
                }
            } else if let meant = Self.misspeltPrefix(of: name), Self.gateWords.contains(where: meant.contains) {
                // Programs of other makers may have such a prefix, so that only what would keep a commit back counts.
                problems.append("\(Self.unknown(meant, among: names, spelled: name)) \(Self.gateWarning)")
            }
        }
    }

    private static let gateWarning =
        "It looks like a hook or a gate, and commits must not be published as if it had said yes."

    /// The name with a prefix of dag-sync or git-sync, where it has one but for its case and its separators.
    private static func misspeltPrefix(of name: String) -> String? {
        let upper = name.uppercased().replacing("-", with: "_")
        for (written, meant) in [
            ("DAG_SYNC_", "DAG_SYNC_"), ("DAGSYNC_", "DAG_SYNC_"), ("GIT_SYNC_", "GITSYNC_"), ("GITSYNC_", "GITSYNC_"),
        ] where upper.hasPrefix(written) {
            return meant + upper.dropFirst(written.count)
        }
        return nil
    }

    private static func unknown(_ name: String, among names: [String], spelled: String? = nil) -> String {
        let hint = closest(to: name, among: names).map { "; did you mean $\($0)?" } ?? "."
        return "there is no variable $\(spelled ?? name)\(hint)"
    }

    /// Kubernetes tells every pod of the services in its namespace, and one may be called `gitsync` or `dag-sync`.
    private static func isServiceLink(_ name: String, _ value: String) -> Bool {
        let words = name.split(separator: "_")
        let isAddress = ["tcp://", "udp://", "sctp://"].contains { value.hasPrefix($0) }
        if words.last == "PORT", isAddress { return true }
        if words.suffix(2) == ["SERVICE", "HOST"] { return true }
        // NAME_SERVICE_PORT and NAME_SERVICE_PORT_WEB; the name of a port may hold any word, PORT too.
        let isServicePort = zip(words, words.dropFirst()).contains { $0 == "SERVICE" && $1 == "PORT" }
        if isServicePort { return Int(value) != nil }
        // NAME_PORT_80_TCP and NAME_PORT_80_TCP_ADDR.
        return words.indices.dropLast(2).contains {
            words[$0] == "PORT" && Int(words[$0 + 1]) != nil && ["TCP", "UDP", "SCTP"].contains(words[$0 + 2])
        }
    }
}
