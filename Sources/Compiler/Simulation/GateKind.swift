import PipelineModel

/// What a task does when it does not let the run go on.
enum GateKind {
    /// All tasks after it are skipped, whatever their rules.
    case skipsAll
    /// The tasks right behind it are skipped; rules decide on later ones.
    case skipsNext
    case fails

    /// Nil for a task that always lets the run go on.
    init?(_ kind: TaskKind) {
        switch kind {
        case .gate(let gate): self = gate.skipsAll ? .skipsAll : .skipsNext
        case .human(let human):
            guard case .approval(let failsOnRefusal) = human.question else { return nil }
            self = failsOnRefusal ? .fails : .skipsNext
        case .review: self = .fails
        default: return nil
        }
    }
}
