import PipelineModel

/// An amount of processor time.
public struct CPU: Sendable {
    let milli: Int

    /// So many whole cores.
    public static func cores(_ count: Int) -> CPU { CPU(milli: count.multipliedSaturated(by: 1000)) }

    /// So many thousandths of a core.
    public static func milli(_ count: Int) -> CPU { CPU(milli: count) }
}
