import Compiler
import Diagnostics
import PipelineModel

/// A function for templates has a name that Airflow and Jinja do not use themselves.
enum FunctionsHideNothing: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            let macros = pipeline.model.macros.map(\.name).filter {
                TemplateNames.known.contains($0) || TemplateNames.removed[$0] != nil
            }
            let filters = pipeline.model.filters.map(\.name).filter(TemplateNames.filters.contains)
            for name in macros + filters {
                report.add(
                    .hiddenName, "pipeline `\(pipeline.model.id)` calls a function `\(name)`, as Airflow calls its own",
                    at: pipeline.sources.location(of: macros.contains(name) ? "macros" : "filters"),
                    fix: "give the function a name of its own")
            }
            for (name, _) in Dictionary(grouping: pipeline.model.macros, by: \.name).filter({ Set($0.value).count > 1 })
                .sorted(by: { $0.key < $1.key })
            {
                report.add(
                    .hiddenName, "pipeline `\(pipeline.model.id)` has two macros of the name `\(name)`",
                    at: pipeline.sources.location(of: "macros"), fix: "give one of the functions another name")
            }
        }
    }
}
