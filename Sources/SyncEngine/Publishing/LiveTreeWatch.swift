internal import Git
import System

/// Keeps an eye on what readers see: that the link leads where this process left it, and that the tree is what was
/// published.
struct LiveTreeWatch {
    let root: TreeRoot
    let files: FileSystem
    private var integrity: IntegrityCheck
    /// The tree that this process published or found at its start.
    private var known: TreeRoot.LiveTree?
    /// What is held in that tree, once it was asked for.
    private var held: [HeldFile]?

    init(root: TreeRoot, files: FileSystem, interval: Duration) {
        self.root = root
        self.files = files
        integrity = IntegrityCheck(root: root, files: files, interval: interval)
    }

    /// The tree that readers see, if dag-sync made it; one that another program left is not looked after.
    func live() throws(FileSystemError) -> TreeRoot.LiveTree? {
        guard let live = try root.live(files), root.publication(of: live) != nil else { return nil }
        return live
    }

    /// Leads the link back to where this process left it, and says what was found instead; nil when it is right.
    mutating func restoreLink() throws(FileSystemError) -> Tampering? {
        guard let known else {
            known = try live()
            return nil
        }
        guard try root.live(files) != known else { return nil }
        // Without the tree the next publish makes a new one.
        guard files.isDirectory(known.directory) else {
            forget()
            return Tampering(paths: [known.directory], isHealed: false)
        }
        try Publisher(root: root, files: files).switchLink(to: known.directory)
        return Tampering(paths: [root.link], isHealed: true)
    }

    var isDue: Bool { integrity.isDue() }

    /// The live tree without the records of what was changed, when a check is due and finds something.
    mutating func changedTree() throws(FileSystemError) -> PreviousTree? { try integrity.changedTree() }

    /// Files of the live tree that are held at an earlier version; nil while there is no tree.
    mutating func heldFiles() throws(FileSystemError) -> [HeldFile]? {
        if let held { return held }
        guard let live = try live(), let publication = root.publication(of: live) else { return nil }
        held = try PreviousTree.heldFiles(in: publication, files)
        return held
    }

    mutating func note(_ published: Published) {
        known = TreeRoot.LiveTree(commit: published.commit.id.description, directory: published.directory)
        held = published.held
        integrity.postpone()
    }

    /// Makes a check due at the next sync.
    mutating func lookAgain() { integrity.expedite() }

    /// Another process may change the root from now on.
    mutating func forget() {
        known = nil
        held = nil
    }
}
