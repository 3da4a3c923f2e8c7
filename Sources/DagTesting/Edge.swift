/// "`to` comes right after `from`", written as `"from >>> to"`.
public struct Edge: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The id of the earlier task, behind the ids of its groups: `"load.orders"`.
    public let from: String
    /// The id of the later task, behind the ids of its groups.
    public let to: String

    /// An edge between two tasks.
    public init(from: String, to: String) {
        self.from = from
        self.to = to
    }

    /// Two ids with `>>>` between. Without that, it is an edge that no pipeline has.
    public init(stringLiteral text: String) {
        let ends = text.split(separator: ">>>", omittingEmptySubsequences: false)
            .map { $0.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ") }
        from = ends.first ?? ""
        to = ends.dropFirst().joined(separator: " >>> ")
    }

    /// As it is written in a test.
    public var description: String { "\(from) >>> \(to)" }
}
