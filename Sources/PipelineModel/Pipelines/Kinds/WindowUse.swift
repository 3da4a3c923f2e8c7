/// What a task uses of a run's window by itself, beside what its texts say.
package enum WindowUse: Hashable, Sendable {
    case nothing
    /// It looks at the rows of the window.
    case rows
    /// What it starts is told the window, or the partition that the run is about.
    case windowOrPartition
    /// What it starts is told the window.
    case window
}
