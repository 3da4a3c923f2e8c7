package import PipelineModel

extension RuntimeText {
    /// What the author has written into it, without the values of the run.
    package var literals: [String] { allParts.compactMap(\.literal) }
}

extension RuntimeText.Part {
    /// The characters that are known now.
    package var literal: String? {
        if case .literal(let text) = self { text } else { nil }
    }
}
