package import CodeModels
package import Hashing

/// The list of generated files in an output folder: what belongs to the compiler there, and what it looked like.
///
/// The manifest does not list itself.
package struct Manifest: Equatable, Sendable {
    /// A generated file as it was written.
    package struct Entry: Equatable, Sendable {
        package let digest: SHA256Digest
        package let origin: ArtifactOrigin
    }

    package static let path: ArtifactPath = "manifest.json"
    private static let version = 1
    private static let generator = "dagc"

    package let files: [ArtifactPath: Entry]

    /// A manifest without files.
    package static let empty = Manifest(files: [:])

    private init(files: [ArtifactPath: Entry]) { self.files = files }

    /// The manifest of a compilation.
    package init(_ artifacts: ArtifactSet) {
        let entries = artifacts.artifacts.map {
            ($0.path, Entry(digest: SHA256.digest(of: $0.bytes), origin: $0.origin))
        }
        files = Dictionary(uniqueKeysWithValues: entries)
    }

    /// The bytes of `manifest.json`.
    package func render() -> String {
        var entries = DocumentObject()
        for (path, entry) in files.sorted(by: { $0.key < $1.key }) {
            var fields: DocumentObject = [
                "sha256": .string(entry.digest.description),
                "backend": .string(entry.origin.backend),
                "source": .string(entry.origin.source),
            ]
            if let model = entry.origin.model { fields["model"] = .string(model.description) }
            entries[path.text] = .object(fields)
        }
        let document: Document = [
            "version": .int(Manifest.version),
            "generator": .string(Manifest.generator),
            "files": .object(entries),
        ]
        return document.renderedJSON()
    }

    /// The digest of the manifest, and so of every file that it names.
    package var digest: SHA256Digest { SHA256.digest(of: Array(render().utf8)) }

    /// The manifest that the bytes of `manifest.json` are.
    package init(parsing bytes: [UInt8]) throws(ManifestError) {
        let document: Document
        do {
            document = try JSONParser.parse(bytes)
        } catch {
            throw .notJSON(error)
        }
        guard document["version"] == .int(Manifest.version) else { throw .unknownVersion }
        guard case .object(let entries)? = document["files"] else { throw .missing("files") }
        var files: [ArtifactPath: Entry] = [:]
        for (name, value) in entries.entries {
            guard let path = ArtifactPath(checking: name), path != Manifest.path else { throw .forbiddenPath(name) }
            files[path] = try Manifest.entry(value, of: name)
        }
        self.files = files
    }

    private static func entry(_ document: Document, of path: String) throws(ManifestError) -> Entry {
        guard let digest = document["sha256"]?.string.flatMap({ SHA256Digest(hexadecimal: $0) }) else {
            throw .missing("sha256 of \(path)")
        }
        guard let backend = document["backend"]?.string else { throw .missing("backend of \(path)") }
        guard let source = document["source"]?.string else { throw .missing("source of \(path)") }
        let model = document["model"]?.string.flatMap { SHA256Digest(hexadecimal: $0) }
        if document["model"] != nil && model == nil { throw .missing("model of \(path)") }
        return Entry(digest: digest, origin: ArtifactOrigin(backend: backend, source: source, model: model))
    }
}

/// Why a file is no manifest.
package enum ManifestError: Error, Equatable, CustomStringConvertible {
    case notJSON(JSONSyntaxError)
    /// Written by a newer compiler, or not by one at all.
    case unknownVersion
    /// A field is not there or not what it should be.
    case missing(String)
    /// A path that leads out of the folder or that no file can have.
    case forbiddenPath(String)

    package var description: String {
        switch self {
        case .notJSON(let error): "not JSON: \(error)"
        case .unknownVersion: "its version is not 1; use the dagc that wrote it"
        case .missing(let field): "the \(field) is missing or malformed"
        case .forbiddenPath(let path): "the path \"\(path)\" is not allowed"
        }
    }
}
