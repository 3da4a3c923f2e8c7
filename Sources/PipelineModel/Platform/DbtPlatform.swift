/// Which dbt project is built, and by which target of its profile.
package struct DbtPlatform: Hashable, Sendable, Codable {
    package var project: RuntimeText
    package var profiles: RuntimeText
    package var target: String
    /// Below the folder of the project's manifests.
    package var manifest: String?

    package init(project: RuntimeText, profiles: RuntimeText, target: String) {
        self.project = project
        self.profiles = profiles
        self.target = target
    }
}
