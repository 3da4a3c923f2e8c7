/// What has to change in an output folder so that it holds exactly the artifacts. A value: nothing is done yet.
package struct OutputPlan: Equatable, Sendable {
    /// What happens to a path.
    package enum Action: String, Equatable, Sendable {
        case create
        case update
        case delete
        case unchanged
    }

    /// Why a change would destroy something that the compiler did not write.
    package enum Conflict: Equatable, Sendable {
        /// The file was generated and then changed by hand.
        case edited
        /// The file is there and was never generated.
        case unknown
        /// Something else than a file is there.
        case notAFile
    }

    /// What happens to one path.
    package struct Change: Equatable, Sendable {
        package let path: ArtifactPath
        package let action: Action
        /// The content on disk; `nil` when there is no file.
        package let before: [UInt8]?
        /// The content afterwards; `nil` when the file is deleted.
        package let after: [UInt8]?
        package let conflict: Conflict?
    }

    /// One change for each path, unchanged ones included, in the order of paths.
    package let changes: [Change]
    /// The manifest afterwards.
    package let manifest: Manifest
    /// Whether the manifest on disk is another one, or its last writing was interrupted.
    package let replacesManifest: Bool

    /// The way from a state to the artifacts.
    package init(_ artifacts: ArtifactSet, onto state: FolderState) {
        let desired = Dictionary(uniqueKeysWithValues: artifacts.artifacts.map { ($0.path, $0.bytes) })
        let paths = Set(desired.keys).union(state.files.keys.filter(state.isListed))
        manifest = Manifest(artifacts)
        replacesManifest = manifest != state.manifest || state.interrupted != nil
        changes = paths.sorted().map { OutputPlan.change(at: $0, to: desired[$0], from: state) }
    }

    private static func change(at path: ArtifactPath, to after: [UInt8]?, from state: FolderState) -> Change {
        switch state.files[path] {
        case nil:
            return Change(path: path, action: .create, before: nil, after: after, conflict: nil)
        case .other:
            // A link or folder where a stale file was is not ours to delete: nothing of ours is left there.
            let action: Action = after == nil ? .unchanged : .update
            return Change(path: path, action: action, before: nil, after: after, conflict: after.map { _ in .notAFile })
        case .regular(let before):
            if before == after {
                return Change(path: path, action: .unchanged, before: before, after: after, conflict: nil)
            }
            let conflict: Conflict? =
                if state.isOwn(path, before) { nil } else if state.isListed(path) { .edited } else { .unknown }
            let action: Action = after == nil ? .delete : .update
            return Change(path: path, action: action, before: before, after: after, conflict: conflict)
        }
    }

    /// Whether the folder already holds exactly the artifacts.
    package var isUpToDate: Bool { !replacesManifest && changes.allSatisfy { $0.action == .unchanged } }

    /// Changes that would destroy what the compiler did not write.
    package var conflicts: [Change] { changes.filter { $0.conflict != nil } }

    /// How many paths an action happens to.
    package func count(_ action: Action) -> Int { changes.count { $0.action == action } }
}
