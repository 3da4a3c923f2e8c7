internal import Git
internal import Hashing
import System

/// Looks from time to time whether the live tree still is what was published: the state of every file each time, and
/// the content of a share of them in turn.
struct IntegrityCheck {
    let root: TreeRoot
    let files: FileSystem
    /// Zero for never.
    let interval: Duration

    /// Bytes that one check reads; all content is read in as many checks as that takes.
    private static let contentLimit = 16 << 20

    private var next = ContinuousClock.now
    private var cursor = 0

    init(root: TreeRoot, files: FileSystem, interval: Duration) {
        self.root = root
        self.files = files
        self.interval = interval
    }

    func isDue(_ now: ContinuousClock.Instant = .now) -> Bool { interval > .zero && now >= next }

    /// Counts the interval from now on: what was just published needs no look.
    mutating func postpone(now: ContinuousClock.Instant = .now) { next = now + interval }

    /// Makes the next check due.
    mutating func expedite() { next = .now }

    /// The live tree without the records of what was changed, when a check is due and finds something; its intact
    /// files can be linked to.
    mutating func changedTree(now: ContinuousClock.Instant = .now) throws(FileSystemError) -> PreviousTree? {
        guard isDue(now) else { return nil }
        next = now + interval
        guard let tree = try PreviousTree.read(root, files), root.publication(of: tree.live) != nil else { return nil }
        guard !tree.records.isEmpty else {
            // The empty tree has no records either, and nothing in it to heal.
            return try files.children(tree.live.directory).isEmpty ? nil : tree.marking(["the list of files"])
        }
        var changed = Set(try changedFiles(of: tree))
        changed.formUnion(try changedContent(of: tree, except: changed))
        let known = Set(tree.records.map { $0.path[...] })
        changed.formUnion(try added(to: tree.live.directory, below: "", known))
        return changed.isEmpty ? nil : tree.marking(changed.sorted())
    }

    private func changedFiles(of tree: PreviousTree) throws(FileSystemError) -> [String] {
        var changed: [String] = []
        for record in tree.records where record.kind != .submodule {
            let found = try files.status("\(tree.live.directory)/\(record.path)")
            if found?.isSame(as: record.status) != true { changed.append(record.path) }
        }
        return changed
    }

    private mutating func changedContent(
        of tree: PreviousTree, except known: Set<String>
    ) throws(FileSystemError) -> [String] {
        var changed: [String] = []
        var left = Self.contentLimit
        for _ in 0..<tree.records.count where left > 0 {
            let record = tree.records[cursor % tree.records.count]
            cursor = (cursor + 1) % tree.records.count
            guard record.kind.fileKind == .file, !known.contains(record.path) else { continue }
            left -= Int(clamping: record.status.size)
            var hash = SHA1()
            Array("blob \(record.status.size)\0".utf8).withUnsafeBytes { hash.update($0) }
            try files.read("\(tree.live.directory)/\(record.path)") { hash.update($0) }
            if !hash.finalize().elementsEqual(record.id.bytes) { changed.append(record.path) }
        }
        return changed
    }

    /// What nobody published. Python's byte code appears by itself where readers may write, and counts as harmless.
    private func added(to folder: String, below prefix: String, _ known: Set<Substring>) throws(FileSystemError)
        -> [String]
    {
        var found: [String] = []
        for entry in try files.entries(folder) where entry.name != "__pycache__" {
            let path = "\(prefix)\(entry.name)"
            if entry.isDirectory {
                found += try added(to: "\(folder)/\(entry.name)", below: "\(path)/", known)
            } else if !known.contains(path[...]) {
                found.append(path)
            }
        }
        return found
    }
}

extension PreviousTree {
    /// The same tree, where nothing at `paths` is known any more.
    func marking(_ paths: [String]) -> PreviousTree {
        let changed = Set(paths)
        return PreviousTree(
            live: live, records: records.filter { !changed.contains($0.path) }, tampered: paths, held: held)
    }
}
