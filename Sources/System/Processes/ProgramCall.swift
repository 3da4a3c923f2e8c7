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
            errors: String(decoding: exchange.errors, as: UTF8.self))
    }
}

/// What goes to and comes from a child while it runs.
private struct Exchange {
    /// Input that is not written yet.
    var pending: ArraySlice<UInt8>
    let limit: Int
    private(set) var output: [UInt8] = []
    private(set) var errors: [UInt8] = []

    init(pending: ArraySlice<UInt8>, limit: Int) {
        self.pending = pending
        self.limit = limit
    }

    /// Goes on until the child closes what it writes to; what broke it off, or nil.
    mutating func run(
        with process: inout ChildProcess, until deadline: ContinuousClock.Instant?
    ) -> ProgramCall.Result.Ending? {
        if pending.isEmpty { process.closeInput() }
        var (readsOutput, readsErrors) = (true, process.errors >= 0)
        while readsOutput || readsErrors {
            if Task.isCancelled { return .cancelled }
            let left = deadline.map { ContinuousClock.now.duration(to: $0) } ?? .seconds(1)
            guard left > .zero else { return .timeLimit }
            // poll(2) ignores an entry whose descriptor is negative.
            var ends = [
                pollfd(fd: readsOutput ? process.output : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: readsErrors ? process.errors : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: process.input, events: Int16(POLLOUT), revents: 0),
            ]
            // Short waits, so that a cancellation is seen soon.
            guard poll(&ends, 3, Int32(min(left.inSeconds, 0.1) * 1000) + 1) > 0 else { continue }
            if ends[0].revents != 0 { readsOutput = Self.read(process.output, into: &output, limit) }
            if ends[1].revents != 0 { readsErrors = Self.read(process.errors, into: &errors, limit) }
            if ends[2].revents != 0 { write(to: &process) }
        }
        return nil
    }

    /// Keeps what is there to be read; false at the end.
    private static func read(_ descriptor: Int32, into kept: inout [UInt8], _ limit: Int) -> Bool {
        var chunk = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(descriptor, &chunk, chunk.count)
        if count > 0 { kept += chunk[..<min(count, limit - kept.count)] }
        return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN))
    }

    /// Writes some of the input; a child that reads no more gets none of it.
    private mutating func write(to process: inout ChildProcess) {
        let count = pending.withUnsafeBytes { Glibc.write(process.input, $0.baseAddress, $0.count) }
        if count >= 0 {
            pending = pending.dropFirst(count)
        } else if errno != EINTR && errno != EAGAIN {
            pending = []
        }
        if pending.isEmpty { process.closeInput() }
    }
}
