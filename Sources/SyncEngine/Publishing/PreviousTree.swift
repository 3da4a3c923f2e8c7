internal import Documents
import System

/// The tree that was published last, with what is known of its files.
package struct PreviousTree: Sendable {
    package let live: TreeRoot.LiveTree
    /// Sorted by path; empty when nothing is known, so that everything is written anew.
    package let records: [FileRecord]
    /// Paths that somebody changed since, as far as they were looked for.
    package var tampered: [String] = []
    /// Files that are not at the commit's version.
    package var held: [HeldFile] = []

    /// A list of a million paths of usual length is below this size.
    private static let recordLimit = 512 << 20
    private static let heldLimit = 16 << 20

    /// The live tree of `root`; nil when there is none.
    static func read(_ root: TreeRoot, _ files: FileSystem) throws(FileSystemError) -> PreviousTree? {
        guard let live = try root.live(files) else { return nil }
        guard let publication = root.publication(of: live) else { return PreviousTree(live: live, records: []) }
        let list = Publication.recordFile(in: publication)
        guard try files.status(list)?.kind == .file else { return PreviousTree(live: live, records: []) }
        let bytes = try files.contents(list, limit: recordLimit)
        return PreviousTree(
            live: live, records: FileRecords.decode(bytes) ?? [], held: try heldFiles(in: publication, files))
    }

    /// What was held when a tree was published; nothing for a list that cannot be read any more.
    static func heldFiles(in publication: String, _ files: FileSystem) throws(FileSystemError) -> [HeldFile] {
        let list = Publication.heldFile(in: publication)
        guard try files.status(list)?.kind == .file else { return [] }
        let bytes = try files.contents(list, limit: heldLimit)
        do throws(JSONSyntaxError) {
            guard case .array(let documents) = try JSONParser.parse(bytes) else { return [] }
            return documents.compactMap(HeldFile.init)
        } catch {
            return []
        }
    }
}

/// The names of what lies in one folder below `trees`.
enum Publication {
    static func recordFile(in publication: String) -> String { "\(publication)/files" }
    /// Only there when something is held.
    static func heldFile(in publication: String) -> String { "\(publication)/held.json" }
    /// Its time is when the tree stopped to be live.
    static func replacedFile(in publication: String) -> String { "\(publication)/replaced" }
    static func provenanceFile(in publication: String) -> String { "\(publication)/publish.json" }
}
