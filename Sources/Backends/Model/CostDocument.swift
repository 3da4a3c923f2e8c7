import CodeModels
import Compiler
import PipelineModel

/// What the project costs in a month at its own prices, beside the model, so that `dagc plan` can tell what a change
/// costs. Nothing measured is in it: the same declarations give the same file.
enum CostDocument {
    /// Nil where nothing has a price, and where there are more runs in a month than anybody counts.
    static func make(_ project: CheckedProject) -> DocumentObject? {
        guard let prices = project.model.environment.operations?.prices else { return nil }
        let costs: MonthlyCosts
        do throws(ForecastError) { costs = try MonthlyCosts.of(project, prices) } catch { return nil }
        return [
            "currency": .string(prices.currency), "prices": .string(prices.date.description),
            "month": .string(costs.total.decimal(6)),
            "lines": .array(
                costs.lines.map { line in
                    let kind = if case .component = line.subject { "component" } else { "pipeline" }
                    return [
                        "kind": .string(kind), "name": .string(line.subject.name), "team": .string(line.team),
                        "month": .string(line.costs.total.decimal(6)),
                    ]
                }),
        ]
    }
}
