/// What every kind of task can say about itself, so that a check need not know the kinds.
package protocol KindModel: Hashable, Sendable, Codable {
    /// Every text that the author wrote into it. Variables are looked up in it, and secrets looked for.
    var texts: [RuntimeText] { get }
    /// The connections that it names itself.
    var connections: [String] { get }
    /// The stores whose engine it asks.
    var stores: [String] { get }
    /// What else of the environment it cannot do without.
    var platforms: [PlatformNeed] { get }
}

extension KindModel {
    package var texts: [RuntimeText] { [] }
    package var connections: [String] { [] }
    package var stores: [String] { [] }
    package var platforms: [PlatformNeed] { [] }
}

/// A part of an environment that is not there by itself.
package enum PlatformNeed: Hashable, Sendable, Codable {
    case spark
    case dbt
}

/// No work, so nothing to say.
package struct EmptyModel: KindModel {
    package init() {}
}
