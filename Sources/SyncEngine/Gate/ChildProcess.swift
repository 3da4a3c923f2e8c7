internal import CShim
internal import Glibc
internal import Network

/// A program that is run to its end, within a time limit and with bounded output.
package struct ChildProcess: Sendable {
    /// Absolute path, or a name that is looked up in `PATH`.
    package var program: String
    package var arguments: [String] = []
    /// Added to the environment of this process.
    package var environment: [String: String] = [:]
    package var directory: String
    package var input: [UInt8] = []
    package var timeLimit: Duration

    package init(
        program: String, arguments: [String] = [], environment: [String: String] = [:], directory: String,
        input: [UInt8] = [], timeLimit: Duration
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
        /// The start of standard output and error together.
        package let output: String
    }

    /// Bytes of output that are kept; the rest is read and dropped.
    private static let outputLimit = 16384

    /// Runs the program and waits for it; blocks the calling thread. Its whole process group is killed when the time
    /// limit passes or the task is cancelled.
    package func run() throws(FileSystemError) -> Result {
        let pipes = try Pipes()
        let process = try spawn(pipes)
        let collected = collect(from: pipes, until: ContinuousClock.now + timeLimit)
        if collected.interruption != nil { kill(-process, SIGKILL) }
        let status = OwnProcesses.wait(for: process)
        // What the program left running in its group must not outlive it.
        kill(-process, SIGKILL)
        let signal = status & 0x7F
        let ending: Result.Ending = signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
        return Result(
            ending: collected.interruption ?? ending, output: String(decoding: collected.output, as: UTF8.self))
    }

    private func spawn(_ pipes: borrowing Pipes) throws(FileSystemError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, pipes.childInput, 0)
        posix_spawn_file_actions_adddup2(&actions, pipes.childOutput, 1)
        posix_spawn_file_actions_adddup2(&actions, pipes.childOutput, 2)
        cshim_spawn_in(&actions, directory)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var everySignal = sigset_t()
        var noSignal = sigset_t()
        sigfillset(&everySignal)
        sigemptyset(&noSignal)
        posix_spawnattr_setsigdefault(&attributes, &everySignal)
        posix_spawnattr_setsigmask(&attributes, &noSignal)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
        var process: pid_t = 0
        let words = CStrings([program] + arguments)
        let variables = CStrings(Self.merged(environment))
        var code: Int32 = 0
        OwnProcesses.start {
            code = posix_spawnp(&process, program, &actions, &attributes, words.pointers, variables.pointers)
            return code == 0 ? process : nil
        }
        guard code == 0 else { throw FileSystemError("run", program, code: code) }
        return process
    }

    private static func merged(_ added: [String: String]) -> [String] {
        var variables: [String] = []
        var cursor = environ
        while let entry = cursor.pointee {
            let text = String(cString: entry)
            let name = text.prefix { $0 != "=" }
            if added[String(name)] == nil { variables.append(text) }
            cursor += 1
        }
        return variables + added.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    }

    private func collect(
        from pipes: consuming Pipes, until deadline: ContinuousClock.Instant
    ) -> (output: [UInt8], interruption: Result.Ending?) {
        pipes.closeChildEnds()
        var output: [UInt8] = []
        var pending = input[...]
        if pending.isEmpty { pipes.closeInput() }
        while true {
            if Task.isCancelled { return (output, .cancelled) }
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else { return (output, .timeLimit) }
            // Short waits, so that a cancellation is seen soon.
            switch pipes.wait(milliseconds: Int32(min(left.inSeconds, 0.1) * 1000) + 1) {
            case .nothing: continue
            case .writable: pending = pipes.write(pending)
            case .readable:
                guard let bytes = pipes.read() else { return (output, nil) }
                output += bytes.prefix(Self.outputLimit - output.count)
            }
        }
    }
}

/// An array of C strings that ends with nil.
private struct CStrings: ~Copyable {
    let pointers: [UnsafeMutablePointer<CChar>?]

    init(_ strings: [String]) {
        var pointers: [UnsafeMutablePointer<CChar>?] = []
        for string in strings { pointers.append(strdup(string)) }
        self.pointers = pointers + [nil]
    }

    deinit { for pointer in pointers { free(pointer) } }
}
