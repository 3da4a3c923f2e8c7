/// What a task does when it does not let the run go on.
package enum GateKind: Hashable, Sendable {
    /// All tasks after it are skipped, whatever their rules.
    case skipsAll
    /// The tasks right behind it are skipped; rules decide on later ones.
    case skipsNext
    case fails
}
