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
    static func sarif(_ diagnostics: [Diagnostic], relativeTo root: String) -> String {
        let rules = Set(diagnostics.map(\.code)).sorted { $0.id < $1.id }.map { code in
            Document.object([
                "id": .string(code.id), "shortDescription": ["text": .string(code.title)],
                "fullDescription": ["text": .string(code.cause)],
            ])
        }
        return text([
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                [
                    "tool": ["driver": ["name": "dagc", "rules": .array(rules)]],
                    "results": .array(diagnostics.map { result($0, root) }),
                ]
            ],
        ])
    }

    private static func result(_ diagnostic: Diagnostic, _ root: String) -> Document {
        let sentence = diagnostic.message + (diagnostic.fix.map { "; \($0)" } ?? "")
        var result: DocumentObject = [
            "ruleId": .string(diagnostic.code.id), "level": .string(diagnostic.severity.rawValue),
            "message": ["text": .string(sentence)],
        ]
        if let location = diagnostic.location {
            let path = String(location.description(relativeTo: root).prefix { $0 != ":" })
            result["locations"] = [
                [
                    "physicalLocation": [
                        "artifactLocation": ["uri": .string(path)],
                        "region": ["startLine": .int(location.line), "startColumn": .int(location.column)],
                    ]
                ]
            ]
        }
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
