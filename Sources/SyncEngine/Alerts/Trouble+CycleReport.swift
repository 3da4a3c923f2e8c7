internal import Git

/// What a sync says about one condition.
enum Finding: Sendable, Equatable {
    case trouble(Trouble)
    case healthy
    /// The sync did not look.
    case unknown
}

extension CycleReport {
    /// What this sync says about `condition`.
    func finding(on condition: Alert.Condition, _ severities: AlertSeverities) -> Finding {
        switch condition {
        case .failing: failure(severities)
        case .tampered: tampering(severities)
        case .heldFiles: holding(severities)
        case .hookFailing: .unknown
        }
    }

    private func failure(_ severities: AlertSeverities) -> Finding {
        guard let error else { return .healthy }
        guard error.failure != .stopped else { return .unknown }
        let wanted = wanted?.description
        // A host that is away refuses now and times out then; each refused commit is a story of its own.
        let story =
            switch error.failure {
            case .network, .tls, .timeout: "remote"
            case .refused: "refused \(wanted ?? "")"
            case .authentication, .refNotFound, .configuration, .corrupt, .git, .limit, .gateUnavailable, .disk,
                .inodes, .reserve, .readOnly, .permission, .fileSystem, .busy, .stopped:
                error.failure.rawValue
            }
        return .trouble(
            Trouble(
                step: error.step.rawValue, name: error.failure.rawValue, message: error.message,
                advice: error.failure.advice, severity: severities.severity(of: error.failure), commit: wanted,
                author: commit?.author.name, summary: commit?.summary, story: story,
                isOftenBrief: error.failure.isOftenBrief))
    }

    private func tampering(_ severities: AlertSeverities) -> Finding {
        guard let tampering else {
            if case .published = outcome { return .healthy }
            return hasCheckedTree ? .healthy : .unknown
        }
        let paths = tampering.paths
        let shown = paths.prefix(Self.shownPaths).joined(separator: ", ")
        let rest = paths.count > Self.shownPaths ? " and \(paths.count - Self.shownPaths) more" : ""
        return .trouble(
            Trouble(
                step: SyncError.Step.verify.rawValue, name: Alert.Condition.tampered.rawValue,
                message: "published files were changed by hand, \(tampering.healing): \(shown)\(rest)",
                advice: "Find who writes below --root, and mount the volume read-only for everyone but dag-sync.",
                severity: severities.severity(of: .tampered), commit: live?.commit, author: nil, summary: nil,
                story: "tampered", isOftenBrief: false))
    }

    private func holding(_ severities: AlertSeverities) -> Finding {
        guard let held else { return .unknown }
        guard let first = held.first else { return .healthy }
        let shown = held.prefix(Self.shownPaths).map(\.description)
        let rest = held.count > Self.shownPaths ? ["and \(held.count - Self.shownPaths) more"] : []
        return .trouble(
            Trouble(
                step: SyncError.Step.gate.rawValue, name: Alert.Condition.heldFiles.rawValue,
                message: (shown + rest).joined(separator: "\n"),
                advice: "Mend or revert each file; the next commit in which it compiles is published by itself.",
                severity: severities.severity(of: .heldFiles), commit: first.commit, author: first.author,
                summary: first.summary,
                story: held.map { "\($0.path) \($0.broken)" }.joined(separator: " "), isOftenBrief: false))
    }

    private static let shownPaths = 20
}

/// How severe each class of failure and each condition is, before it lasts.
package struct AlertSeverities: Sendable, Equatable {
    private var chosen: [String: Alert.Severity] = [:]

    package init() {}

    /// The names that a severity can be chosen for.
    package static let names: [String] =
        FailureClass.allCases.map(\.rawValue)
        + Alert.Condition.allCases.filter { $0 != .failing }.map(\.rawValue)

    /// - Parameter name: one of `names`.
    package mutating func set(_ severity: Alert.Severity, for name: String) { chosen[name] = severity }

    func severity(of failure: FailureClass) -> Alert.Severity {
        chosen[failure.rawValue] ?? (failure.isOftenBrief ? .warning : .error)
    }

    func severity(of condition: Alert.Condition) -> Alert.Severity { chosen[condition.rawValue] ?? .warning }
}
