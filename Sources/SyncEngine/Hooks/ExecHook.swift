internal import Network
import System

/// A program that is run in the published tree, as git-sync's `--exechook-command`: no arguments, the commit in
/// `GITSYNC_HASH`, tried again until it ends with 0 or a newer commit takes its place.
package actor ExecHook {
    private let command: String
    private let timeLimit: Duration
    private let executor = ThreadExecutor(name: "exechook")

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    package init(command: String, timeLimit: Duration) {
        self.command = command
        self.timeLimit = timeLimit
    }

    /// Runs the program; the result is what went wrong, or nil.
    func run(_ notice: PublishNotice) -> String? {
        let process = ProgramCall(
            program: command,
            environment: ["GITSYNC_HASH": notice.commit, "DAG_SYNC_PREVIOUS_HASH": notice.previous ?? ""],
            directory: notice.directory, timeLimit: timeLimit)
        do throws(ProcessError) {
            let result = try process.run()
            return result.ending == .exit(0) ? nil : "\(command): \(result.ending): \(result.output.suffix(1000))"
        } catch {
            return error.description
        }
    }
}
