/// What every kind of task can say about itself, so that a check need not know the kinds.
package protocol KindModel: Hashable, Sendable, Codable {
    /// Visits every text that may hold something of the run. Lowering writes the paths of tasks into them.
    mutating func visitTexts(_ visit: (inout RuntimeText) -> Void)
    /// Every text that the author wrote into it. Variables are looked up in it, and secrets looked for.
    var texts: [RuntimeText] { get }
    /// The values that it is called with, as far as they may be results that are no texts.
    var values: [ValueModel] { get }
    /// The connections that it names itself.
    var connections: [String] { get }
    /// The stores whose engine it asks.
    var stores: [String] { get }
    /// What else of the environment it cannot do without.
    var platforms: [PlatformNeed] { get }
    /// The pipelines, and tasks of them, that it starts or waits for.
    var pipelines: [PipelineReference] { get }
}

extension KindModel {
    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {}

    package var texts: [RuntimeText] {
        var copy = self
        var found: [RuntimeText] = []
        copy.visitTexts { found.append($0) }
        return found
    }

    package var values: [ValueModel] { [] }
    package var connections: [String] { [] }
    package var stores: [String] { [] }
    package var platforms: [PlatformNeed] { [] }
    package var pipelines: [PipelineReference] { [] }
}

/// A part of an environment that is not there by itself.
package enum PlatformNeed: Hashable, Sendable, Codable {
    case spark
    case dbt
    case kubernetes
}

/// No work, so nothing to say.
package struct EmptyModel: KindModel {
    package init() {}
}
