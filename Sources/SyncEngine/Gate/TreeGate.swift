internal import Git
package import System

/// A staged tree that passed the checks that need files. Only ``TreeGate`` makes one.
package struct Accepted: Sendable {
    let staged: Staged
    /// Whether a program ran in the tree and may have changed it.
    let hasRunPrograms: Bool

    fileprivate init(staged: Staged, hasRunPrograms: Bool) {
        self.staged = staged
        self.hasRunPrograms = hasRunPrograms
    }
}

/// The rules that read files: the manifest, the syntax of Python files, and commands of the operator.
package struct TreeGate: Sendable {
    let files: FileSystem
    /// A Python interpreter that checks changed `.py` files; nil checks none.
    let python: String?
    /// Whether a Python file that does not compile is held at its last good version instead of refusing the commit.
    let holdsBrokenFiles: Bool
    let commands: [GateCommand]

    package init(files: FileSystem, python: String?, holdsBrokenFiles: Bool = false, commands: [GateCommand] = []) {
        self.files = files
        self.python = python
        self.holdsBrokenFiles = holdsBrokenFiles
        self.commands = commands
    }

    /// - Parameter stager: what made the tree, and puts the held files into it.
    /// - Throws: class `refused` with all objections, or `gate-unavailable` when a check could not be made.
    nonisolated(nonsending)
        func check(_ staged: Staged, from stager: Stager) async throws(SyncError) -> Accepted
    {
        var staged = staged
        var refusals: [Refusal] = []
        do {
            // Before anything is held: the manifest describes the commit, not what becomes of it.
            refusals += try ManifestCheck(files: files).refusals(of: staged)
            if let python {
                let broken = try PythonSyntaxCheck(python: python).brokenFiles(of: staged)
                if !holdsBrokenFiles {
                    refusals += broken.map(\.refusal)
                } else if refusals.isEmpty {
                    staged = try await stager.hold(broken, in: staged)
                }
            }
            for command in commands { refusals += try command.refusals(of: staged) }
        } catch {
            throw SyncError(error, during: .gate)
        }
        guard refusals.isEmpty else { throw SyncError(refusing: refusals) }
        return Accepted(staged: staged, hasRunPrograms: python != nil || !commands.isEmpty)
    }
}
