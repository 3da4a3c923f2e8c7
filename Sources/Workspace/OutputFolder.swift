internal import Glibc
internal import Hashing

/// What an output folder holds of the files that a compilation is about.
package struct FolderState: Equatable, Sendable {
    /// A file in the way of an artifact, or generated before.
    package enum File: Equatable, Sendable {
        case regular([UInt8])
        /// A symbolic link, a device, a folder where a file is expected.
        case other
    }

    /// The manifest in the folder; empty when there is none.
    package let manifest: Manifest
    /// The manifest of a compilation that was interrupted while it wrote its files.
    package let interrupted: Manifest?
    /// The files that exist, of those that were asked for.
    package let files: [ArtifactPath: File]

    /// A state as it was found.
    package init(manifest: Manifest, interrupted: Manifest? = nil, files: [ArtifactPath: File]) {
        self.manifest = manifest
        self.interrupted = interrupted
        self.files = files
    }

    /// The generated files as they are there now, with the origins that the manifest gives them.
    package var artifacts: ArtifactSet {
        ArtifactSet(
            manifest.files.compactMap { path, entry in
                guard case .regular(let bytes) = files[path] else { return nil }
                let origin = entry.origin
                return Artifact(
                    path: path, bytes: bytes, backend: origin.backend, source: origin.source, model: origin.model)
            })
    }

    /// Whether the file is the compiler's own: written by it, and not changed since.
    func isOwn(_ path: ArtifactPath, _ bytes: [UInt8]) -> Bool {
        let digests = [manifest, interrupted].compactMap { $0?.files[path]?.digest }
        return !digests.isEmpty && digests.contains(SHA256.digest(of: bytes))
    }

    func isListed(_ path: ArtifactPath) -> Bool {
        manifest.files[path] != nil || interrupted?.files[path] != nil
    }
}

/// An output folder on disk.
package struct OutputFolder: Sendable {
    /// The manifest of the compilation whose files are being written. The last step renames it to the manifest's name.
    static let interruptedManifest: ArtifactPath = ".dagc-manifest.json"

    let root: String

    /// The folder at a path of the file system; it need not exist.
    package init(_ root: String) { self.root = root }

    /// What the folder holds of the generated files and of what is in the way of new ones.
    ///
    /// - Throws: `WorkspaceError` when something that is there cannot be read.
    package func state(for artifacts: ArtifactSet) throws(WorkspaceError) -> FolderState {
        let manifest = try readManifest(Manifest.path) ?? .empty
        let interrupted = try readManifest(OutputFolder.interruptedManifest)
        var paths = Set(artifacts.artifacts.map(\.path)).union(manifest.files.keys)
        if let interrupted { paths.formUnion(interrupted.files.keys) }
        var files: [ArtifactPath: FolderState.File] = [:]
        for path in paths { files[path] = try read(path) }
        return FolderState(manifest: manifest, interrupted: interrupted, files: files)
    }

    private func readManifest(_ path: ArtifactPath) throws(WorkspaceError) -> Manifest? {
        switch try read(path) {
        case nil: return nil
        case .other: throw WorkspaceError(.read, location(path), .notAFile)
        case .regular(let bytes):
            do throws(ManifestError) {
                return try Manifest(parsing: bytes)
            } catch {
                throw WorkspaceError(.read, location(path), .manifest(error))
            }
        }
    }

    func location(_ path: ArtifactPath) -> String { "\(root)/\(path)" }

    /// What stands at a path; `nil` when nothing does.
    private func read(_ path: ArtifactPath) throws(WorkspaceError) -> FolderState.File? {
        for folder in path.ancestors.reversed() {
            switch try WorkspaceFiles.kind(of: location(folder)) {
            case .missing: return nil
            case .folder: continue
            case .file, .other: return .other
            }
        }
        switch try WorkspaceFiles.kind(of: location(path)) {
        case .missing: return nil
        case .file: return .regular(try WorkspaceFiles.read(location(path)))
        case .folder, .other: return .other
        }
    }
}
