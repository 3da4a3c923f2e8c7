internal import Documents
internal import Git
internal import Hashing
import System

/// Whether every file that `manifest.json` at the tree's root lists is there with the hash that it lists.
///
/// dagc writes the manifest in the commit that it describes, so a difference means that somebody changed generated
/// files by hand or that a merge mixed two versions. A tree without a manifest passes.
struct ManifestCheck {
    let files: FileSystem

    static let name = "manifest.json"
    /// About 300,000 files.
    private static let manifestLimit = 64 << 20

    func refusals(of staged: Staged) throws -> [Refusal] {
        guard let record = staged.records.first(where: { $0.path == Self.name }) else { return [] }
        guard record.kind.fileKind == .file, record.status.size <= Self.manifestLimit else {
            return [Refusal(.manifest, Self.name, "is not a file of at most \(Self.manifestLimit) bytes")]
        }
        let bytes = try files.contents("\(staged.tree)/\(Self.name)", limit: Self.manifestLimit)
        let hashes: [(path: String, sha256: String)]
        do throws(Unreadable) { hashes = try Self.hashes(in: bytes) } catch {
            return [Refusal(.manifest, Self.name, error.reason)]
        }
        let published = Dictionary(uniqueKeysWithValues: staged.records.map { ($0.path, $0.kind) })
        return try hashes.filter { staged.gated.verified.sparse?.includes($0.path) ?? true }.sorted {
            $0.path < $1.path
        }.compactMap { path, hash in
            try problem(at: path, hash, published, in: staged).map { Refusal(.manifest, path, $0) }
        }
    }

    private func problem(
        at path: String, _ listed: String, _ published: [String: TreeEntry.Kind], in staged: Staged
    ) throws -> String? {
        guard let kind = published[path] else { return "is in the manifest and not in the commit" }
        guard kind.fileKind == .file else { return "is in the manifest and is not a plain file" }
        guard let expected = SHA256Digest(hexadecimal: listed) else { return "has no SHA-256 in the manifest" }
        var hash = SHA256()
        try files.read("\(staged.tree)/\(path)") { hash.update($0) }
        let found = hash.finalize()
        guard found != expected else { return nil }
        return "has SHA-256 \(found), the manifest says \(expected); compile again instead of editing generated files"
    }

    private struct Unreadable: Error {
        let reason: String
    }

    /// What `files` lists; other members are ignored.
    private static func hashes(in bytes: [UInt8]) throws(Unreadable) -> [(path: String, sha256: String)] {
        let document: Document
        do throws(JSONSyntaxError) { document = try JSONParser.parse(bytes) } catch {
            throw Unreadable(reason: "cannot be read as a manifest: \(error)")
        }
        guard case .int(let version) = document["version"] else {
            throw Unreadable(reason: "cannot be read as a manifest: 'version' is missing")
        }
        guard version == 1 else {
            throw Unreadable(reason: "has version \(version); this dag-sync reads version 1")
        }
        guard case .object(let files) = document["files"] else {
            throw Unreadable(reason: "cannot be read as a manifest: 'files' is missing")
        }
        var hashes: [(path: String, sha256: String)] = []
        for file in files.entries {
            guard let hash = file.value["sha256"]?.string else {
                throw Unreadable(reason: "cannot be read as a manifest: 'sha256' of \(file.key) is missing")
            }
            hashes.append((file.key, hash))
        }
        return hashes
    }
}
