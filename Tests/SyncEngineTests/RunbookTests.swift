import SyncEngine
import Testing

@Suite("The runbook")
struct RunbookTests {
    static func page(_ name: String) throws -> String {
        let sources = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return try text("/\(sources)/sync/\(name)")
    }

    @Test("has an entry for every class of failure and every alert")
    func entries() throws {
        let headings = try Self.page("RUNBOOK.md").split(whereSeparator: \.isNewline).filter { $0.hasPrefix("### ") }
        let expected = Alert.Kind.allCases.map(\.rawValue) + FailureClass.allCases.map(\.rawValue)
        #expect(Set(headings.map { String($0.dropFirst(4)) }) == Set(expected))
    }

    @Test("explains every rule of the gate")
    func rules() throws {
        let page = try Self.page("RUNBOOK.md")
        for rule in Refusal.Rule.allCases { #expect(page.contains("**\(rule.rawValue)**")) }
    }
}
