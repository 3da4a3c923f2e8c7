package import CodeModels
package import Hashing
package import Workspace

extension Artifact {
    /// A file that a backend makes. `path` is made of ids that were checked, so it is always allowed.
    package init(
        _ path: String, bytes: [UInt8], by backend: some Backend, from source: String, model: SHA256Digest? = nil
    ) {
        self.init(path: ArtifactPath(path), bytes: bytes, backend: backend.name, source: source, model: model)
    }

    /// A JSON file that a backend makes.
    package init(_ path: String, json document: Document, by backend: some Backend, from source: String) {
        self.init(path, bytes: document.jsonBytes(), by: backend, from: source)
    }

    /// A YAML file that a backend makes.
    package init(_ path: String, yaml document: Document, by backend: some Backend, from source: String) {
        self.init(path, bytes: document.yamlBytes(), by: backend, from: source)
    }
}

extension Document {
    /// A list of texts.
    package static func strings(_ texts: [String]) -> Document { .array(texts.map { .string($0) }) }

    /// A number that a person wrote in decimal digits.
    package static func decimal(_ digits: String) -> Document {
        guard let number = DocumentNumber(digits) else { preconditionFailure("`\(digits)` is made of digits") }
        return .number(number)
    }
}
