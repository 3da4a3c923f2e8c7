internal import CSystem
internal import Glibc

/// The pipes of a child's standard files, whose ends close with their owner unless released.
struct StandardPipes: ~Copyable {
    /// The ends for reading and writing of each, in the order of the files' numbers.
    private var ends: [(read: Int32, write: Int32)] = []

    var childInput: Int32 { ends[0].read }
    var childOutput: Int32 { ends[1].write }
    /// That of the output where both come together.
    var childErrors: Int32 { ends[ends.count - 1].write }

    init(_ errors: ChildProcess.Errors, of program: String) throws(ProcessError) {
        for _ in 0..<(errors == .apart ? 3 : 2) {
            var pair: (Int32, Int32) = (-1, -1)
            let code = withUnsafeMutableBytes(of: &pair) {
                csystem_pipe($0.assumingMemoryBound(to: Int32.self).baseAddress)
            }
            guard code == 0 else { throw ProcessError("make a pipe for", program, code: errno) }
            ends.append((pair.0, pair.1))
        }
    }

    deinit {
        for end in ends {
            for descriptor in [end.read, end.write] where descriptor >= 0 { close(descriptor) }
        }
    }

    /// The ends that are the parent's, and no longer this value's; they do not block.
    consuming func releaseParentEnds() -> (input: Int32, output: Int32, errors: Int32) {
        let (input, output) = (ends[0].write, ends[1].read)
        let errors = ends.count == 3 ? ends[2].read : -1
        ends[0].write = -1
        for index in 1..<ends.count { ends[index].read = -1 }
        for descriptor in [input, output, errors] where descriptor >= 0 {
            _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        }
        return (input, output, errors)
    }
}
