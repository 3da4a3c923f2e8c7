import PipelineModel

/// What becomes of a task that has not started yet.
enum StartDecision: Hashable {
    case wait
    case start
    /// It ends without running.
    case end(TaskState)
}

extension TriggerRule {
    /// What the rule makes of the tasks right before, of which there is at least one.
    ///
    /// Some rules decide before all of them have ended. Source: `TriggerRuleDep` of Airflow 3.3,
    /// https://github.com/apache/airflow/blob/main/airflow-core/src/airflow/ti_deps/deps/trigger_rule_dep.py
    func decision(_ upstream: UpstreamStates) -> StartDecision {
        switch self {
        case .allSuccess: allSucceeded(upstream)
        case .allDone: upstream.allEnded ? .start : .wait
        case .allDoneMinOneSuccess: allEndedOneSucceeded(upstream)
        case .allFailed: allFailed(upstream)
        case .allSkipped: allSkipped(upstream)
        case .always: .start
        case .oneSuccess: oneSucceeded(upstream)
        case .oneFailed: upstream.anyFailed ? .start : atEnd(of: upstream, .skipped)
        case .oneDone: upstream.success + upstream.failed > 0 ? .start : atEnd(of: upstream, .skipped)
        case .noneFailed: noneFailed(upstream)
        case .noneSkipped: noneSkipped(upstream)
        case .noneFailedMinOneSuccess: noneFailedOneSucceeded(upstream)
        }
    }

    private func atEnd(of upstream: UpstreamStates, _ state: TaskState) -> StartDecision {
        upstream.allEnded ? .end(state) : .wait
    }

    private func allSucceeded(_ upstream: UpstreamStates) -> StartDecision {
        if upstream.anyFailed { return .end(.upstreamFailed) }
        if upstream.skipped > 0 { return .end(.skipped) }
        return upstream.allEnded ? .start : .wait
    }

    private func allFailed(_ upstream: UpstreamStates) -> StartDecision {
        if upstream.success + upstream.skipped > 0 { return .end(.skipped) }
        return upstream.allEnded ? .start : .wait
    }

    private func allEndedOneSucceeded(_ upstream: UpstreamStates) -> StartDecision {
        if upstream.skipped > 0 { return .end(.skipped) }
        guard upstream.allEnded else { return .wait }
        return upstream.success > 0 ? .start : .end(.upstreamFailed)
    }

    private func allSkipped(_ upstream: UpstreamStates) -> StartDecision {
        if upstream.success > 0 || upstream.anyFailed { return .end(.skipped) }
        return upstream.allEnded ? .start : .wait
    }

    private func oneSucceeded(_ upstream: UpstreamStates) -> StartDecision {
        if upstream.success > 0 { return .start }
        return atEnd(of: upstream, upstream.skipped == upstream.total ? .skipped : .upstreamFailed)
    }

    private func noneFailed(_ upstream: UpstreamStates) -> StartDecision {
        if upstream.anyFailed { return .end(.upstreamFailed) }
        return upstream.allEnded ? .start : .wait
    }

    private func noneSkipped(_ upstream: UpstreamStates) -> StartDecision {
        if upstream.skipped > 0 { return .end(.skipped) }
        return upstream.allEnded ? .start : .wait
    }

    private func noneFailedOneSucceeded(_ upstream: UpstreamStates) -> StartDecision {
        if upstream.anyFailed { return .end(.upstreamFailed) }
        guard upstream.allEnded else { return .wait }
        return upstream.success > 0 ? .start : .end(.skipped)
    }
}

extension UpstreamStates {
    /// What a teardown makes of the tasks right before it: it runs when one of its setups has succeeded.
    ///
    /// The rule of a teardown, which authors cannot choose themselves.
    var teardownDecision: StartDecision {
        guard allEnded else { return .wait }
        if setups > 0, skippedSetups == setups { return .end(.skipped) }
        if setups > 0, successfulSetups == 0 { return .end(.upstreamFailed) }
        return .start
    }

    /// What the setups of a scope make of a task in it that does not come right after them; nil leaves it to its rule.
    var setupDecision: StartDecision? {
        if anyFailed { return .end(.upstreamFailed) }
        if skipped > 0 { return .end(.skipped) }
        return success < total ? .wait : nil
    }
}
