extension Document {
    /// The document as block-style YAML that every reader takes for the same document.
    ///
    /// Strings that some YAML version would read as something else (`on`, `012`, `12:30`, `2024-01-01`, `1e3`) are
    /// quoted; so is everything that is not a plain word, name or path. Texts of several lines are literal blocks.
    package func renderedYAML() -> String { String(decoding: yamlBytes(), as: UTF8.self) }

    /// ``renderedYAML()`` in UTF-8.
    package func yamlBytes() -> [UInt8] { YAMLRenderer.render(self) }
}

enum YAMLRenderer {
    static func render(_ document: Document) -> [UInt8] {
        YAMLWriter.render(document) ?? renderByLibrary(document)
    }

    static func renderByLibrary(_ document: Document) -> [UInt8] {
        let output = YAMLOutput()
        let emitter = YAMLEmitter(writingTo: output)
        emitter.start()
        append(document, to: emitter)
        emitter.end()
        return output.bytes
    }

    private static func append(_ document: Document, to emitter: borrowing YAMLEmitter) {
        switch document {
        case .null: emitter.scalar("null", style: .plain)
        case .bool(let value): emitter.scalar(value ? "true" : "false", style: .plain)
        case .int(let value): emitter.scalar(String(value), style: .plain)
        case .number(let value): emitter.scalar(YAMLScalar.number(value), style: .plain)
        case .string(let text): emitter.scalar(text, style: YAMLScalar.style(of: text, isKey: false))
        case .array(let elements):
            emitter.startSequence()
            for element in elements { append(element, to: emitter) }
            emitter.endSequence()
        case .object(let object):
            emitter.startMapping()
            for (key, value) in object.entries {
                emitter.scalar(key, style: YAMLScalar.style(of: key, isKey: true))
                append(value, to: emitter)
            }
            emitter.endMapping()
        }
    }
}
