internal import CShim
internal import Glibc

/// The two pipes between this process and a child: its input, and its output and error together.
struct Pipes: ~Copyable {
    enum Event { case nothing, readable, writable }

    private(set) var childInput: Int32
    private(set) var childOutput: Int32
    private var input: Int32
    private var output: Int32

    init() throws(FileSystemError) {
        var toChild: [Int32] = [0, 0]
        var fromChild: [Int32] = [0, 0]
        guard cshim_pipe(&toChild) == 0 else { throw FileSystemError("pipe", "", code: errno) }
        guard cshim_pipe(&fromChild) == 0 else {
            let code = errno
            for end in toChild { close(end) }
            throw FileSystemError("pipe", "", code: code)
        }
        childInput = toChild[0]
        input = toChild[1]
        output = fromChild[0]
        childOutput = fromChild[1]
    }

    deinit {
        for end in [childInput, childOutput, input, output] where end >= 0 { close(end) }
    }

    mutating func closeChildEnds() {
        close(childInput)
        close(childOutput)
        (childInput, childOutput) = (-1, -1)
    }

    mutating func closeInput() {
        close(input)
        input = -1
    }

    /// What can be done without blocking, output first.
    func wait(milliseconds: Int32) -> Event {
        // poll(2) ignores an entry whose descriptor is negative.
        var ends = [
            pollfd(fd: output, events: Int16(POLLIN), revents: 0),
            pollfd(fd: input, events: Int16(POLLOUT), revents: 0),
        ]
        guard poll(&ends, 2, milliseconds) > 0 else { return .nothing }
        if ends[0].revents != 0 { return .readable }
        return ends[1].revents != 0 ? .writable : .nothing
    }

    /// Writes some of `bytes` and returns the rest; a child that reads no more gets none of it.
    mutating func write(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        // At most PIPE_BUF, which a writable pipe takes without blocking.
        let count = bytes.prefix(4096).withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
        let rest = count < 0 ? (errno == EINTR ? bytes : []) : bytes.dropFirst(count)
        if rest.isEmpty { closeInput() }
        return rest
    }

    /// What the child said; nil at its end.
    func read() -> [UInt8]? {
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = Glibc.read(output, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            return count > 0 ? Array(chunk[..<count]) : nil
        }
    }
}
