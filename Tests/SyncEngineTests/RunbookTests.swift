import CommandLine
import Foundation
import SyncEngine
import TestSupport
import Testing

@testable import dag_sync

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

    /// What the program says, as a table that the page has to hold.
    static var classes: String {
        let rows = FailureClass.allCases.map { "| \($0.rawValue) | \($0.meaning) | \($0.advice) |" }
        return (["| class | what happened | what to do first |", "|---|---|---|"] + rows).joined(separator: "\n")
    }

    @Test("says of every class of failure what the program says")
    func classTable() throws {
        #expect(try Self.page("RUNBOOK.md").contains(Self.classes), "the page has to hold:\n\(Self.classes)")
    }

    @Test("explains every rule of the gate")
    func rules() throws {
        let page = try Self.page("RUNBOOK.md")
        for rule in Refusal.Rule.allCases { #expect(page.contains("**\(rule.rawValue)**")) }
    }

    /// What git-sync takes: the name of each flag with its variables.
    static func gitSyncFlags() throws -> [(name: String, variables: [String])] {
        let folder = "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/")
        return try text("\(folder)/git-sync-flags.txt").split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
            line in
            let words = line.split(separator: " ").map(String.init)
            return (words[0], Array(words.dropFirst()))
        }
    }

    /// Flags of git-sync 3, which the page names below its table.
    static let deprecated: Set = [
        "branch", "change-permissions", "dest", "max-sync-failures", "password", "rev", "ssh", "sync-hook-command",
        "timeout", "v", "wait",
    ]
    /// What is refused by its name, since nothing could act on it.
    static let refused: Set = ["change-permissions", "git-config", "git-config-add", "password"]

    @Test("of the migration takes every flag and variable that git-sync has, or refuses it by its name")
    func everyFlag() throws {
        let options = SyncOptions.all.map(\.declaration)
        let known = Set(options.map(\.name) + ["help", "version"])
        let variables = Set(options.flatMap(\.environment))
        for (name, names) in try Self.gitSyncFlags() {
            let given = DeprecatedNames(["--\(name)", "1"], environment: [:])
            let understood = given.words != ["--\(name)", "1"] || !given.warnings.isEmpty || known.contains(name)
            #expect(understood || Self.refused.contains(name), "--\(name)")
            for variable in names where !Self.refused.contains(name) || name == "password" {
                let given = DeprecatedNames([], environment: [variable: "1"])
                #expect(given.environment[variable] == nil || variables.contains(variable), "$\(variable)")
            }
        }
    }

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
        let flags = try Self.gitSyncFlags().map(\.name)
        #expect(named.sorted() == flags.filter { !Self.deprecated.contains($0) }.sorted())
        let page = try Self.page("MIGRATION.md")
        for flag in Self.deprecated { #expect(page.contains("`--\(flag)"), "--\(flag)") }
        let folder = "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/")
        for row in rows {
            let test = try #require(row.last).replacing("`", with: "").split(separator: ".")
            try #require(test.count == 2, "no test in \(row)")
            #expect(try text("\(folder)/\(test[0]).swift").contains("func \(test[1])("), "\(test)")
        }
    }

    @Test("of the migration promises no flag that the program does not have")
    func flags() async throws {
        let folder = try TemporaryFolder()
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
