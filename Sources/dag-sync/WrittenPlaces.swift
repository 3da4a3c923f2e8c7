import Glibc
import SyncEngine
import System

/// What is below a root already, so that a file which an option names must not be there.
struct WrittenPlaces {
    private let root: TreeRoot

    init(_ root: TreeRoot) { self.root = root }

    /// Why the file at `path`, absolute or below the root, cannot be written; nil when it can. Folders that are links count
    /// as what they lead to.
    func problem(of path: String) -> String? {
        let place = Self.resolved(OptionValues.absolute(path, below: root.directory))
        var status = stat()
        let isFolder = lstat(place, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
        if isFolder || Self.resolved(root.directory) == place { return "\(place) is a folder" }
        let link = Self.resolved(root.link)
        if place == link || place.hasPrefix(link + "/") {
            return "\(root.link) is the link, and readers open it; choose another place"
        }
        let own = [root.store, root.trees, root.lockFile, root.alertFile, "\(root.alertFile).new"]
        let taken = own.first { own in
            let own = Self.resolved(own)
            return place == own || place.hasPrefix(own + "/")
        }
        return taken.map { "\($0) is dag-sync's own; choose another place" }
    }

    /// The path with every folder of it as it really is, as far as they are there; a link at its end stays one.
    private static func resolved(_ path: String) -> String {
        let path = TreeRoot.normalised(path)
        let parent = FileSystem.parent(of: path)
        guard parent != path else { return path }
        var status = stat()
        var folder = parent
        // A folder of the path may itself be missing or a link.
        if lstat(parent, &status) != 0 {
            folder = resolved(parent)
        } else if let real = FileSystem().realPath(parent) {
            folder = real
        }
        return (folder == "/" ? "" : folder) + path.dropFirst(parent == "/" ? 0 : parent.count)
    }
}
