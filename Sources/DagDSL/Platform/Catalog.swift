package import Diagnostics

/// The pipelines of a package, as the build finds them. Its only writer is the generated registry.
public struct Catalog: Sendable {
    package let project: any Project
    package let entries: [CatalogEntry]
    package let streams: [StreamEntry]
    package let pythonFiles: [PythonFile]
    package let dbtManifests: [DbtManifest]
    package let sqlFiles: [SQLFile]

    /// A project, all its pipelines and streams, the files of Python and SQL that pipelines name, and what dbt knows of its
    /// projects.
    public init(
        project: any Project, pipelines: [CatalogEntry], streams: [StreamEntry] = [], pythonFiles: [PythonFile] = [],
        dbtManifests: [DbtManifest] = [], sqlFiles: [SQLFile] = []
    ) {
        self.project = project
        self.entries = pipelines
        self.streams = streams
        self.pythonFiles = pythonFiles
        self.dbtManifests = dbtManifests
        self.sqlFiles = sqlFiles
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

/// A file of SQL of the package, as the build has read it.
public struct SQLFile: Sendable {
    package let path: String
    package let text: String

    /// - Parameter path: relative to the `sql` folder.
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
    /// Where its properties stand, by their names.
    package let properties: [String: SourceLocation]

    /// - Parameters:
    ///   - source: the file, relative to the package.
    ///   - path: the file, as the Swift compiler was given it.
    ///   - line: counted from 1.
    ///   - documentation: what stands in `///` above the declaration.
    ///   - properties: the lines of its properties, by their names.
    public init(
        _ pipeline: any Pipeline, source: String, path: String, line: Int, documentation: String? = nil,
        properties: [String: Int] = [:]
    ) {
        self.pipeline = pipeline
        self.source = source
        self.documentation = documentation
        location = SourceLocation(file: path, line: line, column: 1)
        self.properties = properties.mapValues { SourceLocation(file: path, line: $0, column: 1) }
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
