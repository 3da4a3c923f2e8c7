package import Diagnostics

/// The pipelines of a package, as the build finds them. Its only writer is the generated registry.
public struct Catalog: Sendable {
    package let project: any Project
    package let entries: [CatalogEntry]

    /// A project and all its pipelines.
    public init(project: any Project, pipelines: [CatalogEntry]) {
        self.project = project
        self.entries = pipelines
    }
}

/// A pipeline and the place of its declaration.
public struct CatalogEntry: Sendable {
    package let pipeline: any Pipeline
    /// Relative to the package, as it stands in headers of generated files.
    package let source: String
    package let location: SourceLocation

    /// - Parameters:
    ///   - source: the file, relative to the package.
    ///   - path: the file, as the Swift compiler was given it.
    ///   - line: counted from 1.
    public init(_ pipeline: any Pipeline, source: String, path: String, line: Int) {
        self.pipeline = pipeline
        self.source = source
        location = SourceLocation(file: path, line: line, column: 1)
    }
}
