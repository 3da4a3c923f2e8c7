internal import Git
import System

/// What the operator allows a commit to hold.
package struct ContentLimits: Sendable, Equatable {
    /// Bytes of one file.
    package var fileSize: Int64
    /// Bytes of all files together.
    package var totalSize: Int64
    package var files: Int

    package init(fileSize: Int64 = 1 << 30, totalSize: Int64 = 10 << 30, files: Int = 1_000_000) {
        self.fileSize = fileSize
        self.totalSize = totalSize
        self.files = files
    }
}

/// A commit whose paths, links and sizes are allowed. Only ``ContentGate`` makes one.
package struct Gated: Sendable {
    let verified: Verified
    /// Bytes of each of the commit's files, in their order; 0 for a submodule.
    let sizes: [Int64]
    /// Bytes that staging has to write.
    let newBytes: Int64

    fileprivate init(verified: Verified, sizes: [Int64], newBytes: Int64) {
        self.verified = verified
        self.sizes = sizes
        self.newBytes = newBytes
    }
}

/// The rules that need no tree on disk. All objections are found, not only the first.
package struct ContentGate: Sendable {
    let limits: ContentLimits
    /// nil when commits need no signature.
    let signatures: SignatureCheck?
    /// Whether a commit may be published that does not follow the one that readers have.
    let allowsRewrites: Bool
    let root: TreeRoot
    let files: FileSystem

    nonisolated(nonsending)
        func check(_ verified: Verified, in store: GitStore) async throws(SyncError) -> Gated
    {
        let files = verified.changes.files
        var refusals = PathPolicy.refusals(of: files.lazy.map { $0.entry }) { files[$0].unchanged == nil }
        if files.count > limits.files {
            refusals.append(Refusal(.count, nil, "\(files.count) files; --max-files allows \(limits.files)"))
        }
        refusals += historyRefusals(of: verified)
        let (sizes, newBytes): ([Int64], Int64)
        do {
            let workspace = "\(root.trees)/\(TreeRoot.stagingPrefix)\(UniqueName.random())"
            if let signatures {
                refusals += try await signatures.refusals(
                    of: verified, in: store, workspace: workspace, files: self.files)
            }
            let targets = try await linkTargets(files, in: store, into: &refusals)
            refusals += LinkPolicy(targets: targets).refusals()
            (sizes, newBytes) = try await measure(files, in: store, into: &refusals)
        } catch {
            throw SyncError(error, during: .gate)
        }
        guard refusals.isEmpty else { throw SyncError(refusing: refusals) }
        return Gated(verified: verified, sizes: sizes, newBytes: newBytes)
    }

    private func historyRefusals(of verified: Verified) -> [Refusal] {
        guard !allowsRewrites, let previous = verified.previous?.live.commit else { return [] }
        switch verified.ancestry {
        case .follows: return []
        case .rewritten: return [Refusal(.history, nil, "the commit does not follow \(previous), which readers have")]
        case .unknown:
            return [
                Refusal(
                    .history, nil, "whether the commit follows \(previous), which readers have, cannot be found out")
            ]
        }
    }

    nonisolated(nonsending)
        private func linkTargets(
            _ files: [TreeChanges.File], in store: GitStore, into refusals: inout [Refusal]
        ) async throws -> [String: String]
    {
        var targets: [String: String] = [:]
        for file in files where file.entry.kind == .symbolicLink {
            // PATH_MAX of Linux: a longer target cannot be followed.
            let bytes = try await store.contents(of: file.entry.id, limit: 4096)
            // A link that another reader takes for another target is none at all.
            let target = bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
            targets[file.entry.path] = target
            if target == nil { refusals.append(Refusal(.link, file.entry.path, "has a target that is not text")) }
        }
        return targets
    }

    nonisolated(nonsending)
        private func measure(
            _ files: [TreeChanges.File], in store: GitStore, into refusals: inout [Refusal]
        ) async throws -> (sizes: [Int64], new: Int64)
    {
        var sizes: [Int64] = []
        sizes.reserveCapacity(files.count)
        var new: Int64 = 0
        for file in files {
            try Task.checkCancellation()
            var size: Int64 = 0
            if let known = file.unchanged {
                size = known.status.size
            } else if file.entry.kind != .submodule {
                size = Int64(try await store.size(of: file.entry.id))
                new += size
            }
            sizes.append(size)
            if size > limits.fileSize {
                let reason = "has \(size) bytes; --max-file-size allows \(limits.fileSize)"
                refusals.append(Refusal(.size, file.entry.path, reason))
            }
        }
        let total = sizes.reduce(0, +)
        if total > limits.totalSize {
            refusals.append(Refusal(.size, nil, "\(total) bytes in all; --max-total-size allows \(limits.totalSize)"))
        }
        return (sizes, new)
    }
}
