/// All findings of one run, collected so that nobody mends them one compilation at a time.
package struct DiagnosticReport: Sendable {
    package private(set) var diagnostics: [Diagnostic] = []
    private var known: Set<Diagnostic> = []

    package init() {}

    package mutating func add(_ diagnostic: Diagnostic) {
        if known.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
    }

    package mutating func add(
        _ code: DiagnosticCode, _ message: String, at location: SourceLocation?, notes: [Diagnostic.Note] = [],
        fix: String? = nil
    ) {
        add(Diagnostic(code, message, at: location, notes: notes, fix: fix))
    }

    package mutating func merge(_ other: DiagnosticReport) {
        for diagnostic in other.diagnostics { add(diagnostic) }
    }

    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    package var sorted: [Diagnostic] { diagnostics.sorted(by: Diagnostic.readingOrder) }
}
