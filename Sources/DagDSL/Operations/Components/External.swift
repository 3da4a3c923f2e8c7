import PipelineModel

extension Component {
    /// What somebody else runs: Snowflake, S3. It has no metrics here; what pipelines find of it shows it.
    public static func external(_ name: Name, _ purpose: Name) -> Component {
        Component.custom(
            name, kind: "external", purpose: purpose, runsAs: .external,
            liveness: .unseen(because: "somebody else runs it"))
    }
}
