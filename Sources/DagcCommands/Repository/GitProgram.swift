import System

/// Git as it is installed here, asked for what it alone knows: its settings, its helpers, and the sources around a folder.
///
/// Nothing depends on its being there: without it there is no answer.
struct GitProgram {
    /// Where it is called.
    let folder: String
    /// Added to the environment of this process.
    var variables: [String: String] = [:]

    /// Long enough for a helper that asks a person.
    private static let timeLimit = Duration.seconds(120)

    /// What it writes, without the last newline; nil when it is not installed, or says no.
    func answer(_ arguments: String..., input: String = "") async -> String? {
        guard let ended = await run(arguments, input: input), ended.ending == .exit(0) else { return nil }
        return ended.output.hasSuffix("\n") ? String(ended.output.dropLast()) : ended.output
    }

    /// How it ends; nil when it is not installed or does not end by itself.
    func status(_ arguments: String...) async -> Int32? {
        guard case .exit(let status)? = await run(arguments, input: "")?.ending else { return nil }
        return status
    }

    private func run(_ arguments: [String], input: String) async -> ProgramCall.Result? {
        // Nobody sits at this program's input, and reading must not wait for another git's lock.
        let quiet = ["GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"]
        var call = ProgramCall(
            program: "git", arguments: arguments, environment: variables.merging(quiet) { _, quiet in quiet },
            directory: folder, input: Array(input.utf8), timeLimit: Self.timeLimit)
        call.errors = .apart
        call.outputLimit = 1 << 20
        do { return try await call.runApart() } catch {
            // It is not installed.
            return nil
        }
    }
}
