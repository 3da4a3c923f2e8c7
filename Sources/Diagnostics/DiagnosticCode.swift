/// A kind of finding: its stable number, its weight and the page that `dagc explain` shows.
///
/// A number is never used again for something else, since suppressions and search results refer to it.
package struct DiagnosticCode: Hashable, Sendable {
    /// `DAGC` and three digits.
    package let id: String
    package let severity: Severity
    /// A short name for lists, such as `dependency cycle`.
    package let title: String
    /// Whether what the model names is there, once and of the right kind, all the same. Then targets can be asked what
    /// they cannot do with the rest.
    package let leavesModelSound: Bool
    /// Whether it can be suppressed with a reason: a warning, or an error that is the language's own rule, where what runs
    /// the pipelines takes it.
    package let isSuppressible: Bool
    /// Whether the line of the source that it is about holds what no terminal and no log may show.
    package let isAboutSecrets: Bool
    /// Why it is wrong and what Airflow would do.
    package let cause: String
    /// The smallest declaration that gets it.
    package let bad: String
    /// The same declaration, mended.
    package let good: String

    package init(
        _ id: String, _ severity: Severity, _ title: String, leavesModelSound: Bool = false,
        isSuppressible: Bool = false, isAboutSecrets: Bool = false, cause: String, bad: String, good: String
    ) {
        self.id = id
        self.severity = severity
        self.title = title
        self.leavesModelSound = leavesModelSound || severity == .warning
        self.isSuppressible = isSuppressible || severity == .warning
        self.isAboutSecrets = isAboutSecrets
        self.cause = cause
        self.bad = bad
        self.good = good
    }

    package static func == (left: DiagnosticCode, right: DiagnosticCode) -> Bool { left.id == right.id }

    package func hash(into hasher: inout Hasher) { hasher.combine(id) }

    /// Every code, in the order of its number. `dagc explain` and the catalogue's tests read this list.
    package static let all: [DiagnosticCode] = declared.sorted { $0.id < $1.id }
}
