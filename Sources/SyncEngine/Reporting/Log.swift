package import Documents
internal import Glibc

/// JSON lines on standard error: one object a line with `ts`, `level`, `msg` and the fields of the event.
package struct Log: Sendable {
    package enum Level: Int, Sendable, Comparable {
        case error = -2
        case warning = -1
        case info = 0
        /// Shown from `--verbose 1` on.
        case debug = 1

        package static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
    }

    package typealias Sink = @Sendable (String) -> Void

    private let verbosity: Int
    private let sink: Sink

    package init(verbosity: Int, sink: @escaping Sink = Log.standardError) {
        self.verbosity = verbosity
        self.sink = sink
    }

    package func write(_ level: Level, _ message: String, _ fields: [(String, Document)] = []) {
        guard level.rawValue <= verbosity else { return }
        var line: DocumentObject = [
            "ts": .string(Timestamp.now().rfc3339), "level": .string("\(level)"), "msg": .string(message),
        ]
        for (name, value) in fields { line[name] = value }
        sink(Document.object(line).compactJSON)
    }

    /// Writes a line in one call, so that lines of several threads never mix. A failure has nowhere to go.
    package static let standardError: Sink = { line in
        let bytes = Array((line + "\n").utf8)
        var offset = 0
        while offset < bytes.count {
            let count = bytes[offset...].withUnsafeBytes { Glibc.write(2, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            offset += count
        }
    }
}
