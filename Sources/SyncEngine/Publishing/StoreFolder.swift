internal import Git
internal import System

/// A folder that is or was a store, and what others put into it.
struct StoreFolder {
    /// Absolute.
    let path: String
    let files: FileSystem

    /// Takes what is none of git's into the folder of another store, which is made if need be. What has the same name there
    /// stays, and what comes gets a name of its own.
    func moveForeignFiles(to store: String) throws(FileSystemError) {
        let names = try files.children(path).filter { !GitStore.ownsEntry(called: $0) }
        guard !names.isEmpty else { return }
        try files.makeDirectories(store)
        for name in names {
            let isTaken = try files.status("\(store)/\(name)") != nil
            try files.rename("\(path)/\(name)", to: "\(store)/\(name)\(isTaken ? "-\(UniqueName.random())" : "")")
        }
    }
}
