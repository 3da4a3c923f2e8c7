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

    /// Of what the interpreter says: a line for each of a hundred thousand files.
    private static let outputLimit = 64 << 20

    /// Reads paths from standard input and prints `path NUL line NUL message NUL` for each that does not compile, and
    /// `done` at the end. The reason may be any: one that is nested too deep, or has a number that is too large, is as
    /// broken as any other.
    private static let program = """
        import sys
        for name in sys.stdin.buffer.read().split(b"\\0"):
            with open(name, "rb") as file:
                content = file.read()
            path = name.decode()
            try:
                compile(content, path, "exec", dont_inherit=True)
            except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError) as error:
                line = getattr(error, "lineno", None) or 0
                message = (getattr(error, "msg", None) or str(error) or type(error).__name__).replace("\\0", "")
                sys.stdout.buffer.write(f"{path}\\0{line}\\0{message}\\0".encode("utf-8", "replace"))
        sys.stdout.buffer.write(b"done")
        """

    func brokenFiles(of staged: Staged) throws -> [BrokenFile] {
        let changes = staged.gated.verified.changes
        let paths = changes.files.filter {
            $0.unchanged == nil && $0.entry.path.hasSuffix(".py") && $0.entry.kind.fileKind == .file
        }
        guard !paths.isEmpty else { return [] }
        var process = ProgramCall(
            program: python, arguments: ["-I", "-W", "ignore", "-c", Self.program], directory: staged.tree,
            input: Array(paths.map(\.entry.path).joined(separator: "\0").utf8), timeLimit: Self.timeLimit)
        process.errors = .apart
        process.outputLimit = Self.outputLimit
        let result = try runGate(process, called: python)
        guard result.ending == .exit(0) else {
            throw SyncError(
                .gateUnavailable, during: .gate, "\(python) failed (\(result.ending)): \(result.errors.suffix(1000))")
        }
        guard !result.isCut, let files = Self.files(in: result.output) else {
            let message =
                "\(python) did not say which files are broken: \(result.output.utf8.count) bytes of another form"
            throw SyncError(.gateUnavailable, during: .gate, message)
        }
        return files
    }

    /// What the program printed; nil when that is not what it prints.
    private static func files(in output: String) -> [BrokenFile]? {
        let fields = output.split(separator: "\0", omittingEmptySubsequences: false)
        guard fields.count % 3 == 1, fields.last == "done" else { return nil }
        var files: [BrokenFile] = []
        for index in stride(from: 0, to: fields.count - 1, by: 3) {
            guard let line = Int(fields[index + 1]) else { return nil }
            files.append(BrokenFile(path: String(fields[index]), line: line, message: String(fields[index + 2])))
        }
        return files
    }
}
