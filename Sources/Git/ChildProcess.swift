internal import CShim
internal import Glibc
internal import Network

/// A child process in a process group of its own, with pipes to its three standard files.
///
/// However its owner ends, the group is killed and the child is reaped.
struct ChildProcess: ~Copyable {
    let input: Int32
    let output: Int32
    let errors: Int32
    private let id: pid_t

    /// Starts `arguments[0]`, looked up in `PATH`, with this process's environment, `LC_ALL=C` and `variables`.
    ///
    /// The parent's ends of the pipes do not block.
    init(_ arguments: [String], environment variables: [String: String] = [:]) throws(CarrierFailure) {
        let pipes = try Pipes()
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, pipes.childInput, 0)
        posix_spawn_file_actions_adddup2(&actions, pipes.childOutput, 1)
        posix_spawn_file_actions_adddup2(&actions, pipes.childErrors, 2)
        cshim_spawn_close_from(&actions, 3)

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
        guard code == 0 else {
            throw CarrierFailure(.other, "cannot run \(arguments[0]): \(String(cString: strerror(code)))")
        }
        id = started
        (input, output, errors) = pipes.releaseParentEnds()
    }

    deinit {
        kill(-id, SIGKILL)
        _ = OwnProcesses.wait(for: id)
        close(input)
        close(output)
        close(errors)
    }

    /// The variables of this process with others in their place, and without the locale: the client's messages are read.
    private static func environment(with others: [String: String]) -> [String] {
        let set = others.merging(["LC_ALL": "C"]) { $1 }
        var variables = set.map { "\($0.key)=\($0.value)" }
        var next = cshim_environment()
        while let variable = next?.pointee {
            let text = String(cString: variable)
            if set[String(text.prefix { $0 != "=" })] == nil { variables.append(text) }
            next = next?.advanced(by: 1)
        }
        return variables
    }
}

/// Three pipes whose ends close with their owner unless released.
private struct Pipes: ~Copyable {
    private var descriptors: [Int32] = []

    var childInput: Int32 { descriptors[0] }
    var childOutput: Int32 { descriptors[3] }
    var childErrors: Int32 { descriptors[5] }

    init() throws(CarrierFailure) {
        for _ in 0..<3 {
            var ends: (Int32, Int32) = (-1, -1)
            let code = withUnsafeMutableBytes(of: &ends) {
                cshim_pipe($0.assumingMemoryBound(to: Int32.self).baseAddress)
            }
            guard code == 0 else { throw CarrierFailure(.other, "no pipe: \(String(cString: strerror(errno)))") }
            descriptors += [ends.0, ends.1]
        }
    }

    deinit { for descriptor in descriptors { close(descriptor) } }

    consuming func releaseParentEnds() -> (input: Int32, output: Int32, errors: Int32) {
        let (input, output, errors) = (descriptors[1], descriptors[2], descriptors[4])
        descriptors = [childInput, childOutput, childErrors]
        for descriptor in [input, output, errors] {
            let flags = fcntl(descriptor, F_GETFL)
            _ = fcntl(descriptor, F_SETFL, flags | O_NONBLOCK)
        }
        return (input, output, errors)
    }
}

/// Strings as a C array that ends with a null pointer.
private struct CStrings: ~Copyable {
    let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    private let count: Int

    init(_ strings: [String]) {
        count = strings.count
        pointers = .allocate(capacity: count + 1)
        for (index, string) in strings.enumerated() { (pointers + index).initialize(to: strdup(string)) }
        (pointers + count).initialize(to: nil)
    }

    deinit {
        for index in 0..<count { free(pointers[index]) }
        pointers.deallocate()
    }
}
