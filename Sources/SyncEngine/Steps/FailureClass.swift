/// The kinds of failure that an operator treats differently. Each has an entry of the same name in the runbook.
package enum FailureClass: String, Sendable, CaseIterable {
    case network, timeout, authentication, refNotFound = "ref-not-found", configuration, corrupt, git, limit, refused
    case gateUnavailable = "gate-unavailable"
    case disk, permission, fileSystem = "file-system", busy, stopped

    /// What the person who is alerted should do first.
    package var advice: String {
        switch self {
        case .network: "Check that the git host is up and that this pod may reach it (DNS, proxy, network policy)."
        case .timeout:
            "Check the git host and the network for slowness; raise --sync-timeout if the repository is large."
        case .authentication:
            "Renew or correct the credentials, ssh key or known hosts; the next poll reads them again."
        case .refNotFound: "Check --repo and --ref: the ref was deleted or renamed, or the token cannot see it."
        case .configuration: "Correct the option that the message names and restart."
        case .corrupt:
            "Nothing at first: what arrived broken is fetched again, and a store that is damaged is rebuilt by itself. "
                + "If it comes back, check the disk and the host."
        case .git: "Read the message; if it stays, run git ls-remote and git fsck against the same repository."
        case .limit: "Remove the oversized content from the commit, or raise the limit that the message names."
        case .refused: "Correct the commit or revert it; the refused one is never published."
        case .gateUnavailable: "Make the gate command run: its path, its rights and its time limit."
        case .disk: "Free or enlarge the volume below --root."
        case .permission: "Give the user of this process write access below --root and to the link's folder."
        case .fileSystem: "Look at the path in the message; nothing but dag-sync may change what is below --root."
        case .busy: "Stop the other dag-sync that works on the same --root."
        case .stopped: "Nothing: the process was asked to stop."
        }
    }

    /// Whether one failure of this kind is common enough that only a second one in a row is worth an alert.
    package var isOftenBrief: Bool {
        switch self {
        case .network, .timeout, .busy, .stopped: true
        case .authentication, .refNotFound, .configuration, .corrupt, .git, .limit, .refused, .gateUnavailable, .disk,
            .permission, .fileSystem:
            false
        }
    }
}
