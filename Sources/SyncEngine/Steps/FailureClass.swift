/// The kinds of failure that an operator treats differently. Each has an entry of the same name in the runbook.
package enum FailureClass: String, Sendable, CaseIterable {
    case network, tls, timeout, authentication, refNotFound = "ref-not-found", configuration, corrupt, git, limit,
        refused
    case gateUnavailable = "gate-unavailable"
    case disk, inodes, reserve, readOnly = "read-only", permission, fileSystem = "file-system", busy, stopped

    /// What the person who is alerted should do first.
    package var advice: String {
        switch self {
        case .network: "Check that the git host is up and that this pod may reach it (DNS, proxy, network policy)."
        case .tls:
            "Check the certificate of the host and the authorities of --ca-file, and whether a proxy between them shows its "
                + "own."
        case .timeout:
            "Check the git host and the network for slowness; raise --sync-timeout if the repository is large."
        case .authentication:
            "Renew or correct the credentials, ssh key or known hosts; the next poll reads them again."
        case .refNotFound:
            "Check --repo and --ref, and of a submodule its url and commit: it was deleted, renamed or never pushed, or the "
                + "token cannot see it."
        case .configuration: "Correct the option that the message names and restart."
        case .corrupt:
            "Nothing at first: what arrived broken is fetched again, and a store that is damaged is rebuilt by itself. "
                + "If it comes back, check the disk and the host."
        case .git: "Read the message; if it stays, run git ls-remote and git fsck against the same repository."
        case .limit: "Remove the oversized content from the commit, or raise the limit that the message names."
        case .refused: "Correct the commit or revert it; the refused one is never published."
        case .gateUnavailable:
            "Make the gate command run: its path, its rights and its time limit; it may only read the tree."
        case .disk: "Free or enlarge the volume below --root; if it has room, look for its errors in the kernel's log."
        case .inodes: "Make room for more files on the volume below --root, or make it anew with more inodes."
        case .reserve: "Enlarge the volume below --root, or let --min-free-space keep less of it free."
        case .readOnly:
            "Mount the volume below --root so that it can be written to; a disk with errors becomes read-only."
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
        case .tls, .authentication, .refNotFound, .configuration, .corrupt, .git, .limit, .refused, .gateUnavailable,
            .disk,
            .inodes, .reserve, .readOnly, .permission, .fileSystem:
            false
        }
    }

    /// What happened, for somebody who sees the name alone.
    package var meaning: String {
        switch self {
        case .network: "The host cannot be found or reached, or it fails."
        case .tls: "The host's certificate or the handshake was refused."
        case .timeout: "The host was reached and was too slow, or stopped in the middle."
        case .authentication: "Credentials, the ssh key or the host's key were refused."
        case .refNotFound: "The repository has no such branch, tag or commit, or shows none to these credentials."
        case .configuration: "An option or a file that it names cannot be used."
        case .corrupt: "Data that arrived or is in the store is not what its name says."
        case .git: "libgit2 reports something that has no class of its own."
        case .limit: "The commit has more than is allowed, or a path that the volume cannot hold."
        case .refused: "The gate refused the commit."
        case .gateUnavailable: "A program of the gate could not be started, did not end in time, or changed the tree."
        case .disk: "The volume below --root is full or fails."
        case .inodes: "The volume below --root has room, and cannot hold one more file."
        case .reserve: "The volume below --root has less room than is to be kept free."
        case .readOnly: "The volume below --root is mounted read-only."
        case .permission: "The process may not write below --root or into the link's folder."
        case .fileSystem: "Something is in the way, or changed under dag-sync's hands."
        case .busy: "Another dag-sync has the same --root."
        case .stopped: "The process was asked to stop in the middle of a sync."
        }
    }
}
