/// What a store asks git-upload-pack for. It is all said at once: a store knows few commits, and what both sides have
/// is found in one round.
package struct FetchRequest: Sendable, Equatable {
    /// Objects to send, with everything that they need.
    package var wants: [ObjectID]
    /// Commits that are in the store with all that they need, but for what is before those in `shallow`.
    package var haves: [ObjectID] = []
    /// Commits in the store whose parents are not.
    package var shallow: [ObjectID] = []
    /// How many commits of history; nil for what the store has not.
    package var depth: Int?
    /// What is left out of what the wants need.
    package var filter: Filter?

    package init(wants: [ObjectID]) { self.wants = wants }

    /// What can be left out, as git-rev-list(1) names it.
    package enum Filter: String, Sendable {
        /// The blobs that are not wanted by their id.
        case blobs = "blob:none"
        /// Everything but commits.
        case trees = "tree:0"
    }

    /// The depth that stands for all of history, which makes a shallow store whole.
    static let everything = 0x7FFF_FFFF

    private static let agent = "agent=git/2.0-dagc"

    /// The request as the server takes it.
    func bytes(for server: ServerCapabilities) -> [UInt8] {
        server.version == .v2 ? command(server) : negotiation(server)
    }

    private func command(_ server: ServerCapabilities) -> [UInt8] {
        var lines = PacketLineWriter()
        Self.begin("fetch", server, &lines)
        for option in ["thin-pack", "no-progress", "ofs-delta"] { lines.line(option) }
        if server.canFetch("shallow") { addDepth(to: &lines) }
        if let filter { lines.line("filter \(filter.rawValue)") }
        for want in wants { lines.line("want \(want)") }
        for have in haves { lines.line("have \(have)") }
        lines.line("done")
        lines.flush()
        return lines.bytes
    }

    /// The head of a command of version 2.
    static func begin(_ command: String, _ server: ServerCapabilities, _ lines: inout PacketLineWriter) {
        lines.line("command=\(command)")
        if server.has("agent") { lines.line(agent) }
        if server.has("object-format") { lines.line("object-format=sha1") }
        lines.delimiter()
    }

    private func negotiation(_ server: ServerCapabilities) -> [UInt8] {
        var lines = PacketLineWriter()
        var wishes = ["ofs-delta", "thin-pack", "no-progress"].filter { server.has($0) }
        if let band = ["side-band-64k", "side-band"].first(where: { server.has($0) }) { wishes.append(band) }
        if server.has("agent") { wishes.append(Self.agent) }
        if server.has("shallow"), depth != nil || !shallow.isEmpty { wishes.append("shallow") }
        for (place, want) in wants.enumerated() {
            lines.line(place == 0 ? (["want \(want)"] + wishes).joined(separator: " ") : "want \(want)")
        }
        if server.has("shallow") { addDepth(to: &lines) }
        lines.flush()
        for have in haves { lines.line("have \(have)") }
        lines.line("done")
        return lines.bytes
    }

    private func addDepth(to lines: inout PacketLineWriter) {
        for commit in shallow { lines.line("shallow \(commit)") }
        if let depth { lines.line("deepen \(depth)") }
    }
}
