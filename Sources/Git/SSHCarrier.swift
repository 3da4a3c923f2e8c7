internal import Glibc
internal import Network
internal import System

/// The smart protocol over the standard files of an OpenSSH client, one process for each operation.
final class SSHCarrier: SmartCarrier {
    let isStateless = false

    private static let version = (name: "GIT_PROTOCOL", value: "version=2")
    private static let silentEnd = "the ssh client has ended"
    /// How much of the client's messages is kept for an error.
    private static let messageLimit = 4 << 10

    private let address: SSHAddress
    private let endpoint: RemoteEndpoint
    /// Whether version 2 of the protocol is asked for; a server that does not accept the variable answers as before.
    private let isForFetch: Bool
    private var watch: TransferWatch
    private var process: ChildProcess?
    private var messages: [UInt8] = []

    init(endpoint: RemoteEndpoint, end: ContinuousClock.Instant, isForFetch: Bool) throws(GitError) {
        self.isForFetch = isForFetch
        address = try SSHAddress(endpoint.url)
        self.endpoint = endpoint
        watch = TransferWatch(endpoint.deadlines, end: end)
    }

    func begin(_ service: SmartService) throws(CarrierFailure) {
        // The exchange after the references goes on in the same process.
        guard process == nil else { return }
        messages = []
        // Without the locale: the client's messages are read.
        var variables = ["LC_ALL": "C"]
        if isForFetch { variables[Self.version.name] = Self.version.value }
        do throws(ProcessError) { process = try ChildProcess(arguments(for: service), environment: variables) } catch {
            throw CarrierFailure(.other, "\(error)")
        }
        watch.expectFirstByte(after: endpoint.deadlines.connect)
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(CarrierFailure) {
        var rest = bytes
        while !rest.isEmpty {
            guard let input = process?.input else { throw CarrierFailure(.network, Self.silentEnd) }
            let written = Glibc.write(input, rest.baseAddress, rest.count)
            if written > 0 {
                rest = UnsafeRawBufferPointer(rebasing: rest[written...])
                watch.expectFirstByte()
            } else if written < 0 && errno == EAGAIN {
                try wait(for: input, Int16(POLLOUT))
            } else if written < 0 && errno != EINTR {
                throw endOfProcess()
            }
        }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(CarrierFailure) -> Int {
        while true {
            guard let output = process?.output else { throw CarrierFailure(.network, Self.silentEnd) }
            let count = Glibc.read(output, buffer.baseAddress, buffer.count)
            if count > 0 {
                watch.received(count)
                return count
            }
            if count == 0 {
                let end = endOfProcess()
                // Only a pack that comes without bands is read up to the end.
                guard end.message == Self.silentEnd else { throw end }
                return 0
            }
            if errno == EAGAIN {
                try wait(for: output, Int16(POLLIN))
            } else if errno != EINTR {
                throw CarrierFailure(.network, String(cString: strerror(errno)))
            }
        }
    }

    func waitAnew() { watch.expectFirstByte() }

    func endExchange() {}

    /// Ends the client. All that libgit2 wanted has been said by now, so nothing is waited for.
    func close() { process = nil }

    private func wait(for descriptor: Int32, _ events: Int16) throws(CarrierFailure) {
        defer { watch.pause(at: .now) }
        while let errors = process?.errors {
            if Task.isCancelled { throw CarrierFailure(.cancelled, "cancelled") }
            let now = ContinuousClock.now
            if let late = watch.check(at: now) {
                throw CarrierFailure(
                    NetworkError(late, operation: "ssh", subject: endpoint.url, detail: collectedMessages))
            }
            var polled = [
                pollfd(fd: descriptor, events: events, revents: 0),
                pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
            ]
            poll(&polled, 2, watch.nextCheck(after: now))
            if polled[1].revents != 0 { collectMessages(from: errors) }
            if polled[0].revents != 0 { return }
        }
    }

    /// Takes what the client writes to its standard error; false at its end.
    @discardableResult
    private func collectMessages(from errors: Int32) -> Bool {
        var chunk = [UInt8](repeating: 0, count: 1024)
        let count = Glibc.read(errors, &chunk, chunk.count)
        if count > 0 { messages.append(contentsOf: chunk[..<min(count, max(0, Self.messageLimit - messages.count))]) }
        return count > 0
    }

    /// The client's messages as one line.
    private var collectedMessages: String {
        String(decoding: messages, as: UTF8.self)
            .split { $0.isNewline }.joined(separator: "; ")
            .filter { character in character.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f } }
    }

    /// Why the client closed its output, from its last words.
    private func endOfProcess() -> CarrierFailure {
        let deadline = ContinuousClock.now + .seconds(1)
        while let errors = process?.errors, ContinuousClock.now < deadline {
            var polled = pollfd(fd: errors, events: Int16(POLLIN), revents: 0)
            poll(&polled, 1, 100)
            if polled.revents != 0, !collectMessages(from: errors) { break }
        }
        process = nil
        let words = collectedMessages
        return CarrierFailure(Self.category(of: words), words.isEmpty ? Self.silentEnd : words)
    }

    /// What OpenSSH's and git's messages mean; both are the same in all releases of the last ten years.
    private static func category(of words: String) -> GitError.Category {
        let meanings: [(GitError.Category, [String])] = [
            (
                .authentication,
                ["Permission denied", "Host key verification failed", "Too many authentication failures"]
            ),
            (.authentication, ["No user exists for uid", "Unable to negotiate", "no hostkey alg"]),
            (.notFound, ["does not appear to be a git repository", "not a git repository", "Repository not found"]),
            (.timeout, ["Connection timed out", "timed out"]),
        ]
        for (category, phrases) in meanings where phrases.contains(where: { words.contains($0) }) { return category }
        return .network
    }

    private func arguments(for service: SmartService) -> [String] {
        let options = endpoint.ssh
        var arguments = options.command.map { ["/bin/sh", "-c", "\($0) \"$@\"", "ssh"] } ?? [options.client]
        arguments += ["-T", "-o", "BatchMode=yes"]
        arguments += ["-o", "ConnectTimeout=\(max(1, Int(endpoint.deadlines.connect.inSeconds.rounded(.up))))"]
        if let file = options.configurationFile { arguments += ["-F", file] }
        if isForFetch { arguments += ["-o", "SendEnv=\(Self.version.name)"] }
        if options.checksHostKeys {
            arguments += ["-o", "StrictHostKeyChecking=yes"]
            if let file = options.knownHostsFile { arguments += ["-o", "UserKnownHostsFile=\(quoted(file))"] }
        } else {
            arguments += [
                "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR",
            ]
        }
        if !options.keyFiles.isEmpty { arguments += ["-o", "IdentitiesOnly=yes"] }
        for file in options.keyFiles { arguments += ["-i", file] }
        if let port = address.port { arguments += ["-p", String(port)] }
        return arguments + ["--", address.destination, "\(service.program) \(shellQuoted(address.path))"]
    }

    /// ssh_config(5): an argument that holds blanks stands in double quotes.
    private func quoted(_ text: String) -> String { "\"\(text)\"" }

    /// One word for the server's shell; git quotes `!` as well, for csh.
    private func shellQuoted(_ text: String) -> String {
        "'" + text.replacing("'", with: "'\\''").replacing("!", with: "'\\!'") + "'"
    }
}
