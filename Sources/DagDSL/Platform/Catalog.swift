package import Diagnostics

/// The pipelines of a package, as the build finds them. Its only writer is the generated registry.
public struct Catalog: Sendable {
    package let project: any Project
    package let entries: [CatalogEntry]
    package let streams: [StreamEntry]
    package let pythonFiles: [PythonFile]
    package let dbtManifests: [DbtManifest]

    /// A project, all its pipelines and streams, the Python files that pipelines call and what dbt knows of its projects.
    public init(
        project: any Project, pipelines: [CatalogEntry], streams: [StreamEntry] = [], pythonFiles: [PythonFile] = [],
        dbtManifests: [DbtManifest] = []
    ) {
        self.project = project
        self.entries = pipelines
        self.streams = streams
        self.pythonFiles = pythonFiles
        self.dbtManifests = dbtManifests
    }
}

/// A Python file of the package, as the build has read it.
public struct PythonFile: Sendable {
    package let path: String
    package let text: String

    /// - Parameter path: relative to the `python` folder.
    public init(_ path: String, _ text: String) {
        self.path = path
        self.text = text
    }
}

/// A pipeline and the place of its declaration.
public struct CatalogEntry: Sendable {
    package let pipeline: any Pipeline
    /// Relative to the package, as it stands in headers of generated files.
    package let source: String
    package let location: SourceLocation
    /// What stands in `///` above the declaration.
    package let documentation: String?

    /// - Parameters:
    ///   - source: the file, relative to the package.
    ///   - path: the file, as the Swift compiler was given it.
    ///   - line: counted from 1.
    ///   - documentation: what stands in `///` above the declaration.
    public init(_ pipeline: any Pipeline, source: String, path: String, line: Int, documentation: String? = nil) {
        self.pipeline = pipeline
        self.source = source
        self.documentation = documentation
        location = SourceLocation(file: path, line: line, column: 1)
    }
}

/// A stream and the place of its declaration.
public struct StreamEntry: Sendable {
    package let stream: any Stream
    /// Relative to the package, as it stands in headers of generated files.
    package let source: String
    package let location: SourceLocation

    /// - Parameters:
    ///   - source: the file, relative to the package.
    ///   - path: the file, as the Swift compiler was given it.
    ///   - line: counted from 1.
    public init(_ stream: any Stream, source: String, path: String, line: Int) {
        self.stream = stream
        self.source = source
        location = SourceLocation(file: path, line: line, column: 1)
    }
}
