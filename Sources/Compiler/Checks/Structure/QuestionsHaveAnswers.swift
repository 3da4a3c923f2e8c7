import Diagnostics
import PipelineModel

/// A question to a person has answers that differ, and what counts in their place is one of them.
enum QuestionsHaveAnswers: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for task in project.pipelines.flatMap(\.tasks) {
            guard case .human(let model) = task.model.kind, let problem = model.problem else { continue }
            report.add(
                .badQuestion, "question `\(task.path)` \(problem.message)", at: task.location, fix: problem.fix)
        }
    }
}

extension HumanInputModel {
    /// Source: `HITLOperator.validate_defaults` and `HITLEntryOperator` of Airflow's standard provider.
    fileprivate var problem: (message: String, fix: String)? {
        switch question {
        case .choice(let options, let takesSeveral):
            if Set(options).count < options.count { return ("offers an answer twice", "name each answer once") }
            if let other = defaults.first(where: { !options.contains($0) }), !options.isEmpty {
                return ("counts as answered by `\(other)`, which it does not offer", "name one of its answers")
            }
            if defaults.count > 1, !takesSeveral {
                return (
                    "takes one answer, and counts as answered by \(defaults.count)", "name one, or say `several: true`"
                )
            }
            return nil
        case .form(let fields):
            return fields.isEmpty ? ("asks for no value", "name its fields, or ask by an `Approval`") : nil
        case .approval, .way: return nil
        }
    }
}
