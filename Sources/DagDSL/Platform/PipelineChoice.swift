/// Which pipelines an environment has.
public struct PipelineChoice: Sendable {
    package let includes: @Sendable (any Pipeline) -> Bool

    /// Every one.
    public static let all = PipelineChoice { _ in true }

    /// Every one but those of these types and families.
    public static func allBut(_ types: any PipelineDeclaration.Type...) -> PipelineChoice {
        let left = Members(of: types)
        return PipelineChoice { !left.contains($0) }
    }

    /// Those of these types and families.
    public static func only(_ types: any PipelineDeclaration.Type...) -> PipelineChoice {
        let chosen = Members(of: types)
        return PipelineChoice { chosen.contains($0) }
    }

    private struct Members {
        private let types: Set<ObjectIdentifier>
        /// A family's pipelines share their type with others; their ids are their own.
        private let ids: Set<String>

        init(of declarations: [any PipelineDeclaration.Type]) {
            types = Set(declarations.map { ObjectIdentifier($0) })
            let families = declarations.compactMap { $0 as? any PipelineFamily.Type }
            ids = Set(families.flatMap { $0.init().pipelines.map(\.id.description) })
        }

        func contains(_ pipeline: some Pipeline) -> Bool {
            types.contains(ObjectIdentifier(type(of: pipeline))) || ids.contains(pipeline.id.description)
        }
    }
}
