internal import Foundation

/// Writes a list of what sources declare, so that nobody keeps one by hand.
///
/// `PipelineRegistry --list checks|backendChecks|codes|fixtures --output FILE SOURCE…`
package enum DeclarationList: String {
    /// Types that are a `Check` of a project.
    case checks
    /// The same in a module that takes checks from the compiler.
    case backendChecks
    /// `DiagnosticCode`s, as they are declared.
    case codes
    /// Types that are a `DiagnosticFixture`.
    case fixtures

    static func run(_ arguments: ArraySlice<String>) -> Int32 {
        guard let list = arguments.first.flatMap(DeclarationList.init), arguments.dropFirst().first == "--output",
            let output = arguments.dropFirst(2).first
        else {
            PipelineList.report(
                "usage: PipelineRegistry --list checks|backendChecks|codes|fixtures --output FILE SOURCE…")
            return 64
        }
        do {
            let sources = try arguments.dropFirst(3).map { try String(contentsOfFile: $0, encoding: .utf8) }
            try PipelineList.write(list.text(sources), to: output)
            return 0
        } catch {
            PipelineList.report("error: the \(list) could not be listed: \(error.localizedDescription)")
            return 1
        }
    }

    /// The text of a generated file, in the order of the names.
    func text(_ sources: [String]) -> String {
        let names = sources.flatMap { self.names(in: SwiftTokens.read($0)) }.sorted()
        switch self {
        case .backendChecks: return "import Compiler\n\n" + DeclarationList.checks.text(sources)
        case .checks: return Self.list("let allChecks: [any Check.Type]", names.map { "\($0).self" })
        case .fixtures: return Self.list("let allFixtures: [any DiagnosticFixture.Type]", names.map { "\($0).self" })
        case .codes:
            return "extension DiagnosticCode {\n"
                + Self.list("static let declared: [DiagnosticCode]", names.map { ".\($0)" }) + "}\n"
        }
    }

    private static func list(_ declaration: String, _ members: [String]) -> String {
        "// Written by the build.\n\(declaration) = [\n\(members.map { "    \($0),\n" }.joined())]\n"
    }

    private func names(in tokens: [SwiftToken]) -> [String] {
        switch self {
        case .checks, .backendChecks: Self.types(in: tokens, conformingTo: "Check")
        case .fixtures: Self.types(in: tokens, conformingTo: "DiagnosticFixture")
        case .codes: Self.constants(in: tokens, of: "DiagnosticCode")
        }
    }

    private static func types(in tokens: [SwiftToken], conformingTo name: String) -> [String] {
        tokens.indices.compactMap { index in
            guard tokens[index].depth == 0, ["struct", "enum"].contains(tokens[index].text), index + 1 < tokens.count,
                tokens[index + 1].text != name
            else { return nil }
            let head = tokens[(index + 2)...].prefix { $0.text != "{" }.map(\.text)
            return head.contains(name) ? tokens[index + 1].text : nil
        }
    }

    /// `static let name = Type(`
    private static func constants(in tokens: [SwiftToken], of type: String) -> [String] {
        tokens.indices.dropLast(5).compactMap { index in
            let words = tokens[index..<index + 6].map(\.text)
            return words == ["static", "let", words[2], "=", type, "("] ? words[2] : nil
        }
    }
}
