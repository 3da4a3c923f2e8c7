import BackendInterface
import CodeModels
import PipelineModel

extension Manifest {
    /// For a YAML file. No text may wait for a run.
    var document: Document { .object(fields.map { ($0.name, $0.value.document) }) }

    /// As a dictionary in which Airflow renders every text.
    var dictionary: PythonExpression {
        .dict(fields.map { .pair(.string($0.name), $0.value.dictionary) })
    }

    /// As an object of the Kubernetes client.
    ///
    /// Some operators render some fields; what they leave alone must not be escaped for them.
    func object(rendering isRendered: (PythonIdentifier, String) -> Bool = { _, _ in false }) -> PythonExpression {
        let arguments = fields.map { field in
            PythonArgument.keyword(
                Self.argument(field.name), field.value.object(isRendered: isRendered(type, field.name), isRendered))
        }
        return .call(.attribute(.imported("kubernetes.client", "models", as: "k8s"), type), arguments)
    }

    /// The client writes `mountPath` as `mount_path`.
    private static func argument(_ field: String) -> PythonIdentifier {
        var name = ""
        for character in field {
            if character.isUppercase { name += "_" }
            name += character.lowercased()
        }
        return PythonIdentifier(readingLike: name)
    }
}

extension Manifest.Value {
    fileprivate var document: Document {
        switch self {
        case .text(let text):
            guard let known = text.known else {
                preconditionFailure("a checked pod waits for no run, and `\(text)` does")
            }
            return .string(known)
        case .int(let number): return .int(number)
        case .flag(let flag): return .bool(flag)
        case .list(let values): return .array(values.map(\.document))
        case .map(let entries): return .object(entries.map { ($0.key, .string($0.value)) })
        case .object(let manifest): return manifest.document
        }
    }

    fileprivate var dictionary: PythonExpression {
        switch self {
        case .text(let text): JinjaText.python(text)
        case .int(let number): .int(number)
        case .flag(let flag): .bool(flag)
        case .list(let values): .list(values.map(\.dictionary))
        case .map(let entries): .dict(entries.map { .pair(.string($0.key), .literal($0.value)) })
        case .object(let manifest): manifest.dictionary
        }
    }

    fileprivate func object(
        isRendered: Bool, _ rendering: (PythonIdentifier, String) -> Bool
    ) -> PythonExpression {
        switch self {
        case .text(let text):
            guard !isRendered else { return JinjaText.python(text) }
            guard let known = text.known else {
                preconditionFailure("a checked pod waits for no run, and `\(text)` does")
            }
            return .string(known)
        case .int(let number): return .int(number)
        case .flag(let flag): return .bool(flag)
        case .list(let values): return .list(values.map { $0.object(isRendered: isRendered, rendering) })
        case .map(let entries): return .dict(entries.map { .pair(.string($0.key), .string($0.value)) })
        case .object(let manifest): return manifest.object(rendering: rendering)
        }
    }
}
