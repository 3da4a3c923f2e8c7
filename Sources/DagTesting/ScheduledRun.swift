import Compiler
public import DagDSL
import PipelineModel

/// A run that a pipeline's schedule will start.
public struct ScheduledRun: Hashable, Sendable, CustomStringConvertible {
    /// When it starts.
    public let fires: Instant
    /// The data that it is about; nil for a schedule that is about moments.
    public let window: Range<Instant>?

    init(_ run: PlannedRun) {
        fires = Instant(run.fires)
        window = run.window.map { Instant($0.lowerBound)..<Instant($0.upperBound) }
    }

    /// When it starts, and its window.
    public var description: String { "\(fires)" + (window.map { " for \($0.lowerBound)..<\($0.upperBound)" } ?? "") }
}

/// The runs that a pipeline's schedule starts after a moment, the next one first.
///
/// A run that covers an interval needs a whole one since the pipeline's start. A pipeline without a start of its own
/// is taken to start long ago. Runs that only datasets or people start are not foreseen.
///
/// ```swift
/// let runs = try runs(of: DailyOrders(), after: "2026-03-28T12:00:00Z", count: 2)
/// #expect(runs.map(\.fires) == ["2026-03-29T00:00:00Z", "2026-03-30T00:00:00Z"])
/// #expect(runs[0].window == "2026-03-28T01:00:00Z"..<"2026-03-29T00:00:00Z")
/// ```
///
/// - Throws: ``PipelineMistakes`` when the pipeline contradicts itself.
public func runs(
    of pipeline: some Pipeline, after moment: Instant, count: Int = 1
) throws(PipelineMistakes) -> [ScheduledRun] {
    PlannedRun.next(count, of: try PipelineUnderTest(pipeline).model, after: moment.time).map(ScheduledRun.init)
}
