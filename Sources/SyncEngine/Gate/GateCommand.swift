internal import Git
import System

/// A program of the operator that may refuse a commit: it runs in the staged tree, and any exit code but 0 refuses.
package struct GateCommand: Sendable {
    let path: String
    package let timeLimit: Duration

    package init(path: String, timeLimit: Duration) {
        self.path = path
        self.timeLimit = timeLimit
    }

    func refusals(of staged: Staged) throws -> [Refusal] {
        let verified = staged.gated.verified
        let process = ProgramCall(
            program: path,
            environment: [
                // A gate in Python would leave its byte code in the tree.
                "PYTHONDONTWRITEBYTECODE": "1",
                "GITSYNC_HASH": verified.information.id.description,
                "DAG_SYNC_PREVIOUS_HASH": verified.previous?.live.commit ?? "",
                "DAG_SYNC_PREVIOUS_TREE": verified.previous?.live.directory ?? "",
            ],
            directory: staged.tree, input: Array(verified.changes.changed.joined(separator: "\n").utf8),
            timeLimit: timeLimit)
        let result = try runGate(process, called: path)
        guard result.ending != .exit(0) else { return [] }
        let said = result.output.split(whereSeparator: \.isNewline).suffix(20).joined(separator: "\n")
        return [
            Refusal(.command, nil, "\(path) refused the commit (\(result.ending))\(said.isEmpty ? "" : ":\n\(said)")")
        ]
    }
}

/// Runs a check and tells an answer from the lack of one.
///
/// - Throws: class `gate-unavailable` when the program could not be started or did not end in time.
func runGate(_ process: ProgramCall, called name: String) throws(SyncError) -> ProgramCall.Result {
    let result: ProgramCall.Result
    do throws(ProcessError) { result = try process.run() } catch {
        throw SyncError(.gateUnavailable, during: .gate, "\(name) could not be run: \(error)")
    }
    switch result.ending {
    case .timeLimit:
        let limit = process.timeLimit?.inSeconds ?? 0
        throw SyncError(.gateUnavailable, during: .gate, "\(name) did not end within \(limit) seconds")
    case .cancelled: throw SyncError(.stopped, during: .gate, "the process was asked to stop")
    case .exit, .signal: return result
    }
}
