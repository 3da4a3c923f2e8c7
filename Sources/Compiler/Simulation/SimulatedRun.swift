/// A run as it would be under assumptions about its tasks.
package struct SimulatedRun: Hashable, Sendable {
    /// How each task ended, in the order of the graph's tasks.
    package let states: [TaskState]
    /// Whether the run is green.
    package let succeeded: Bool
    /// The tasks that ran, as indices of the graph's tasks: those of one round start and end together.
    package let rounds: [[Int]]
}
