import System

/// Finds out, once for a process, what the volume of a root cannot do that dag-sync would like it to. Everything works
/// without; it is told, since somebody else has to make up for it.
struct VolumeProbe {
    let root: TreeRoot
    let files: FileSystem

    /// One sentence for each thing that is missing; nothing where the volume lets no file be made at the moment.
    func shortcomings(hasLocks: Bool) -> [String] {
        var found: [String] = []
        if !hasLocks {
            found.append("the volume has no locks: nothing keeps a second dag-sync from \(root.directory)")
        }
        let folder = "\(root.trees)/\(TreeRoot.stagingPrefix)\(UniqueName.random())"
        do throws(FileSystemError) {
            try files.makeDirectory(folder)
            try files.write([], to: "\(folder)/file")
            let opened = try OpenFolder(folder)
            if !opened.canSync {
                found.append(
                    "the volume cannot force data onto the disk: a crash of the machine may lose the last publish")
            }
            if try !canLink(in: opened) {
                found.append("the volume has no hard links: every publish writes every file")
            }
        } catch {
            // A full or failing disk is told of by the sync itself.
        }
        do throws(FileSystemError) { try files.removeTree(folder) } catch {}
        return found
    }

    private func canLink(in folder: borrowing OpenFolder) throws(FileSystemError) -> Bool {
        do throws(FileSystemError) {
            try files.hardLink("file", of: folder, in: folder, as: "link")
            return true
        } catch {
            guard error.meansNoHardLink else { throw error }
            return false
        }
    }
}
