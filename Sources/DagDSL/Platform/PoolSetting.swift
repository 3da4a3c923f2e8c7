import PipelineModel

/// A pool and its size.
public struct PoolSetting: Sendable {
    let model: PoolModel

    /// `slots` tasks of the pool run at once.
    public init(_ pool: Pool, slots: Int, for purpose: String) {
        model = PoolModel(name: pool.name, slots: slots, summary: purpose)
    }
}
