import CommandLine
import Diagnostics

/// `dagc explain`: what a code means, why it is wrong and how it is said right.
struct ExplainCommand: Command {
    static let syntax = CommandSyntax(
        "dagc explain", "Explain a diagnostic code",
        positionals: [Positional("CODE", isRequired: false, "such as DAGC001; without one all codes are listed")])

    static func run(_ arguments: ParsedArguments, _ context: CommandContext) async throws -> ExitCode {
        guard let wanted = arguments.positionals.first else {
            let rows = DiagnosticCode.all.map { [$0.id, $0.severity.rawValue, $0.title] }
            context.console.print(TextTable.render(rows))
            return .success
        }
        guard let code = DiagnosticCode.all.first(where: { $0.id == wanted.uppercased() }) else {
            context.console.complain("error: there is no code `\(wanted)`; `dagc explain` lists them")
            return .failure
        }
        context.console.print(page(for: code))
        return .success
    }

    private static func page(for code: DiagnosticCode) -> String {
        """
        \(code.id): \(code.title) (\(code.severity.rawValue))

        \(code.cause)

        Wrong:

        \(indented(code.bad))

        Right:

        \(indented(code.good))

        \(suppression(of: code))
        """
    }

    private static func suppression(of code: DiagnosticCode) -> String {
        guard code.isSuppressible else { return "This error cannot be suppressed." }
        return """
            Where it does not matter: `.suppressing(.\(code.id), because: "…")` on a task, or
            `.suppress(.\(code.id), because: "…")` among the `suppressions` of a pipeline.
            """
    }

    private static func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }.joined(separator: "\n")
    }
}
