package struct ArtifactPath: Hashable, Sendable { package let text: String; package init(_ t: String) { text = t } }
package struct Artifact: Sendable {
    package let path: ArtifactPath; package let bytes: [UInt8]; package let backend: String; package let source: String
    package init(path: ArtifactPath, bytes: [UInt8], backend: String, source: String) {
        self.path = path; self.bytes = bytes; self.backend = backend; self.source = source
    }
    package init(path: ArtifactPath, text: String, backend: String, source: String) {
        self.init(path: path, bytes: Array(text.utf8), backend: backend, source: source)
    }
}
package struct ArtifactSet: Sendable {
    package let artifacts: [Artifact]; package init(_ a: [Artifact]) { artifacts = a }
}
