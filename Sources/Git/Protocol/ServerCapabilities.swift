/// What a server says it can do, in either form of the protocol.
package struct ServerCapabilities: Sendable, Equatable {
    package enum Version: Sendable, Equatable {
        /// Capabilities beside the first reference, all references at once (gitprotocol-pack(5)).
        case v0
        /// Commands (gitprotocol-v2(5)).
        case v2
    }

    package let version: Version
    /// Value by name; empty for a capability without one.
    private var values: [String: String] = [:]

    package init(version: Version) { self.version = version }

    /// Takes `name` or `name=value`. Of a name that comes twice the first counts.
    mutating func add(_ text: some StringProtocol) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first, !name.isEmpty, values[String(name)] == nil else { return }
        values[String(name)] = parts.count > 1 ? String(parts[1]) : ""
    }

    func has(_ name: String) -> Bool { values[name] != nil }

    /// Whether the `fetch` command takes an argument; in version 0, whether the capability is there.
    func canFetch(_ feature: String) -> Bool {
        switch version {
        case .v0: has(feature)
        case .v2: values["fetch"]?.split(separator: " ").contains { $0 == feature } ?? false
        }
    }

    /// The branch that HEAD stands for, where version 0 says so.
    var headTarget: String? {
        guard let value = values["symref"], value.hasPrefix("HEAD:") else { return nil }
        return String(value.dropFirst(5))
    }

    /// - Throws: category `invalid` for a repository whose objects have names of another kind.
    func requireReadableNames() throws(CarrierFailure) {
        let format = values["object-format"] ?? "sha1"
        guard format == "sha1" else { throw Self.unreadable(format) }
    }

    static func unreadable(_ format: String) -> CarrierFailure {
        CarrierFailure(.invalid, "the repository names its objects by \(format); only sha1 can be read")
    }
}
