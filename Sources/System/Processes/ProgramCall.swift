internal import Glibc

/// A program that is run to its end, within a time limit and with bounded output.
package struct ProgramCall: Sendable {
    /// Absolute path, or a name that is looked up in `PATH`.
    package var program: String
    package var arguments: [String] = []
    /// Added to the environment of this process.
    package var environment: [String: String] = [:]
    package var directory: String
    package var input: [UInt8] = []
    /// nil for a program that may take as long as it needs.
    package var timeLimit: Duration?
    /// Where standard error goes.
    package var errors: ChildProcess.Errors = .withOutput
    /// Bytes of output, and of errors, that are kept; the rest is read and dropped.
    package var outputLimit = 16384

    package init(
        program: String, arguments: [String] = [], environment: [String: String] = [:], directory: String,
        input: [UInt8] = [], timeLimit: Duration?
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.directory = directory
        self.input = input
        self.timeLimit = timeLimit
    }

    /// How a program ended.
    package struct Result: Sendable {
        package enum Ending: Sendable, Equatable {
            case exit(Int32)
            case signal(Int32)
            case timeLimit
            case cancelled
        }

        package let ending: Ending
        /// The start of standard output, and of standard error where both go together.
        package let output: String
        /// The start of standard error where it goes apart.
        package let errors: String
        /// Whether the program said more than was kept.
        package let isCut: Bool
    }

    /// Runs the program and waits for it; blocks the calling thread. Its whole process group is killed when the time
    /// limit passes or the task is cancelled, and so is what it left running there.
    package func run() throws(ProcessError) -> Result {
        var process = try ChildProcess(
            [program] + arguments, environment: environment, directory: directory, errors: errors)
        var exchange = Exchange(pending: input[...], limit: outputLimit)
        let interruption = exchange.run(with: &process, until: timeLimit.map { ContinuousClock.now + $0 })
        if interruption != nil { process.kill() }
        let status = process.wait()
        let signal = status & 0x7F
        let ending: Result.Ending = signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
        return Result(
            ending: interruption ?? ending, output: String(decoding: exchange.output, as: UTF8.self),
            errors: String(decoding: exchange.errors, as: UTF8.self), isCut: exchange.isCut)
    }
}

/// What goes to and comes from a child while it runs.
private struct Exchange {
    /// Input that is not written yet.
    var pending: ArraySlice<UInt8>
    let limit: Int
    private(set) var output: [UInt8] = []
    private(set) var errors: [UInt8] = []
    /// Whether there was more of one of them than the limit.
    private(set) var isCut = false
    private var readsOutput = true
    private var readsErrors = true

    /// The longest wait, so that a cancellation is seen soon.
    private static let longestPause = Duration.milliseconds(100)

    init(pending: ArraySlice<UInt8>, limit: Int) {
        self.pending = pending
        self.limit = limit
    }

    /// Goes on until the child has ended, which it may do long after it closed its files, or long before what it started
    /// does; what broke it off, or nil.
    mutating func run(
        with process: inout ChildProcess, until deadline: ContinuousClock.Instant?
    ) -> ProgramCall.Result.Ending? {
        if pending.isEmpty { process.closeInput() }
        readsErrors = process.errors >= 0
        var pause = Duration.milliseconds(1)
        // More than a full pipe (pipe(7)): what the program left running may go on to write.
        var lastReads = 16
        while true {
            // Asked before the files are read, so that nothing of what it said last is missed.
            let hasEnded = process.hasEnded
            let hasMoved = move(process: &process)
            if hasEnded {
                lastReads -= 1
                guard hasMoved, lastReads > 0 else { return nil }
            }
            if Task.isCancelled { return .cancelled }
            let left = deadline.map { ContinuousClock.now.duration(to: $0) } ?? Self.longestPause
            guard left > .zero else { return .timeLimit }
            guard !hasMoved else {
                pause = .milliseconds(1)
                continue
            }
            // No file says that a child has ended, so that the waits for it grow from short ones.
            wait(for: process, atMost: min(left, pause))
            pause = min(pause * 2, Self.longestPause)
        }
    }

    /// Reads and writes what can be at once; whether anything was.
    private mutating func move(process: inout ChildProcess) -> Bool {
        var hasMoved = false
        if readsOutput { hasMoved = read(process.output, into: \.output, while: \.readsOutput) }
        if readsErrors { hasMoved = read(process.errors, into: \.errors, while: \.readsErrors) || hasMoved }
        if !pending.isEmpty { hasMoved = write(to: &process) || hasMoved }
        return hasMoved
    }

    private func wait(for process: borrowing ChildProcess, atMost limit: Duration) {
        // poll(2) ignores an entry whose descriptor is negative.
        var ends = [
            pollfd(fd: readsOutput ? process.output : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: readsErrors ? process.errors : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: process.input, events: Int16(POLLOUT), revents: 0),
        ]
        poll(&ends, 3, Int32(limit.inSeconds * 1000) + 1)
    }

    /// Keeps what is there to be read, and notes the end, which mostly is that of the program too; whether there was either.
    private mutating func read(
        _ descriptor: Int32, into kept: WritableKeyPath<Exchange, [UInt8]>,
        while isOpen: WritableKeyPath<Exchange, Bool>
    ) -> Bool {
        var chunk = [UInt8](repeating: 0, count: 16384)
        let count = Glibc.read(descriptor, &chunk, chunk.count)
        guard count > 0 else {
            if count < 0, errno == EINTR || errno == EAGAIN { return false }
            self[keyPath: isOpen] = false
            return true
        }
        let room = limit - self[keyPath: kept].count
        if count > room { isCut = true }
        self[keyPath: kept] += chunk[..<min(count, room)]
        return true
    }

    /// Writes some of the input, if there is room for it; a child that reads no more gets none of it.
    private mutating func write(to process: inout ChildProcess) -> Bool {
        let count = pending.withUnsafeBytes { Glibc.write(process.input, $0.baseAddress, $0.count) }
        if count >= 0 {
            pending = pending.dropFirst(count)
        } else if errno != EINTR && errno != EAGAIN {
            pending = []
        }
        if pending.isEmpty { process.closeInput() }
        return count > 0
    }
}
