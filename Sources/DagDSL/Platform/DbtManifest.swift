/// What dbt knows of a project, as the build has read it from a `manifest.json` below the folder `dbt` of the target.
///
/// dbt writes the file when it parses a project: `dbt parse`. Its only writer here is the generated registry.
public struct DbtManifest: Sendable {
    package let path: String
    package let text: String

    /// - Parameters:
    ///   - path: relative to the `dbt` folder.
    ///   - text: what the compiler needs of it: a line for each node, and for each file that has changed since.
    public init(_ path: String, _ text: String) {
        self.path = path
        self.text = text
    }
}
