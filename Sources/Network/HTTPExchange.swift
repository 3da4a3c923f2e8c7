internal import CMicrohttpd
internal import System

/// One request while libmicrohttpd brings it in pieces, until its answer is queued.
///
/// Only the library's thread touches it, except for the answer, which a handler's task leaves here.
final class HTTPExchange {
    /// The place where a handler's answer waits for the library's thread.
    final class Answer: Sendable {
        private let response = Locked<HTTPServer.Response?>(nil)

        func put(_ given: HTTPServer.Response) { response.withLock { $0 = given } }
        func take() -> HTTPServer.Response? { response.withLock { $0.take() } }
    }

    private let method: String
    private let path: String
    private let answer = Answer()
    private var body: [UInt8] = []
    private var isTooLarge = false
    /// The handler's task, as the router knows it.
    fileprivate private(set) var task: UInt64?

    init(method: String, path: String) {
        self.method = method
        self.path = path
    }

    func append(_ bytes: UnsafeRawBufferPointer, limit: Int) {
        guard body.count + bytes.count <= limit else {
            isTooLarge = true
            body = []
            return
        }
        if !isTooLarge { body.append(contentsOf: bytes) }
    }

    /// Answers the complete request, or suspends the connection until a handler has.
    func respond(on connection: OpaquePointer, router: HTTPRouter) -> MHD_Result {
        if let response = answer.take() { return queue(response, on: connection) }
        if isTooLarge { return queue(HTTPRefusal.bodyTooLarge.response, on: connection) }
        switch router.handler(method: method, path: path) {
        case .failure(let refusal): return queue(refusal.response, on: connection)
        case .success(let handler): return start(handler, on: connection, router: router)
        }
    }

    private func start(
        _ handler: @escaping HTTPServer.Route.Handler, on connection: OpaquePointer, router: HTTPRouter
    ) -> MHD_Result {
        let request = HTTPServer.Request(
            method: method, path: path, query: values(of: .GET_ARGUMENT_KIND, on: connection).asDictionary,
            headers: values(of: .HEADER_KIND, on: connection), body: body)
        // The library keeps a suspended connection until it is resumed, so its address stays good.
        let address = UInt(bitPattern: connection)
        let answer = answer
        router.connections.isAnswered(connection)
        MHD_suspend_connection(connection)
        task = router.run(request, handler) { response in
            answer.put(response)
            MHD_resume_connection(OpaquePointer(bitPattern: address))
        }
        if task == nil {
            answer.put(HTTPRefusal.stopping.response)
            MHD_resume_connection(connection)
        }
        return .YES
    }

    private func values(of kind: MHD_ValueKind, on connection: OpaquePointer) -> HTTPHeaders {
        var fields = HTTPHeaders()
        withUnsafeMutablePointer(to: &fields) { target in
            _ = MHD_get_connection_values(connection, kind, collectField, UnsafeMutableRawPointer(target))
        }
        return fields
    }

    private func queue(_ response: HTTPServer.Response, on connection: OpaquePointer) -> MHD_Result {
        var body = response.body
        guard let made = MHD_create_response_from_buffer(body.count, &body, .RESPMEM_MUST_COPY) else {
            return .NO
        }
        defer { MHD_destroy_response(made) }
        for field in response.headers.fields where MHD_add_response_header(made, field.name, field.value) != .YES {
            return .NO
        }
        return MHD_queue_response(connection, UInt32(response.status), made)
    }
}

extension HTTPHeaders {
    fileprivate var asDictionary: [String: String] {
        Dictionary(fields.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
}

private func collectField(
    _ target: UnsafeMutableRawPointer?, _ kind: MHD_ValueKind, _ name: UnsafePointer<CChar>?,
    _ value: UnsafePointer<CChar>?
) -> MHD_Result {
    guard let target, let name else { return .NO }
    target.assumingMemoryBound(to: HTTPHeaders.self).pointee
        .append(String(cString: name), value.map { String(cString: $0) } ?? "")
    return .YES
}

/// libmicrohttpd's access handler: called once for the header, once for each piece of the body, once at its
/// end, and once more after each time that the connection was resumed.
func answerRequest(
    _ router: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ path: UnsafePointer<CChar>?,
    _ method: UnsafePointer<CChar>?, _ version: UnsafePointer<CChar>?, _ data: UnsafePointer<CChar>?,
    _ dataSize: UnsafeMutablePointer<Int>?, _ state: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
    guard let router, let connection, let path, let method, let dataSize, let state else { return .NO }
    let owner = CallbackObject<HTTPRouter>.object(behind: router)
    guard let known = state.pointee else {
        let exchange = HTTPExchange(method: String(cString: method), path: String(cString: path))
        state.pointee = CallbackObject.give(exchange)
        return .YES
    }
    let exchange = CallbackObject<HTTPExchange>.object(behind: known)
    guard dataSize.pointee == 0 else {
        exchange.append(UnsafeRawBufferPointer(start: data, count: dataSize.pointee), limit: owner.bodyLimit)
        dataSize.pointee = 0
        return .YES
    }
    return exchange.respond(on: connection, router: owner)
}

/// libmicrohttpd's notice that a request is over, however it ended.
func endRequest(
    _ router: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
    _ state: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ reason: MHD_RequestTerminationCode
) {
    guard let router, let state, let known = state.pointee else { return }
    if let connection { CallbackObject<HTTPRouter>.object(behind: router).connections.waitsAgain(connection) }
    let exchange = CallbackObject<HTTPExchange>.takeBack(known)
    if let task = exchange.task { CallbackObject<HTTPRouter>.object(behind: router).forget(task) }
    state.pointee = nil
}
