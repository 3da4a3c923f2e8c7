internal import Git

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

/// The rules that read files: the manifest, the syntax of Python files, and a command of the operator.
package struct TreeGate: Sendable {
    let files: FileSystem
    /// A Python interpreter that checks changed `.py` files; nil checks none.
    let python: String?
    let command: GateCommand?

    package init(files: FileSystem, python: String?, command: GateCommand?) {
        self.files = files
        self.python = python
        self.command = command
    }

    /// - Throws: class `refused` with all objections, or `gate-unavailable` when a check could not be made.
    func check(_ staged: Staged) throws(SyncError) -> Accepted {
        var refusals: [Refusal] = []
        do {
            refusals += try ManifestCheck(files: files).refusals(of: staged)
            if let python { refusals += try PythonSyntaxCheck(python: python).refusals(of: staged) }
            if let command { refusals += try command.refusals(of: staged) }
        } catch {
            throw SyncError(error, during: .gate)
        }
        guard refusals.isEmpty else { throw SyncError(refusing: refusals) }
        return Accepted(staged: staged, hasRunPrograms: python != nil || command != nil)
    }
}
