import Foundation
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
        let expected =
            Alert.Condition.allCases.map(\.rawValue) + Alert.Event.allCases.map(\.rawValue)
            + FailureClass.allCases.map(\.rawValue)
        #expect(Set(headings.map { String($0.dropFirst(4)) }) == Set(expected))
    }

    @Test("explains every rule of the gate")
    func rules() throws {
        let page = try Self.page("RUNBOOK.md")
        for rule in Refusal.Rule.allCases { #expect(page.contains("**\(rule.rawValue)**")) }
    }

    static let gitSyncFlags = """
        add-user askpass-url cookie-file credential depth error-file exechook-backoff exechook-command exechook-timeout
        filter git git-config git-config-add git-gc github-app-application-id github-app-client-id
        github-app-installation-id github-app-private-key github-app-private-key-file github-base-url group-write help
        http-bind http-metrics http-pprof init-max-failures init-period link man max-failures one-time password-file
        period ref repo root sparse-checkout-file ssh-key-file ssh-known-hosts ssh-known-hosts-file
        stale-worktree-timeout submodules sync-on-signal sync-timeout touch-file username verbose version
        webhook-backoff webhook-method webhook-success-status webhook-timeout webhook-url
        """.split { $0 == " " || $0 == "\n" }.map(String.init)

    /// The rows of the table of flags, each as its cells.
    static func rows() throws -> [[String]] {
        try page("MIGRATION.md").split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
            line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }

    @Test("of the migration has a row for every flag of git-sync, and names tests that exist")
    func migration() throws {
        let rows = try Self.rows()
        let named = rows.flatMap { row in
            row[0].split(separator: "`").filter { $0.hasPrefix("--") }.map { String($0.dropFirst(2)) }
        }
        #expect(named.sorted() == Self.gitSyncFlags.sorted())
        let folder = "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/")
        for row in rows {
            let test = try #require(row.last).replacing("`", with: "").split(separator: ".")
            try #require(test.count == 2, "no test in \(row)")
            #expect(try text("\(folder)/\(test[0]).swift").contains("func \(test[1])("), "\(test)")
        }
    }

    @Test("of the migration promises no flag that the program does not have")
    func flags() async throws {
        let folder = try TemporaryDirectory()
        let daemon = try Daemon(["--help"], log: "\(folder.path)/log")
        let help = daemon.standardOutput()
        #expect(await daemon.exitCode() == 0)
        for row in try Self.rows() where row[1].hasPrefix("the same") {
            for flag in row[0].split(separator: "`") where flag.hasPrefix("--") {
                #expect(help.contains("\(flag)"), "\(flag)")
            }
        }
    }
}
