import BackendInterface
package import PipelineModel

/// The templates of Airflow, for job files that it renders before it submits them.
package struct JinjaNotation: RuntimeTextNotation {
    package init() {}

    package func written(_ text: RuntimeText) -> String { JinjaText.template(text) }
}
