internal import CCurl
internal import CShim
internal import System

/// Carries requests one at a time over kept-alive connections, with the body read as it arrives.
///
/// Every call blocks, so a session belongs on a thread of its own (`ThreadExecutor`). At most 256 KiB of an
/// answer are held; the sender waits while they are not read. A cancelled task ends a wait within 100 ms.
package final class HTTPSession {
    /// The status line and fields of an answer whose body is still to be read.
    package struct Head: Sendable {
        /// The status code.
        package let status: Int
        /// The header fields.
        package let headers: HTTPHeaders
        /// Where the answer came from after redirects, without user information.
        package let url: String
    }

    private static let redirectLimit = 5

    private var handles = CurlHandles()
    private let userAgent: String
    private var transfer: CurlTransfer?

    /// A session without connections; `userAgent` is sent with every request.
    package init(userAgent: String = "dagc") { self.userAgent = userAgent }

    deinit { finish(drains: false) }

    /// Sends `request` and waits for the header of the answer, which may have any status.
    ///
    /// - Parameter end: when the operation that the request belongs to must be over; nil counts
    ///   `request.deadlines.total` from now.
    package func open(_ request: HTTPRequest, tls: TLSOptions, end: ContinuousClock.Instant? = nil)
        throws(NetworkError) -> Head
    {
        finish(drains: false)
        do throws(NetworkError) {
            return try exchange(request, tls: tls, end: end ?? .now + request.deadlines.total)
        } catch {
            // Not until the next request, which may come in minutes: a server that hangs would keep its side open.
            finish(drains: false)
            throw error
        }
    }

    private func exchange(_ request: HTTPRequest, tls: TLSOptions, end: ContinuousClock.Instant) throws(NetworkError)
        -> Head
    {
        var address = try HTTPAddress(request.url)
        let credentials = request.credentials ?? address.credentials
        for _ in 0...Self.redirectLimit {
            let transfer = CurlTransfer(
                request, to: address, credentials: credentials, tls: tls, userAgent: userAgent,
                watch: TransferWatch(request.deadlines, end: end))
            self.transfer = transfer
            try start(transfer)
            try wait(for: transfer) { $0.hasHead || $0.result != nil }
            guard let next = try redirect(of: transfer, from: address, method: request.method) else {
                return Head(status: transfer.status, headers: transfer.headers, url: address.text)
            }
            address = next
            finish(drains: true)
        }
        throw NetworkError(
            .redirect, operation: "request", subject: request.url, detail: "more than \(Self.redirectLimit) redirects")
    }

    /// Waits for more of the body and copies it to `buffer`; returns 0 at its end.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws(NetworkError) -> Int {
        guard let transfer else { return 0 }
        if transfer.buffered.isEmpty {
            resume(transfer)
            try wait(for: transfer) { !$0.buffered.isEmpty || $0.result != nil }
        }
        return transfer.buffered.take(into: buffer)
    }

    /// Waits for the next bytes of the body as for the first: the server has said that it still prepares them.
    package func waitAnew() { transfer?.watch.expectFirstByte() }

    /// Ends the exchange. With `drains`, a short rest of the body is awaited first (at most 64 KiB or a quarter
    /// of a second), because a connection can only be used again after its last answer has ended.
    package func finish(drains: Bool = true) {
        guard let transfer else { return }
        if drains { drain(transfer) }
        handles.takeBack()
        self.transfer = nil
    }

    /// Closes all connections.
    package func disconnect() {
        finish(drains: false)
        handles = CurlHandles()
    }

    private func start(_ transfer: CurlTransfer) throws(NetworkError) {
        try transfer.configure(&handles)
        guard curl_multi_add_handle(handles.multi, handles.easy) == CURLM_OK else {
            throw transfer.error(.other, "libcurl refused the transfer")
        }
    }

    private func resume(_ transfer: CurlTransfer) {
        guard transfer.isPaused else { return }
        transfer.isPaused = false
        curl_easy_pause(handles.easy, CURLPAUSE_CONT)
    }

    private func wait(for transfer: CurlTransfer, until isReady: (CurlTransfer) -> Bool) throws(NetworkError) {
        defer { transfer.watch.pause(at: .now) }
        while true {
            step(transfer)
            if isReady(transfer) { break }
            if Task.isCancelled { throw transfer.error(.cancelled) }
            let now = ContinuousClock.now
            if let late = transfer.watch.check(at: now, isConnected: isConnected(transfer)) {
                throw transfer.error(late)
            }
            curl_multi_poll(handles.multi, nil, 0, transfer.watch.nextCheck(after: now), nil)
        }
        try transfer.requireNoFailure()
    }

    /// Moves whatever can move now.
    private func step(_ transfer: CurlTransfer) {
        var running: Int32 = 0
        curl_multi_perform(handles.multi, &running)
        var waiting: Int32 = 0
        while let message = curl_multi_info_read(handles.multi, &waiting) {
            if message.pointee.msg == CURLMSG_DONE {
                var status = 0
                cshim_curl_get_number(handles.easy, CURLINFO_HTTP_CONNECTCODE, &status)
                transfer.proxyStatus = status
                transfer.result = cshim_curl_result(message)
            }
        }
        var sent: curl_off_t = 0
        if cshim_curl_get_offset(handles.easy, CURLINFO_SIZE_UPLOAD_T, &sent) == CURLE_OK, sent > transfer.sentBytes {
            transfer.sentBytes = sent
            transfer.watch.sent()
        }
    }

    private func isConnected(_ transfer: CurlTransfer) -> Bool {
        if transfer.isConnected { return true }
        var ready: curl_off_t = 0
        cshim_curl_get_offset(handles.easy, CURLINFO_PRETRANSFER_TIME_T, &ready)
        transfer.isConnected = ready > 0
        return transfer.isConnected
    }

    private func drain(_ transfer: CurlTransfer) {
        let end = ContinuousClock.now + .milliseconds(250)
        var left = 64 << 10
        while transfer.result == nil, transfer.failure == nil, left > 0, ContinuousClock.now < end {
            left -= transfer.buffered.discard()
            resume(transfer)
            step(transfer)
            if transfer.result == nil { curl_multi_poll(handles.multi, nil, 0, 50, nil) }
        }
    }

    /// Where an answer sends the request on; nil when it is not a redirect that can be followed as it is.
    private func redirect(of transfer: CurlTransfer, from address: HTTPAddress, method: HTTPRequest.Method)
        throws(NetworkError) -> HTTPAddress?
    {
        let keepsMethod = [307, 308].contains(transfer.status)
        guard keepsMethod || (method == .get && [301, 302, 303].contains(transfer.status)) else { return nil }
        var location: UnsafePointer<CChar>?
        cshim_curl_get_text(handles.easy, CURLINFO_REDIRECT_URL, &location)
        guard let location else { return nil }
        let next = try HTTPAddress(String(cString: location))
        guard next.isSameHost(as: address) else {
            throw transfer.error(.redirect, "the server redirects to another host: \(next.text)")
        }
        return next
    }
}
