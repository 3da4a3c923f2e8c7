internal import CGit2
internal import CShim
import System

// libgit2's smart transport calls these functions, always on the thread that called libgit2. Each finds its
// Swift object behind the C structure that it is handed.

/// Makes the transport of one remote, in place of those that libgit2 would choose by the address.
///
/// Remotes whose operation has no carrier are left to libgit2.
func makeTransport(
    _ transport: UnsafeMutablePointer<UnsafeMutablePointer<git_transport>?>?, _ remote: OpaquePointer?,
    _ payload: UnsafeMutableRawPointer?
) -> Int32 {
    guard let payload, let carrier = operation(payload).carrier else { return 0 }
    var definition = git_smart_subtransport_definition(
        callback: makeSubtransport, rpc: carrier.isStateless ? 1 : 0, param: payload)
    return git_transport_smart(transport, remote, &definition)
}

private func makeSubtransport(
    _ target: UnsafeMutablePointer<UnsafeMutablePointer<git_smart_subtransport>?>?,
    _ transport: UnsafeMutablePointer<git_transport>?, _ payload: UnsafeMutableRawPointer?
) -> Int32 {
    guard let target, let payload else { return -1 }
    let made = UnsafeMutablePointer<cshim_git_subtransport>.allocate(capacity: 1)
    let owner = CallbackObject.give(operation(payload))
    made.initialize(
        to: cshim_git_subtransport(
            parent: git_smart_subtransport(action: openStream, close: closeSubtransport, free: freeSubtransport),
            owner: owner))
    target.pointee = UnsafeMutableRawPointer(made).assumingMemoryBound(to: git_smart_subtransport.self)
    return 0
}

private func openStream(
    _ target: UnsafeMutablePointer<UnsafeMutablePointer<git_smart_subtransport_stream>?>?,
    _ subtransport: UnsafeMutablePointer<git_smart_subtransport>?, _ address: UnsafePointer<CChar>?,
    _ service: git_smart_service_t
) -> Int32 {
    guard let target, let subtransport else { return -1 }
    let operation = owner(of: subtransport)
    guard let carrier = operation.carrier, let wanted = SmartService(service) else { return -1 }
    let code = operation.perform { () throws(CarrierFailure) in try carrier.begin(wanted) }
    guard code == 0 else { return code }
    // A carrier that keeps its connection has to go on with the same stream.
    let stream = operation.stream ?? makeStream(of: subtransport, operation)
    target.pointee = UnsafeMutableRawPointer(stream).assumingMemoryBound(to: git_smart_subtransport_stream.self)
    return 0
}

private func makeStream(
    of subtransport: UnsafeMutablePointer<git_smart_subtransport>, _ operation: RemoteOperation
) -> UnsafeMutablePointer<cshim_git_stream> {
    let made = UnsafeMutablePointer<cshim_git_stream>.allocate(capacity: 1)
    made.initialize(
        to: cshim_git_stream(
            parent: git_smart_subtransport_stream(
                subtransport: subtransport, read: readStream, write: writeStream, free: freeStream),
            owner: CallbackObject.give(operation)))
    operation.stream = made
    return made
}

private func readStream(
    _ stream: UnsafeMutablePointer<git_smart_subtransport_stream>?, _ buffer: UnsafeMutablePointer<CChar>?,
    _ size: Int, _ count: UnsafeMutablePointer<Int>?
) -> Int32 {
    guard let stream, let buffer, let count, let carrier = owner(of: stream).carrier else { return -1 }
    count.pointee = 0
    return owner(of: stream).perform { () throws(CarrierFailure) in
        count.pointee = try carrier.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size))
    }
}

private func writeStream(
    _ stream: UnsafeMutablePointer<git_smart_subtransport_stream>?, _ bytes: UnsafePointer<CChar>?, _ size: Int
) -> Int32 {
    guard let stream, let carrier = owner(of: stream).carrier else { return -1 }
    return owner(of: stream).perform { () throws(CarrierFailure) in
        try carrier.write(UnsafeRawBufferPointer(start: bytes, count: size))
    }
}

private func freeStream(_ stream: UnsafeMutablePointer<git_smart_subtransport_stream>?) {
    guard let stream else { return }
    let made = UnsafeMutableRawPointer(stream).assumingMemoryBound(to: cshim_git_stream.self)
    let operation = CallbackObject<RemoteOperation>.takeBack(made.pointee.owner)
    operation.carrier?.endExchange()
    operation.stream = nil
    made.deallocate()
}

private func closeSubtransport(_ subtransport: UnsafeMutablePointer<git_smart_subtransport>?) -> Int32 {
    guard let subtransport else { return -1 }
    owner(of: subtransport).carrier?.close()
    return 0
}

private func freeSubtransport(_ subtransport: UnsafeMutablePointer<git_smart_subtransport>?) {
    guard let subtransport else { return }
    let made = UnsafeMutableRawPointer(subtransport).assumingMemoryBound(to: cshim_git_subtransport.self)
    _ = CallbackObject<RemoteOperation>.takeBack(made.pointee.owner)
    made.deallocate()
}

/// Tells the operation how far the indexer is; not 0 stops it.
func noteProgress(_ progress: UnsafePointer<git_indexer_progress>?, _ payload: UnsafeMutableRawPointer?) -> Int32 {
    guard let progress, let payload else { return -1 }
    return operation(payload).noteProgress(progress.pointee)
}

/// Keeps what the server writes for a person.
func noteWords(_ text: UnsafePointer<CChar>?, _ length: Int32, _ payload: UnsafeMutableRawPointer?) -> Int32 {
    guard let text, let payload else { return -1 }
    return operation(payload).noteWords(UnsafeRawBufferPointer(start: text, count: Int(length)))
}

/// Keeps the server's verdict on one pushed reference, which libgit2 does not make an error.
func noteVerdict(
    _ reference: UnsafePointer<CChar>?, _ verdict: UnsafePointer<CChar>?, _ payload: UnsafeMutableRawPointer?
) -> Int32 {
    guard let reference, let payload else { return -1 }
    operation(payload).noteVerdict(verdict.map { String(cString: $0) }, on: String(cString: reference))
    return 0
}

private func operation(_ payload: UnsafeMutableRawPointer) -> RemoteOperation {
    CallbackObject<RemoteOperation>.object(behind: payload)
}

private func owner(of subtransport: UnsafeMutablePointer<git_smart_subtransport>) -> RemoteOperation {
    operation(UnsafeMutableRawPointer(subtransport).assumingMemoryBound(to: cshim_git_subtransport.self).pointee.owner)
}

private func owner(of stream: UnsafeMutablePointer<git_smart_subtransport_stream>) -> RemoteOperation {
    operation(UnsafeMutableRawPointer(stream).assumingMemoryBound(to: cshim_git_stream.self).pointee.owner)
}

extension SmartService {
    fileprivate init?(_ service: git_smart_service_t) {
        switch service {
        case GIT_SERVICE_UPLOADPACK_LS: self = .uploadPackReferences
        case GIT_SERVICE_UPLOADPACK: self = .uploadPack
        case GIT_SERVICE_RECEIVEPACK_LS: self = .receivePackReferences
        case GIT_SERVICE_RECEIVEPACK: self = .receivePack
        default: return nil
        }
    }
}
