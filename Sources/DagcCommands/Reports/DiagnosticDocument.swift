import CodeModels
import Diagnostics

/// Findings for programs.
enum DiagnosticDocument {
    /// A list of objects with `code`, `severity`, `message`, `location`, `notes` and `fix`.
    static func json(_ diagnostics: [Diagnostic], relativeTo root: String) -> String {
        let list = diagnostics.map { diagnostic in
            Document.object([
                "code": .string(diagnostic.code.id),
                "severity": .string(diagnostic.severity.rawValue),
                "message": .string(diagnostic.message),
                "location": place(diagnostic.location, root),
                "notes": .array(
                    diagnostic.notes.map { ["message": .string($0.message), "location": place($0.location, root)] }),
                "fix": diagnostic.fix.map { .string($0) } ?? .null,
            ])
        }
        return text(.array(list))
    }

    /// SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
    ///
    /// A fix is a sentence and no replacement of text, so that it stands in the message and not among SARIF's `fixes`.
    ///
    /// - Parameters:
    ///   - version: of the tool.
    ///   - source: the lines of a file, or nil when it cannot be read; then a region has no end.
    static func sarif(
        _ diagnostics: [Diagnostic], relativeTo root: String, version: String, source: @escaping (String) -> [String]?
    ) -> String {
        let codes = Set(diagnostics.map(\.code)).sorted { $0.id < $1.id }
        let indices = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1.id, $0) })
        let places = SarifPlaces(root: root, source: source)
        return text([
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                [
                    "tool": [
                        "driver": ["name": "dagc", "version": .string(version), "rules": .array(codes.map(rule))]
                    ],
                    "columnKind": "unicodeCodePoints",
                    "results": .array(diagnostics.map { result($0, indices[$0.code.id] ?? 0, places) }),
                ]
            ],
        ])
    }

    private static func rule(_ code: DiagnosticCode) -> Document {
        [
            "id": .string(code.id), "shortDescription": ["text": .string(code.title)],
            "fullDescription": ["text": .string(code.cause)],
            "help": ["text": .string("Wrong:\n\(code.bad)\n\nRight:\n\(code.good)")],
            "defaultConfiguration": ["level": .string(code.severity.rawValue)],
        ]
    }

    private static func result(_ diagnostic: Diagnostic, _ rule: Int, _ places: SarifPlaces) -> Document {
        let sentence = diagnostic.message + (diagnostic.fix.map { "; \($0)" } ?? "")
        var result: DocumentObject = [
            "ruleId": .string(diagnostic.code.id), "ruleIndex": .int(rule),
            "level": .string(diagnostic.severity.rawValue), "message": ["text": .string(sentence)],
        ]
        if let location = diagnostic.location {
            result["locations"] = [["physicalLocation": places.physical(location)]]
        }
        let related = diagnostic.notes.compactMap { note in
            note.location.map { location -> Document in
                ["physicalLocation": places.physical(location), "message": ["text": .string(note.message)]]
            }
        }
        if !related.isEmpty { result["relatedLocations"] = .array(related) }
        return .object(result)
    }

    private static func place(_ location: SourceLocation?, _ root: String) -> Document {
        guard let location else { return .null }
        return [
            "file": .string(String(location.description(relativeTo: root).prefix { $0 != ":" })),
            "line": .int(location.line), "column": .int(location.column),
        ]
    }

    private static func text(_ document: Document) -> String {
        document.renderedJSON()
    }
}
