import PipelineModel

/// Which dbt project is built.
public struct DbtSetting: Sendable {
    let model: DbtPlatform

    /// `project` and `profiles` are folders, `target` is one of the profile's targets.
    public init(project: RuntimeString, profiles: RuntimeString, target: Name) {
        model = DbtPlatform(project: project.model, profiles: profiles.model, target: target.description)
    }
}
