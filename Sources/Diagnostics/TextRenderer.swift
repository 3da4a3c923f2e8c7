/// Diagnostics as people read them in a terminal, in the form that editors and CI systems know from compilers.
package struct TextRenderer: Sendable {
    private let root: String
    private let source: @Sendable (String) -> [String]?

    /// - Parameters:
    ///   - root: the folder off which paths are shortened.
    ///   - source: the lines of a file, or nil when it cannot be read; then no excerpt is shown.
    package init(root: String, source: @escaping @Sendable (String) -> [String]?) {
        self.root = root
        self.source = source
    }

    /// One block for each diagnostic, with an empty line between them.
    package func render(_ diagnostics: [Diagnostic]) -> String {
        // Of a line that holds a secret no other finding shows an excerpt either.
        let secret = Set(diagnostics.filter(\.code.isAboutSecrets).compactMap(\.location?.fileAndLine))
        return diagnostics.map { render($0, hiding: secret) }.joined(separator: "\n")
    }

    private func render(_ diagnostic: Diagnostic, hiding secret: Set<FileAndLine>) -> String {
        var text = line(
            diagnostic.severity.rawValue, "\(diagnostic.message) [\(diagnostic.code.id)]", at: diagnostic.location)
        if let location = diagnostic.location, !secret.contains(location.fileAndLine) { text += excerpt(at: location) }
        for note in diagnostic.notes { text += line("note", note.message, at: note.location) }
        if let fix = diagnostic.fix { text += "    fix: \(fix)\n" }
        return text
    }

    private func line(_ kind: String, _ message: String, at location: SourceLocation?) -> String {
        let place = location.map { $0.description(relativeTo: root) + ": " } ?? ""
        return "\(place)\(kind): \(message)\n"
    }

    private func excerpt(at location: SourceLocation) -> String {
        guard let lines = source(location.file), lines.indices.contains(location.line - 1) else {
            return ""
        }
        let indent = String(repeating: " ", count: max(0, location.column - 1))
        return "    \(lines[location.line - 1])\n    \(indent)^\n"
    }
}

private struct FileAndLine: Hashable {
    let file: String
    let line: Int
}

extension SourceLocation {
    fileprivate var fileAndLine: FileAndLine { FileAndLine(file: file, line: line) }
}

extension [Diagnostic] {
    /// `2 errors, 1 warning`.
    package var summary: String {
        let errors = count { $0.severity == .error }
        let warnings = count - errors
        let parts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }
        return parts.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }.joined(separator: ", ")
    }
}
