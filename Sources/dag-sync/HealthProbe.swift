import CommandLine
import Glibc
import Network
import SyncEngine
import System

/// Asks a running dag-sync whether its loop moves, for containers whose health check is a command.
///
/// The command of an image's health check is the same for every container of it, so the address of a process that was
/// configured by arguments is found where the process is: in `/proc`.
struct HealthProbe {
    /// `--http-bind` as it was given beside `--check-health`; nil looks for the process.
    let address: String?

    func ask() async -> (isAlive: Bool, text: String) {
        if let address { return await ask(address) }
        guard let found = Self.running() else { return (false, "no other dag-sync runs here\n") }
        guard let address = found.address else {
            return (true, "dag-sync runs; without --http-bind it cannot be asked whether its loop moves\n")
        }
        return await ask(address)
    }

    private func ask(_ address: String) async -> (isAlive: Bool, text: String) {
        guard let colon = address.lastIndex(of: ":") else {
            return (false, "--http-bind: expected host:port, [v6]:port or :port\n")
        }
        let host = address[..<colon]
        // What listens on every address is asked on this machine.
        let target = ["", "0.0.0.0", "[::]"].contains(host) ? "127.0.0.1" : host
        var request = HTTPRequest(
            .get, "http://\(target)\(address[colon...])/livez", deadlines: Deadlines(total: .seconds(5)))
        request.usesProxy = false
        do throws(NetworkError) {
            let response = try await HTTPClient(userAgent: "dag-sync").send(request)
            return (response.status == 200, response.text)
        } catch {
            return (false, "\(error)\n")
        }
    }

    /// Another process of this program, and where it listens; nil when there is none.
    private static func running() -> (id: Int32, address: String?)? {
        let files = FileSystem()
        let own = getpid()
        do throws(FileSystemError) {
            let program = try files.linkTarget("/proc/self/exe")
            let processes = try files.children("/proc").compactMap { Int32($0) }.sorted()
            for id in processes where id != own && isProgram(program, id, files) {
                let words = try lines(of: "/proc/\(id)/cmdline", files).dropFirst()
                let variables = try lines(of: "/proc/\(id)/environ", files)
                guard !words.contains(where: { $0.hasPrefix("--check-") || $0 == "--one-time" }) else { continue }
                return (id, bindAddress(Array(words), variables))
            }
        } catch {
            return nil
        }
        return nil
    }

    /// A process that has just ended, or is another user's, is none of this program.
    private static func isProgram(_ program: String?, _ id: Int32, _ files: FileSystem) -> Bool {
        do throws(FileSystemError) {
            return try files.linkTarget("/proc/\(id)/exe") == program
        } catch {
            return false
        }
    }

    /// The words of a file in which each ends with NUL.
    private static func lines(of path: String, _ files: FileSystem) throws(FileSystemError) -> [String] {
        try files.contents(path, limit: 4 << 20).split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }

    /// What that process was told, by the rules of this one.
    static func bindAddress(_ words: [String], _ variables: [String]) -> String? {
        var environment: [String: String] = [:]
        for variable in variables {
            let parts = variable.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { environment[String(parts[0])] = String(parts[1]) }
        }
        let given = DeprecatedNames(words, environment: environment)
        do throws(UsageError) {
            guard case .run(let arguments) = try DagSync.syntax.parse(given.words, environment: given.environment)
            else {
                return nil
            }
            return OptionValues(arguments).optional(SyncOptions.httpBind)
        } catch {
            return nil
        }
    }
}
