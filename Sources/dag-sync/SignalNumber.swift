import CommandLine
import Glibc

/// A signal by name, with or without SIG, or by number: what `--sync-on-signal` takes.
struct SignalNumber: ArgumentValue {
    static let placeholder = "SIGNAL"
    let value: Int32

    private static let names: [(String, Int32)] = [
        ("HUP", SIGHUP), ("USR1", SIGUSR1), ("USR2", SIGUSR2), ("ALRM", SIGALRM), ("CONT", SIGCONT),
        ("WINCH", SIGWINCH), ("URG", SIGURG), ("IO", SIGIO), ("VTALRM", SIGVTALRM), ("QUIT", SIGQUIT),
    ]

    init(argument: String) throws(InvalidArgument) {
        let name = argument.uppercased()
        let number = Int32(argument)
        let known = Self.names.first { "SIG\($0.0)" == name || $0.0 == name || $0.1 == number }
        guard let known else {
            throw InvalidArgument("expected one of \(Self.names.map(\.0).joined(separator: ", ")), or its number")
        }
        value = known.1
    }

    var argument: String { Self.names.first { $0.1 == value }.map { "SIG\($0.0)" } ?? String(value) }
}
