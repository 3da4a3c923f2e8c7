import PipelineModel

/// Which dbt project is built.
public struct DbtSetting: Sendable {
    private(set) var model: DbtPlatform

    /// `project` and `profiles` are folders, `target` is one of the profile's targets.
    ///
    /// - Parameter manifest: what dbt has written of the project, such as `orders/target/manifest.json`: a file below the
    ///   folder `dbt` beside the pipelines, which the package's target excludes. With it selections are checked when
    ///   pipelines compile, and ``DbtBuild/taskPerModel()`` works.
    public init(project: RuntimeString, profiles: RuntimeString, target: Name, manifest: Name? = nil) {
        model = DbtPlatform(project: project.model, profiles: profiles.model, target: target.description)
        model.manifest = manifest?.description
    }
}
