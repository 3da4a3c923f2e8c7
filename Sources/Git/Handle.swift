internal import CGit2
import System

/// Says how libgit2 frees one kind of object.
protocol Releasable {
    static func release(_ pointer: OpaquePointer)
}

/// The owner of one object of libgit2, which is freed exactly once, when the owner ends.
struct Handle<Kind: Releasable>: ~Copyable {
    let pointer: OpaquePointer
    /// What the callbacks of the object find themselves by; it is there until the object is freed.
    let callbackObject: UnsafeMutableRawPointer?
    private let kept: CallbackObject<AnyObject>?

    deinit { Kind.release(pointer) }

    /// Takes over what `make` puts into its argument.
    init(_ context: GitContext, keeping kept: AnyObject? = nil, _ make: (inout OpaquePointer?) -> Int32)
        throws(GitError)
    {
        var made: OpaquePointer?
        git_error_clear()
        let code = make(&made)
        guard code >= 0, let made else { throw context.failure(code) }
        pointer = made
        if let kept {
            let lent = CallbackObject(kept)
            callbackObject = lent.pointer
            self.kept = consume lent
        } else {
            callbackObject = nil
            self.kept = nil
        }
    }
}

extension Handle where Kind == StoredObject {
    /// Shows the object's own memory, which is there no longer than the object.
    borrowing func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(start: git_odb_object_data(pointer), count: git_odb_object_size(pointer)))
    }
}

enum Repository: Releasable { static func release(_ pointer: OpaquePointer) { git_repository_free(pointer) } }
enum Database: Releasable { static func release(_ pointer: OpaquePointer) { git_odb_free(pointer) } }
enum StoredObject: Releasable { static func release(_ pointer: OpaquePointer) { git_odb_object_free(pointer) } }
enum AnyObjectKind: Releasable { static func release(_ pointer: OpaquePointer) { git_object_free(pointer) } }
enum Commit: Releasable { static func release(_ pointer: OpaquePointer) { git_commit_free(pointer) } }
enum Tree: Releasable { static func release(_ pointer: OpaquePointer) { git_tree_free(pointer) } }
enum TreeBuilder: Releasable { static func release(_ pointer: OpaquePointer) { git_treebuilder_free(pointer) } }
enum Reference: Releasable { static func release(_ pointer: OpaquePointer) { git_reference_free(pointer) } }
enum Remote: Releasable { static func release(_ pointer: OpaquePointer) { git_remote_free(pointer) } }
enum ReferenceIterator: Releasable {
    static func release(_ pointer: OpaquePointer) { git_reference_iterator_free(pointer) }
}
enum PackBuilder: Releasable { static func release(_ pointer: OpaquePointer) { git_packbuilder_free(pointer) } }
