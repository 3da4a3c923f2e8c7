internal import CCurl
internal import CShim
internal import System

/// Sends mail through one SMTP server, on a thread of its own.
package actor MailClient {
    /// The server and how it is spoken to.
    package struct Server: Sendable {
        /// `smtp://host:port`, or `smtps://host:port` for TLS from the first byte.
        package var url: String
        /// Whether `smtp://` has to change to TLS before anything is sent.
        package var requiresTLS: Bool
        package var credentials: BasicCredentials?
        package var tls: TLSOptions

        package init(
            url: String, requiresTLS: Bool = true, credentials: BasicCredentials? = nil, tls: TLSOptions = TLSOptions()
        ) {
            self.url = url
            self.requiresTLS = requiresTLS
            self.credentials = credentials
            self.tls = tls
        }
    }

    private static let connectLimit = 10_000
    private static let totalLimit = 30_000

    private let executor = ThreadExecutor(name: "mail-client")

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    package init() {}

    /// Hands `message`, with its header, to the server for all `recipients`.
    ///
    /// - Throws: `NetworkError` when the server does not take it for all of them within half a minute.
    package func send(_ message: String, from sender: String, to recipients: [String], via server: Server)
        throws(NetworkError)
    {
        var handles = CurlHandles()
        let upload = Upload(Array(message.utf8), to: recipients)
        let context = handles.lend(upload)
        let easy = handles.easy
        var codes = [
            cshim_curl_set_text(easy, CURLOPT_URL, server.url),
            cshim_curl_set_text(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps"),
            cshim_curl_set_number(easy, CURLOPT_NOSIGNAL, 1),
            cshim_curl_set_number(easy, CURLOPT_CONNECTTIMEOUT_MS, Self.connectLimit),
            cshim_curl_set_number(easy, CURLOPT_TIMEOUT_MS, Self.totalLimit),
            cshim_curl_set_number(
                easy, CURLOPT_USE_SSL, server.requiresTLS ? Int(CURLUSESSL_ALL.rawValue) : Int(CURLUSESSL_TRY.rawValue)),
            cshim_curl_set_number(easy, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2),
            cshim_curl_set_text(easy, CURLOPT_MAIL_FROM, "<\(sender)>"),
            cshim_curl_set_pointer(easy, CURLOPT_MAIL_RCPT, UnsafeMutableRawPointer(upload.recipients.first)),
            cshim_curl_set_number(easy, CURLOPT_UPLOAD, 1),
            cshim_curl_set_callback(easy, CURLOPT_READFUNCTION, giveMessage),
            cshim_curl_set_pointer(easy, CURLOPT_READDATA, context),
        ]
        if let file = server.tls.certificateAuthorityFile {
            codes.append(cshim_curl_set_text(easy, CURLOPT_CAINFO, file))
        }
        if let credentials = server.credentials {
            codes.append(cshim_curl_set_text(easy, CURLOPT_USERNAME, credentials.username))
            codes.append(cshim_curl_set_text(easy, CURLOPT_PASSWORD, credentials.password.reveal()))
        }
        let code = codes.first { $0 != CURLE_OK } ?? curl_easy_perform(easy)
        handles.takeBack()
        guard code != CURLE_OK else { return }
        throw NetworkError(
            Self.kind(of: code), operation: "send mail", subject: server.url,
            detail: String(cString: curl_easy_strerror(code)))
    }

    private static func kind(of code: CURLcode) -> NetworkError.Kind {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .resolve
        case CURLE_COULDNT_CONNECT: .connect
        case CURLE_OPERATION_TIMEDOUT: .timeout(.total)
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_USE_SSL_FAILED: .tls
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: .invalid
        default: .other
        }
    }
}

/// The message on its way to libcurl.
private final class Upload {
    private(set) var recipients = CurlHeaderList()
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8], to addresses: [String]) {
        rest = bytes[...]
        for address in addresses { recipients.append("<\(address)>") }
    }

    func take(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let piece = rest.prefix(buffer.count)
        buffer.copyBytes(from: piece)
        rest = rest.dropFirst(piece.count)
        return piece.count
    }
}

private func giveMessage(
    _ data: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ user: UnsafeMutableRawPointer?
) -> Int {
    guard let data, let user else { return 0 }
    let buffer = UnsafeMutableRawBufferPointer(start: data, count: size * count)
    return CallbackObject<Upload>.object(behind: user).take(into: buffer)
}
