internal import CGit2
internal import Network

/// What is being done to what, for the errors of the calls it consists of.
struct GitContext {
    let operation: GitError.Operation
    private let subject: Subject

    /// Thousands of objects are read for each one that an error tells of: their names become texts only then.
    private enum Subject {
        case text(String)
        case object(ObjectID)
    }

    init(_ operation: GitError.Operation, _ subject: some CustomStringConvertible) {
        self.operation = operation
        self.subject = .text(subject.description.showingAddresses)
    }

    init(_ operation: GitError.Operation, _ object: ObjectID) {
        self.operation = operation
        subject = .object(object)
    }

    /// Runs one call of libgit2 and turns a negative result into an error.
    ///
    /// The library keeps its last error for each thread, so it is read before anything else can run here.
    @discardableResult
    func check(_ call: () -> Int32) throws(GitError) -> Int32 {
        git_error_clear()
        let code = call()
        guard code >= 0 else { throw failure(code) }
        return code
    }

    /// The error behind `code`, which the call just before returned.
    func failure(_ code: Int32) -> GitError {
        let last = git_error_last()
        let message = last?.pointee.message.map { String(cString: $0) } ?? "libgit2 gave no reason"
        let area = git_error_t(rawValue: UInt32(bitPattern: last?.pointee.klass ?? 0))
        // A fetch asks the store only for what it has to have; what the remote lacks is found out by other ways.
        if operation == .fetch, code == GIT_ENOTFOUND.rawValue, area == GIT_ERROR_ODB {
            return error(.corrupt, message, code: code)
        }
        return error(Self.category(of: code, in: area, message: message), message, code: code)
    }

    func error(
        _ category: GitError.Category, _ message: String, code: Int32 = 0, retryAfter: Duration? = nil
    ) -> GitError {
        let name =
            switch subject {
            case .text(let text): text
            case .object(let id): id.description
            }
        return GitError(category, operation, subject: name, message: message, code: code, retryAfter: retryAfter)
    }

    /// What a function that only tests something said; every negative result but "not found" is an error.
    func exists(_ call: () -> Int32) throws(GitError) -> Bool {
        git_error_clear()
        let code = call()
        if code == GIT_ENOTFOUND.rawValue { return false }
        guard code >= 0 else { throw failure(code) }
        return true
    }

    private static func category(of code: Int32, in area: git_error_t, message: String) -> GitError.Category {
        switch git_error_code(code) {
        case GIT_ENOTFOUND, GIT_EUNBORNBRANCH: return .notFound
        case GIT_ENONFASTFORWARD: return .nonFastForward
        case GIT_EAUTH: return .authentication
        case GIT_ECERTIFICATE: return .tls
        case GIT_EINVALIDSPEC, GIT_EINVALID, GIT_EAMBIGUOUS: return .invalid
        case GIT_EEOF: return .network
        case GIT_EMISMATCH: return .corrupt
        case GIT_EUSER: return .cancelled
        default: break
        }
        // "not our ref" is git's answer to a wish for an object that it does not give out.
        if message.contains("not our ref") { return .notFound }
        // It is told with the folder that was to be opened, and no volume is to blame.
        if message.contains("Too many open files") { return .other }
        switch area {
        case GIT_ERROR_OS, GIT_ERROR_FILESYSTEM: return .disk
        case GIT_ERROR_NET, GIT_ERROR_HTTP, GIT_ERROR_SSH: return .network
        // Whatever is read was held against its name before.
        case GIT_ERROR_TREE: return .malformed
        case GIT_ERROR_SSL: return .tls
        case GIT_ERROR_ODB, GIT_ERROR_ZLIB, GIT_ERROR_OBJECT, GIT_ERROR_INDEXER, GIT_ERROR_SHA: return .corrupt
        default: return .other
        }
    }
}
