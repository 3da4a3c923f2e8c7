import CodeModels
import Diagnostics
import Testing

@testable import DagcCommands

/// Findings as other programs read them.
@Suite struct SarifTests {
    private let document: Document

    init() throws {
        let lines = ["let é = 1", "    try load.timeout(.seconds(0))  // é"]
        let findings = [
            Diagnostic(
                .badRetry, "it times out", at: SourceLocation(file: "/src/a b.swift", line: 2, column: 9),
                notes: [
                    Diagnostic.Note("here", at: SourceLocation(file: "/src/a b.swift", line: 1, column: 8)),
                    Diagnostic.Note("nowhere"),
                ], fix: "name a time"),
            Diagnostic(
                .isolatedTask, "it stands alone", at: SourceLocation(file: "/other/c.swift", line: 7, column: 1)),
            Diagnostic(.unknownPool, "it has no place", at: nil),
        ]
        let text = DiagnosticDocument.sarif(findings, relativeTo: "/src", version: "1.2") { path in
            path == "/src/a b.swift" ? lines : nil
        }
        document = try JSONParser.parse(Array(text.utf8))
    }

    @Test func `the tool says its name, its version and the rules that were broken`() throws {
        let driver = try #require(run["tool"]?["driver"])
        #expect(driver["name"] == "dagc" && driver["version"] == "1.2")
        let rules = try #require(driver["rules"]?.array)
        #expect(rules.compactMap { $0["id"]?.string } == ["DAGC006", "DAGC052", "DAGC060"])
        #expect(rules.compactMap { $0["defaultConfiguration"]?["level"]?.string } == ["warning", "error", "error"])
        #expect(results.compactMap { $0["ruleIndex"]?.int } == [1, 0, 2])
    }

    @Test func `a place has its line, its columns in characters, and a path that is a URI`() throws {
        let place = try #require(results[0]["locations"]?.array?.first?["physicalLocation"])
        #expect(place["artifactLocation"]?["uri"] == "a%20b.swift")
        #expect(place["region"] == ["startLine": 2, "startColumn": 9, "endColumn": 21])
        let other = try #require(results[1]["locations"]?.array?.first?["physicalLocation"])
        #expect(other["artifactLocation"]?["uri"] == "file:///other/c.swift")
        #expect(other["region"] == ["startLine": 7, "startColumn": 1])
        #expect(results[2]["locations"] == nil)
    }

    @Test func `notes with a place are related locations, and the fix stands in the message`() throws {
        let related = try #require(results[0]["relatedLocations"]?.array)
        #expect(related.count == 1 && related[0]["message"]?["text"] == "here")
        #expect(related[0]["physicalLocation"]?["region"] == ["startLine": 1, "startColumn": 7, "endColumn": 8])
        #expect(results[0]["message"]?["text"] == "it times out; name a time")
    }

    private var run: Document { document["runs"]?.array?.first ?? .null }
    private var results: [Document] { run["results"]?.array ?? [] }
}

extension Document {
    fileprivate var array: [Document]? {
        if case .array(let items) = self { items } else { nil }
    }

    fileprivate var int: Int? {
        if case .int(let number) = self { number } else { nil }
    }
}
