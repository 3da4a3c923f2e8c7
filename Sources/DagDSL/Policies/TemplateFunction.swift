package import PipelineModel

/// A function of a Python file of the package that texts call when they are rendered.
///
/// It stands below the package's `python` folder, gets texts as positional arguments and gives a text or a value.
public struct TemplateFunction: Sendable {
    package let model: TemplateFunctionModel

    /// `function` of `file`, which is relative to the `python` folder, such as `"orders/dates.py"`.
    public init(_ function: Name, in file: Name) {
        model = TemplateFunctionModel(name: function.description, file: file.description)
    }
}
