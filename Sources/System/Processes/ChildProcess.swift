internal import CSystem
internal import Glibc

/// A child process in a process group of its own, with pipes to its standard files.
///
/// However its owner ends, the group is killed and the child is reaped.
package struct ChildProcess: ~Copyable {
    /// Where its standard error goes.
    package enum Errors: Sendable {
        /// To a pipe of its own.
        case apart
        /// To that of the output.
        case withOutput
    }

    /// The parent's ends of the pipes, which do not block; -1 for one that is closed or that is not there.
    package private(set) var input: Int32
    package let output: Int32
    package let errors: Int32
    private let id: pid_t
    private var isReaped = false

    /// Starts a program with this process's environment, of which `variables` replace or add some.
    ///
    /// - Parameters:
    ///   - arguments: the first is the program: an absolute path, or a name that is looked up in `PATH`.
    ///   - directory: where it starts; nil for where this process is.
    package init(
        _ arguments: [String], environment variables: [String: String] = [:], directory: String? = nil,
        errors: Errors = .apart
    ) throws(ProcessError) {
        let pipes = try StandardPipes(errors, of: arguments[0])
        id = try Self.spawn(arguments, variables, directory, pipes)
        (input, output, self.errors) = pipes.releaseParentEnds()
    }

    deinit {
        Glibc.kill(-id, SIGKILL)
        if !isReaped { _ = OwnProcesses.wait(for: id) }
        for end in [input, output, errors] where end >= 0 { close(end) }
    }

    /// Tells the child that no more input comes.
    package mutating func closeInput() {
        guard input >= 0 else { return }
        close(input)
        input = -1
    }

    /// Kills the child and all of its group.
    package func kill() { Glibc.kill(-id, SIGKILL) }

    /// Whether it has ended; it stays to be waited for.
    package var hasEnded: Bool { isReaped || csystem_has_ended(id) != 0 }

    /// Waits for its end, and gives what `waitpid` says of that; blocks the calling thread. Once only.
    package mutating func wait() -> Int32 {
        precondition(!isReaped, "a child ends once")
        isReaped = true
        return OwnProcesses.wait(for: id)
    }

    private static func spawn(
        _ arguments: [String], _ variables: [String: String], _ directory: String?, _ pipes: borrowing StandardPipes
    ) throws(ProcessError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, pipes.childInput, 0)
        posix_spawn_file_actions_adddup2(&actions, pipes.childOutput, 1)
        posix_spawn_file_actions_adddup2(&actions, pipes.childErrors, 2)
        csystem_spawn_close_from(&actions, 3)
        if let directory { csystem_spawn_in(&actions, directory) }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // This thread blocks signals and the process may ignore some; the child starts as from a shell.
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))

        var started: pid_t = 0
        let program = CStrings(arguments)
        let environment = CStrings(Self.environment(with: variables))
        var code: Int32 = 0
        OwnProcesses.start {
            code = posix_spawnp(
                &started, arguments[0], &actions, &attributes, program.pointers, environment.pointers)
            return code == 0 ? started : nil
        }
        guard code == 0 else { throw ProcessError("run", arguments[0], code: code) }
        return started
    }

    private static func environment(with others: [String: String]) -> [String] {
        var variables = others.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        var next = csystem_environment()
        while let variable = next?.pointee {
            let text = String(cString: variable)
            if others[String(text.prefix { $0 != "=" })] == nil { variables.append(text) }
            next = next?.advanced(by: 1)
        }
        return variables
    }
}

/// A program that could not be started.
package struct ProcessError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was being done, such as `run`.
    package let operation: String
    package let program: String
    /// The `errno` of the call.
    package let code: Int32

    init(_ operation: String, _ program: String, code: Int32) {
        self.operation = operation
        self.program = program
        self.code = code
    }

    package var description: String { "cannot \(operation) \(program): \(String(cString: strerror(code)))" }
}
