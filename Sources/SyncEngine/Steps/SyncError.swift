package import Git
package import System

/// Why a sync did not end with the wanted commit published.
package struct SyncError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was being done.
    package enum Step: String, Sendable, CaseIterable {
        case prepare, fetch, verify, gate, stage, publish
    }

    /// When another try makes sense.
    package enum Retry: Sendable, Equatable {
        /// After the back-off, or after the time that the server asked for if that is longer.
        case backOff(atLeast: Duration?)
        /// Not before the ref names another commit.
        case whenRefMoves
    }

    package let step: Step
    package let failure: FailureClass
    /// What happened to what, without credentials.
    package let message: String
    package let retry: Retry
    /// What the gate objects to; empty for every other failure.
    package let refusals: [Refusal]

    package init(
        _ failure: FailureClass, during step: Step, _ message: String, retry: Retry = .backOff(atLeast: nil),
        refusals: [Refusal] = []
    ) {
        self.step = step
        self.failure = failure
        self.message = message
        self.retry = retry
        self.refusals = refusals
    }

    package var description: String { "\(step.rawValue): \(message)" }

    package init(_ error: FileSystemError, during step: Step) {
        if error.meansImpossibleName, step == .stage {
            let message = "the volume cannot hold the name: \(error.description)"
            self.init(.limit, during: step, message, retry: .whenRefMoves)
            return
        }
        let failure: FailureClass =
            error.isDiskTrouble ? .disk : error.isPermissionTrouble ? .permission : .fileSystem
        let words = [error.description, error.explanation].compactMap { $0 }.joined(separator: "; ")
        self.init(failure, during: step, words)
    }

    /// What a failure of the disk is, as the volume itself shows it; every other failure stays what it is.
    func seen(on volume: VolumeState, reserve: Int64) -> SyncError {
        guard [.disk, .permission].contains(failure) else { return self }
        let failure: FailureClass =
            if volume.isReadOnly { .readOnly } else if self.failure == .permission {
                .permission
            } else if !volume
                .hasInodes
            { .inodes } else if (volume.blockSize..<reserve).contains(volume.available) { .reserve } else { .disk }
        let room = failure == .disk || failure == .reserve ? "; \(volume.available) bytes are free" : ""
        return SyncError(failure, during: step, message + room, retry: retry, refusals: refusals)
    }

    package init(_ error: GitError, during step: Step) {
        let failure: FailureClass =
            switch error.category {
            case .authentication: .authentication
            case .network: .network
            case .tls: .tls
            case .timeout: .timeout
            case .notFound: step == .fetch ? .refNotFound : .corrupt
            case .corrupt: .corrupt
            case .malformed: .refused
            case .disk: .disk
            case .cancelled: .stopped
            case .tooLarge: .limit
            case .invalid: .configuration
            case .rejected, .nonFastForward, .signing, .other: .git
            }
        let isOfCommit = [.tooLarge, .malformed].contains(error.category)
        let retry: Retry = isOfCommit ? .whenRefMoves : .backOff(atLeast: error.retryAfter)
        self.init(failure, during: step, error.description, retry: retry)
    }

    /// Any error that a step can meet, with the step that met it.
    init(_ error: any Error, during step: Step) {
        switch error {
        case let error as SyncError: self = error
        case let error as GitError: self.init(error, during: step)
        case let error as FileSystemError: self.init(error, during: step)
        case is CancellationError: self.init(.stopped, during: step, "the process was asked to stop")
        default: self.init(.git, during: step, "\(error)")
        }
    }

    /// The ref of `configuration` is none of those that the remote has, with what it probably is instead.
    init(noReference configuration: SyncConfiguration, in advertised: ReferenceAdvertisement) {
        let ref = configuration.ref
        let message =
            if advertised.references.isEmpty {
                "\(configuration.repository) has no commit yet, so there is nothing to publish"
            } else if ObjectID.isAbbreviation(ref) {
                "\(configuration.repository) has no branch or tag '\(ref)', and hosts do not know abbreviated commit "
                    + "ids: give all 40 digits"
            } else {
                "\(configuration.repository) has no branch or tag '\(ref)'"
            }
        self.init(.refNotFound, during: .fetch, message)
    }

    /// The refusal of a commit by the gate.
    init(refusing refusals: [Refusal]) {
        let shown = refusals.prefix(20).map(\.description)
        let rest = refusals.count > 20 ? ["and \(refusals.count - 20) more"] : []
        self.init(
            .refused, during: .gate, (shown + rest).joined(separator: "\n"), retry: .whenRefMoves, refusals: refusals)
    }
}
