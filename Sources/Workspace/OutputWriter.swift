internal import Glibc

/// Carries out a plan.
///
/// Files appear by renaming complete ones into place, so no reader sees half a file, and the manifest comes last. If the
/// process dies in between, the folder holds a mixture of old and new files that the next plan recognises as generated.
package struct OutputWriter {
    /// What to do with files that the compiler did not write.
    package enum ConflictPolicy: Sendable {
        /// Change nothing at all and throw.
        case refuse
        /// Replace or delete files that were changed by hand. What is no file still stops the writer.
        case overwrite
    }

    private static let temporaryPrefix = ".dagc-"
    private static let temporarySuffix = ".tmp"

    private let folder: OutputFolder
    private var touchedFolders: Set<String> = []
    private var temporaryCount = 0

    private init(_ folder: OutputFolder) { self.folder = folder }

    /// Makes the folder what the plan says.
    ///
    /// - Throws: `WorkspaceError`; with conflicts that are refused, before anything is changed.
    package static func apply(
        _ plan: OutputPlan, to folder: OutputFolder, onConflict policy: ConflictPolicy = .refuse
    ) throws(WorkspaceError) {
        let refused = plan.conflicts.filter { policy == .refuse || $0.conflict == .notAFile }
        if let first = refused.first {
            let reason: WorkspaceError.Reason =
                first.conflict == .notAFile ? .notAFile : .conflicts(refused.map(\.path))
            throw WorkspaceError(.replace, folder.location(first.path), reason)
        }
        var writer = OutputWriter(folder)
        try writer.removeLeftovers(of: plan)
        guard !plan.isUpToDate else { return }
        try WorkspaceFiles.createFolders(folder.root)
        try writer.write(Array(plan.manifest.render().utf8), to: OutputFolder.interruptedManifest)
        try writer.synchronizeFolders()
        for change in plan.changes { try writer.apply(change) }
        try writer.deleteEmptyFolders(plan.changes)
        try writer.synchronizeFolders()
        try WorkspaceFiles.replace(
            folder.location(Manifest.path), with: folder.location(OutputFolder.interruptedManifest))
        try WorkspaceFiles.synchronizeFolder(folder.root)
    }

    private mutating func apply(_ change: OutputPlan.Change) throws(WorkspaceError) {
        switch (change.action, change.after) {
        case (.create, let bytes?), (.update, let bytes?):
            try createFolders(above: change.path)
            try write(bytes, to: change.path)
        case (.delete, _):
            try WorkspaceFiles.delete(folder.location(change.path))
            touch(change.path)
        case (.unchanged, _), (.create, nil), (.update, nil):
            break
        }
    }

    /// Folders of artifacts are never reached over symbolic links.
    private mutating func createFolders(above path: ArtifactPath) throws(WorkspaceError) {
        for ancestor in path.ancestors.reversed() {
            let location = folder.location(ancestor)
            switch try WorkspaceFiles.kind(of: location) {
            case .folder: continue
            case .missing:
                try WorkspaceFiles.createFolder(location)
                touch(ancestor)
            case .file, .other: throw WorkspaceError(.createFolder, location, .notAFile)
            }
        }
    }

    private mutating func write(_ bytes: [UInt8], to path: ArtifactPath) throws(WorkspaceError) {
        temporaryCount += 1
        let name = "\(OutputWriter.temporaryPrefix)\(getpid())-\(temporaryCount)\(OutputWriter.temporarySuffix)"
        let temporary = "\(parentLocation(path))/\(name)"
        do throws(WorkspaceError) {
            try WorkspaceFiles.create(temporary, bytes)
            try WorkspaceFiles.replace(folder.location(path), with: temporary)
        } catch {
            // The first error is the one to report; a leftover is removed by the next run.
            unlink(temporary)
            throw error
        }
        touch(path)
    }

    private func parentLocation(_ path: ArtifactPath) -> String {
        path.parent.map(folder.location) ?? folder.root
    }

    private mutating func touch(_ path: ArtifactPath) { touchedFolders.insert(parentLocation(path)) }

    private mutating func synchronizeFolders() throws(WorkspaceError) {
        for path in touchedFolders.sorted() { try WorkspaceFiles.synchronizeFolder(path) }
        touchedFolders.removeAll()
    }

    /// Removes folders that held nothing but deleted files.
    private mutating func deleteEmptyFolders(_ changes: [OutputPlan.Change]) throws(WorkspaceError) {
        for change in changes where change.action == .delete {
            for ancestor in change.path.ancestors {
                guard try WorkspaceFiles.deleteFolderIfEmpty(folder.location(ancestor)) else { break }
                touchedFolders.remove(folder.location(ancestor))
                touch(ancestor)
            }
        }
    }

    /// Removes temporary files of a process that died, in the folders that the plan is about.
    private func removeLeftovers(of plan: OutputPlan) throws(WorkspaceError) {
        var folders: Set<String> = [folder.root]
        for change in plan.changes { folders.formUnion(change.path.ancestors.map(folder.location)) }
        for path in folders.sorted() where try WorkspaceFiles.kind(of: path) == .folder || path == folder.root {
            for name in try WorkspaceFiles.names(in: path)
            where name.hasPrefix(OutputWriter.temporaryPrefix) && name.hasSuffix(OutputWriter.temporarySuffix) {
                try WorkspaceFiles.delete("\(path)/\(name)")
            }
        }
    }
}
