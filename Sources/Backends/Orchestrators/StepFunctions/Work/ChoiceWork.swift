import CodeModels
import PipelineModel

extension TaskWork {
    /// A text that chooses no way fails the branch.
    static func branch(_ branch: BranchModel) -> TaskWork {
        let way = JSONataText.expression(branch.value)
        let known = JSONataExpression.operation(
            way, .isIn, .array(branch.arms.map { .string($0.value) }))
        let state: JSONataExpression =
            if let text = branch.value.known, branch.arms.contains(where: { $0.value == text }) {
                EndState.success.expression
            } else {
                .condition(known, then: EndState.success.expression, otherwise: EndState.failed.expression)
            }
        return .computed([.init(RunRecord.Key.state, state), .init(RunRecord.Key.way, way)])
    }

    static func gate(_ gate: GateModel) -> TaskWork {
        .computed([
            .init(RunRecord.Key.state, EndState.success.expression),
            .init(
                RunRecord.Key.isClosed,
                .operation(JSONataText.expression(gate.value), .unequal, .string(gate.expected))),
        ])
    }

    /// What the run should take the end of another task for.
    static func outcome(_ outcome: OutcomeModel) -> TaskWork {
        let state = RunRecord.own(RunRecord.Key.state, of: outcome.task)
        let hasFailed = JSONataExpression.operation(state, .equal, EndState.failed.expression)
        switch outcome.question {
        case .hasFailed:
            return computed(
                .condition(hasFailed, then: EndState.success.expression, otherwise: EndState.skipped.expression))
        case .isSettled(let review):
            let settled: JSONataExpression =
                review.map { review in
                    let isApproved = JSONataExpression.operation(
                        RunRecord.own(RunRecord.Key.state, of: review), .equal, EndState.success.expression)
                    return .condition(
                        isApproved, then: EndState.success.expression, otherwise: EndState.failed.expression)
                } ?? EndState.success.expression
            let isWell = JSONataExpression.operation(
                state, .isIn, .array([EndState.success.expression, EndState.skipped.expression]))
            return computed(
                .condition(
                    hasFailed, then: settled,
                    otherwise: .condition(isWell, then: state, otherwise: EndState.failed.expression)))
        }
    }

    private static func computed(_ state: JSONataExpression) -> TaskWork {
        .computed([.init(RunRecord.Key.state, RunRecord.looking(state))])
    }
}
