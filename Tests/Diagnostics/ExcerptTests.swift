import Diagnostics
import Testing

/// What is shown of a source beside a finding.
@Suite struct ExcerptTests {
    private static let source = ["let a = 1", #"Bash("a", "curl -u shop:S3cretPass99x https://example.com")"#]

    @Test func `a line is shown, and no line that holds a secret, whatever else is wrong with it`() {
        let renderer = TextRenderer(root: "/p") { _ in Self.source }
        func at(_ line: Int) -> Diagnostics.SourceLocation {
            Diagnostics.SourceLocation(file: "/p/a.swift", line: line, column: 5)
        }
        let text = renderer.render([
            Diagnostic(.unknownVariable, "the first", at: at(1)), Diagnostic(.literalSecret, "a secret", at: at(2)),
            Diagnostic(.unknownVariable, "the other", at: at(2)),
        ])
        #expect(text.contains("let a = 1"))
        #expect(text.contains("a.swift:2:5: error: a secret [DAGC100]") && text.contains("the other"))
        #expect(!text.contains("S3cretPass99x"))
    }
}
