import System

/// A program that is run to its end while the platform is prepared or asked.
struct LocalProgram {
    /// The first is the program: an absolute path, or a name that is looked up in `PATH`.
    let words: [String]
    let directory: String
    var environment: [String: String] = [:]

    init(_ words: [String], in directory: String, adding environment: [String: String] = [:]) {
        self.words = words
        self.directory = directory
        self.environment = environment
    }

    struct Ended {
        /// Of a program that was ended by a signal, 128 and more, as the shell counts.
        let status: Int32
        let output: String
        let errors: String

        /// The end of all that it said.
        var lastWords: String { String((output + errors).suffix(2000)) }
    }

    /// - Throws: `ProcessError` when it cannot be started.
    func run() async throws -> Ended {
        var call = ProgramCall(
            program: words[0], arguments: Array(words.dropFirst()), environment: environment, directory: directory,
            timeLimit: nil)
        call.errors = .apart
        call.outputLimit = 1 << 20
        let result = try await call.runApart()
        let status: Int32 =
            switch result.ending {
            case .exit(let status): status
            case .signal(let signal): 128 + signal
            case .timeLimit, .cancelled: 128 + 15
            }
        return Ended(status: status, output: result.output, errors: result.errors)
    }
}
