/// Which pipelines an environment has.
public struct PipelineChoice: Sendable {
    package let includes: @Sendable (any Pipeline) -> Bool

    /// Every one.
    public static let all = PipelineChoice { _ in true }

    /// Every one but those of these types.
    public static func allBut(_ types: any Pipeline.Type...) -> PipelineChoice {
        let left = Set(types.map { ObjectIdentifier($0) })
        return PipelineChoice { !left.contains(ObjectIdentifier(type(of: $0))) }
    }

    /// Those of these types.
    public static func only(_ types: any Pipeline.Type...) -> PipelineChoice {
        let chosen = Set(types.map { ObjectIdentifier($0) })
        return PipelineChoice { chosen.contains(ObjectIdentifier(type(of: $0))) }
    }
}
