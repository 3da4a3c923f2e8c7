internal import FoundationEssentials
internal import Git
internal import Hashing

/// Whether every file that `manifest.json` at the tree's root lists is there with the hash that it lists.
///
/// dagc writes the manifest in the commit that it describes, so a difference means that somebody changed generated
/// files by hand or that a merge mixed two versions. A tree without a manifest passes.
struct ManifestCheck {
    let files: FileSystem

    static let name = "manifest.json"
    /// About 300,000 files.
    private static let manifestLimit = 64 << 20

    /// The members that matter here; others are ignored.
    private struct Manifest: Decodable {
        struct File: Decodable {
            let sha256: String
        }

        let version: Int
        let files: [String: File]
    }

    func refusals(of staged: Staged) throws -> [Refusal] {
        guard let record = staged.records.first(where: { $0.path == Self.name }) else { return [] }
        guard record.kind.fileKind == .file, record.status.size <= Self.manifestLimit else {
            return [Refusal(.manifest, Self.name, "is not a file of at most \(Self.manifestLimit) bytes")]
        }
        let bytes = try files.contents("\(staged.tree)/\(Self.name)", limit: Self.manifestLimit)
        let manifest: Manifest
        do { manifest = try JSONDecoder().decode(Manifest.self, from: Data(bytes)) } catch {
            return [Refusal(.manifest, Self.name, "cannot be read as a manifest: \(Self.reason(error))")]
        }
        guard manifest.version == 1 else {
            return [Refusal(.manifest, Self.name, "has version \(manifest.version); this dag-sync reads version 1")]
        }
        let published = Dictionary(uniqueKeysWithValues: staged.records.map { ($0.path, $0.kind) })
        return try manifest.files.sorted { $0.key < $1.key }.compactMap { path, file in
            try problem(at: path, file, published, in: staged).map { Refusal(.manifest, path, $0) }
        }
    }

    private func problem(
        at path: String, _ file: Manifest.File, _ published: [String: TreeEntry.Kind], in staged: Staged
    ) throws -> String? {
        guard let kind = published[path] else { return "is in the manifest and not in the commit" }
        guard kind.fileKind == .file else { return "is in the manifest and is not a plain file" }
        guard let expected = SHA256Digest(hexadecimal: file.sha256) else { return "has no SHA-256 in the manifest" }
        var hash = SHA256()
        try files.read("\(staged.tree)/\(path)") { hash.update($0) }
        let found = hash.finalize()
        guard found != expected else { return nil }
        return "has SHA-256 \(found), the manifest says \(expected); compile again instead of editing generated files"
    }

    private static func reason(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "\(error)" }
        return switch error {
        case .keyNotFound(let key, _): "'\(key.stringValue)' is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            context.debugDescription
        @unknown default: "\(error)"
        }
    }
}
