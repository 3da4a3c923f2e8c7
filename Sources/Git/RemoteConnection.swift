internal import CGit2
internal import CShim
internal import Glibc
internal import Network

/// libgit2's connection to a remote: to push, and to list a repository on this machine's disk. Everything that it holds
/// is freed with it.
struct RemoteConnection: ~Copyable {
    let operation: RemoteOperation
    private let remote: Handle<Remote>
    /// What the remote advertised when the connection was made.
    let advertisement: ReferenceAdvertisement

    enum Direction {
        case fetch
        case push
    }

    init(
        _ direction: Direction, to endpoint: RemoteEndpoint, for context: GitContext, repository: OpaquePointer,
        _ operation: RemoteOperation
    ) throws(GitError) {
        if endpoint.scheme == .local { try Self.requireFolder(endpoint.url, context) }
        let remote = try Handle<Remote>(context, keeping: operation) { made in
            var options = git_remote_create_options()
            git_remote_create_options_init(&options, UInt32(GIT_REMOTE_CREATE_OPTIONS_VERSION))
            options.repository = repository
            // No setting of a configuration file may turn the address into another one.
            options.flags =
                GIT_REMOTE_CREATE_SKIP_INSTEADOF.rawValue | GIT_REMOTE_CREATE_SKIP_DEFAULT_FETCHSPEC.rawValue
            return git_remote_create_with_opts(&made, endpoint.url, &options)
        }
        var options = git_remote_connect_options()
        git_remote_connect_options_init(&options, UInt32(GIT_REMOTE_CONNECT_OPTIONS_VERSION))
        options.callbacks = Self.callbacks(of: remote)
        try operation.check {
            git_remote_connect_ext(
                remote.pointer, direction == .fetch ? GIT_DIRECTION_FETCH : GIT_DIRECTION_PUSH, &options)
        }
        advertisement = try Self.advertisement(of: remote.pointer, operation)
        self.operation = operation
        self.remote = remote
    }

    /// Pushes `refspec`; the server's verdict is in the operation afterwards.
    borrowing func upload(_ refspec: String) throws(GitError) {
        var options = git_push_options()
        git_push_options_init(&options, UInt32(GIT_PUSH_OPTIONS_VERSION))
        options.callbacks = Self.callbacks(of: remote)
        let list = TextList([refspec])
        try operation.check { git_remote_upload(remote.pointer, list.array, &options) }
    }

    /// libgit2 takes a path where nothing is for an address of an unknown scheme.
    private static func requireFolder(_ address: String, _ context: GitContext) throws(GitError) {
        let path = address.hasPrefix("file://") ? String(address.dropFirst(7)) : address
        guard access(path, F_OK) != 0, errno == ENOENT else { return }
        throw context.error(.notFound, "there is no such folder")
    }

    private static func callbacks(of remote: borrowing Handle<Remote>) -> git_remote_callbacks {
        var callbacks = git_remote_callbacks()
        git_remote_init_callbacks(&callbacks, UInt32(GIT_REMOTE_CALLBACKS_VERSION))
        callbacks.payload = remote.callbackObject
        callbacks.transport = makeTransport
        callbacks.sideband_progress = noteWords
        callbacks.push_update_reference = noteVerdict
        return callbacks
    }

    private static func advertisement(of remote: OpaquePointer, _ operation: RemoteOperation) throws(GitError)
        -> ReferenceAdvertisement
    {
        var heads: UnsafeMutablePointer<UnsafePointer<git_remote_head>?>?
        var count = 0
        try operation.check { git_remote_ls(&heads, &count, remote) }
        var references: [ReferenceAdvertisement.Reference] = []
        var peeled: [String: ObjectID] = [:]
        for index in 0..<count {
            guard let head = heads?[index]?.pointee, let name = head.name.map({ String(cString: $0) }) else { continue }
            if name.hasSuffix("^{}") {
                peeled[String(name.dropLast(3))] = ObjectID(head.oid)
            } else {
                references.append(
                    .init(
                        name: name, id: ObjectID(head.oid), peeled: nil,
                        symbolicTarget: head.symref_target.map { String(cString: $0) }))
            }
        }
        return ReferenceAdvertisement(
            references: references.map { reference in
                .init(
                    name: reference.name, id: reference.id, peeled: peeled[reference.name],
                    symbolicTarget: reference.symbolicTarget)
            })
    }
}

/// Strings as libgit2 takes a list of them.
private struct TextList: ~Copyable {
    let array: UnsafeMutablePointer<git_strarray>
    private let strings: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    private let count: Int

    init(_ texts: [String]) {
        count = texts.count
        strings = .allocate(capacity: texts.count)
        for (index, text) in texts.enumerated() { (strings + index).initialize(to: strdup(text)) }
        array = .allocate(capacity: 1)
        array.initialize(to: git_strarray(strings: strings, count: texts.count))
    }

    deinit {
        for index in 0..<count { free(strings[index]) }
        strings.deallocate()
        array.deallocate()
    }
}
