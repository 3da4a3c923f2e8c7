/// Something that the author of a pipeline should change, and how.
package struct Diagnostic: Hashable, Sendable {
    /// A place that belongs to the finding without being its cause.
    package struct Note: Hashable, Sendable {
        package let message: String
        package let location: SourceLocation?

        package init(_ message: String, at location: SourceLocation? = nil) {
            self.message = message
            self.location = location
        }
    }

    package let code: DiagnosticCode
    /// One sentence that stands alone: lower case first, no final stop, names in backticks.
    package let message: String
    package let location: SourceLocation?
    package let notes: [Note]
    /// What to write instead, where that is known.
    package let fix: String?

    package init(
        _ code: DiagnosticCode, _ message: String, at location: SourceLocation?, notes: [Note] = [], fix: String? = nil
    ) {
        self.code = code
        self.message = message
        self.location = location
        self.notes = notes
        self.fix = fix
    }

    package var severity: Severity { code.severity }
}

/// How much a diagnostic weighs: an error stops the compilation, a warning does not.
package enum Severity: String, Hashable, Sendable {
    case error
    case warning
}

extension Diagnostic {
    /// The order in which people read them: by place, those without a place last, then by code.
    package static func readingOrder(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
        switch (left.location, right.location) {
        case (let first?, let second?) where first != second: first < second
        case (.some, nil): true
        case (nil, .some): false
        default: (left.code.id, left.message) < (right.code.id, right.message)
        }
    }
}
