internal import CGit2
internal import CShim
import System

/// Takes a pack into a store piece by piece. What a thin pack leaves out is added from the store; nothing can be read
/// before `commit`, and without it nothing stays.
struct PackWriter: ~Copyable {
    private let writer: UnsafeMutablePointer<git_odb_writepack>
    private let operation: RemoteOperation
    /// What the library tells of its progress; freed after it.
    private let listener: CallbackObject<RemoteOperation>
    private var progress = git_indexer_progress()

    init(into database: OpaquePointer, for operation: RemoteOperation) throws(CarrierFailure) {
        operation.beginPack()
        var made: UnsafeMutablePointer<git_odb_writepack>?
        let listener = CallbackObject(operation)
        let payload = listener.pointer
        try Self.check(operation) { git_odb_write_pack(&made, database, noteProgress, payload) }
        guard let made else { throw CarrierFailure(.other, "libgit2 made no place for a pack") }
        writer = made
        self.operation = operation
        self.listener = listener
    }

    deinit { writer.pointee.free?(writer) }

    mutating func append(_ bytes: UnsafeRawBufferPointer) throws(CarrierFailure) {
        try append(bytes.count) { writer, progress in
            writer.pointee.append?(writer, bytes.baseAddress, bytes.count, &progress)
        }
    }

    mutating func append(_ bytes: [UInt8]) throws(CarrierFailure) {
        try append(bytes.count) { writer, progress in writer.pointee.append?(writer, bytes, bytes.count, &progress) }
    }

    private mutating func append(
        _ count: Int, _ call: (UnsafeMutablePointer<git_odb_writepack>, inout git_indexer_progress) -> Int32?
    ) throws(CarrierFailure) {
        try operation.noteBytes(count)
        let writer = writer
        try Self.check(operation) { call(writer, &progress) ?? -1 }
    }

    consuming func commit() throws(CarrierFailure) {
        let (writer, operation) = (writer, operation)
        try Self.check(operation) { writer.pointee.commit?(writer, &progress) ?? -1 }
    }

    private static func check(_ operation: RemoteOperation, _ call: () -> Int32) throws(CarrierFailure) {
        do throws(GitError) { try operation.check(call) } catch {
            throw CarrierFailure(error)
        }
    }
}
