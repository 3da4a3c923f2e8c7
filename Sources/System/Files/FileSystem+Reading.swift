internal import Glibc

extension FileSystem {
    /// What is at `path`, without following a link; nil when nothing is.
    package func status(_ path: String) throws(FileSystemError) -> FileStatus? {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw FileSystemError("stat", path, code: errno)
        }
        return FileStatus(status)
    }

    /// The same for a path that need not be text, ended by NUL.
    func status(_ path: [CChar]) throws(FileSystemError) -> FileStatus? {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw FileSystemError("stat", Self.text(path), code: errno)
        }
        return FileStatus(status)
    }

    /// Whether a directory is at `path`, following links.
    package func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The path without links, `.` and `..`; nil where nothing is, or where it cannot be reached (realpath(3)).
    package func realPath(_ path: String) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        guard realpath(path, &buffer) != nil else { return nil }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Where the symbolic link at `path` points; nil when there is no link.
    package func linkTarget(_ path: String) throws(FileSystemError) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(path, &buffer, buffer.count)
        guard count >= 0 else {
            if errno == ENOENT || errno == EINVAL || errno == ENOTDIR { return nil }
            throw FileSystemError("readlink", path, code: errno)
        }
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The names in a directory, sorted by their bytes.
    package func children(_ path: String) throws(FileSystemError) -> [String] {
        var names: [String] = []
        try visit(Array(path.utf8CString)) { name, _ in names.append(String(cString: name)) }
        return names.sorted()
    }

    /// The names in a directory in no order, each with whether it is a directory itself; links are not followed.
    package func entries(_ path: String) throws(FileSystemError) -> [(name: String, isDirectory: Bool)] {
        var found: [(name: String, type: UInt8)] = []
        try visit(Array(path.utf8CString)) { found.append((String(cString: $0), $1)) }
        var entries: [(name: String, isDirectory: Bool)] = []
        entries.reserveCapacity(found.count)
        for (name, type) in found {
            // Some file systems do not say what an entry is.
            let isUnknown = type == UInt8(DT_UNKNOWN)
            let kind = isUnknown ? try status("\(path)/\(name)")?.kind : nil
            entries.append((name, isUnknown ? kind == .directory : type == UInt8(DT_DIR)))
        }
        return entries
    }

    /// Hands out the names in a directory, which need not be text, each with its type.
    ///
    /// - Parameter path: ended by NUL.
    func visit(_ path: [CChar], _ entry: (UnsafePointer<CChar>, UInt8) -> Void) throws(FileSystemError) {
        guard let directory = opendir(path) else { throw FileSystemError("opendir", Self.text(path), code: errno) }
        defer { closedir(directory) }
        let nameOffset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
        while true {
            // What is done with an entry may leave an error of its own.
            errno = 0
            guard let next = readdir(directory) else { break }
            // In place: an entry is as long as its name, and what C declares reaches beyond it.
            let name = UnsafeRawPointer(next).advanced(by: nameOffset).assumingMemoryBound(to: CChar.self)
            if strcmp(name, ".") != 0 && strcmp(name, "..") != 0 { entry(name, next.pointee.d_type) }
        }
        guard errno == 0 else { throw FileSystemError("readdir", Self.text(path), code: errno) }
    }

    /// A path that ends with NUL, as people read it.
    static func text(_ path: [CChar]) -> String {
        String(decoding: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The whole content of a file of at most `limit` bytes; `EFBIG` for a longer one.
    ///
    /// - Parameter followingLinks: false where a link in the file's place is an error.
    package func contents(
        _ path: String, limit: Int, followingLinks: Bool = true
    ) throws(FileSystemError) -> [UInt8] {
        var bytes: [UInt8] = []
        if let size = try status(path)?.size, size <= limit { bytes.reserveCapacity(Int(size)) }
        var isTooLong = false
        try read(path, followingLinks: followingLinks) { chunk in
            isTooLong = isTooLong || bytes.count + chunk.count > limit
            if !isTooLong { bytes += chunk }
        }
        guard !isTooLong else { throw FileSystemError("read", path, code: EFBIG) }
        return bytes
    }

    /// Hands out the content of a file in pieces, so that memory does not grow with its size.
    package func read(
        _ path: String, followingLinks: Bool = true, piece: (UnsafeRawBufferPointer) -> Void
    ) throws(FileSystemError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | (followingLinks ? 0 : O_NOFOLLOW))
        guard descriptor >= 0 else { throw FileSystemError("open", path, code: errno) }
        defer { close(descriptor) }
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileSystemError("read", path, code: errno) }
            if count == 0 { return }
            chunk.withUnsafeBytes { piece(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }
    }
}
