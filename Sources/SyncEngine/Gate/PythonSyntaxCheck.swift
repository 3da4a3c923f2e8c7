internal import Git
import System

/// A Python file that does not compile.
struct BrokenFile: Sendable, Equatable {
    let path: String
    let line: Int
    let message: String

    var refusal: Refusal { Refusal(.syntax, "\(path):\(line)", message) }
}

/// Whether changed Python files can be compiled. Nothing is imported or run, and no byte code is written.
struct PythonSyntaxCheck {
    let python: String

    private static let timeLimit = Duration.seconds(60)

    /// Reads paths from standard input and prints `path NUL line NUL message NUL` for each that does not compile.
    private static let program = """
        import sys
        for path in sys.stdin.buffer.read().decode().split("\\0"):
            try:
                with open(path, "rb") as file:
                    compile(file.read(), path, "exec", dont_inherit=True)
            except (SyntaxError, ValueError) as error:
                line = getattr(error, "lineno", None) or 0
                message = getattr(error, "msg", None) or str(error)
                sys.stdout.write(f"{path}\\0{line}\\0{message}\\0")
        """

    func brokenFiles(of staged: Staged) throws -> [BrokenFile] {
        let changes = staged.gated.verified.changes
        let paths = changes.files.filter {
            $0.unchanged == nil && $0.entry.path.hasSuffix(".py") && $0.entry.kind.fileKind == .file
        }
        guard !paths.isEmpty else { return [] }
        let process = ProgramCall(
            program: python, arguments: ["-I", "-W", "ignore", "-c", Self.program], directory: staged.tree,
            input: Array(paths.map(\.entry.path).joined(separator: "\0").utf8), timeLimit: Self.timeLimit)
        let result = try runGate(process, called: python)
        guard result.ending == .exit(0) else {
            throw SyncError(.gateUnavailable, during: .gate, "\(python) failed: \(result.output)")
        }
        let fields = result.output.split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
        return stride(from: 0, to: fields.count - 2, by: 3).map { index in
            BrokenFile(path: fields[index], line: Int(fields[index + 1]) ?? 0, message: fields[index + 2])
        }
    }
}
