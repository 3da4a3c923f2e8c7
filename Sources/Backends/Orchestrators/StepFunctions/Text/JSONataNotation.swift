import BackendInterface
import CodeModels
import PipelineModel

/// Texts of the run in files that a machine hands on: expressions between `{%` and `%}`.
struct JSONataNotation: RuntimeTextNotation {
    func written(_ text: RuntimeText) -> String {
        guard case .string(let written) = JSONataText.template(text).document else {
            preconditionFailure("a text is a string")
        }
        return written
    }
}
