internal import CCurl
internal import CShim
import System

/// One request on its way through libcurl: what is sent, what has arrived, and what went wrong.
final class CurlTransfer {
    /// From here on the sender waits until something is read.
    private static let bufferLimit = 256 << 10
    /// More than any server sends, so that an endless header cannot fill the memory.
    private static let headerLimit = 256 << 10

    private let request: HTTPRequest
    private let address: HTTPAddress
    private let credentials: BasicCredentials?
    private let tls: TLSOptions
    private let userAgent: String
    private var lines = CurlHeaderList()
    private let errorText: UnsafeMutablePointer<CChar>
    private var headerBytes = 0
    private var bodyBytes = 0

    var watch: TransferWatch
    var isConnected = false
    var isPaused = false
    var sentBytes: curl_off_t = 0
    var buffered = ByteQueue()
    private(set) var status = 0
    private(set) var headers = HTTPHeaders()
    private(set) var hasHead = false
    /// What a proxy answered to CONNECT; 0 without one.
    var proxyStatus = 0
    /// libcurl's verdict once the transfer is over.
    var result: CURLcode?
    /// What this side refused about the answer.
    private(set) var failure: NetworkError?

    init(
        _ request: HTTPRequest, to address: HTTPAddress, credentials: BasicCredentials?, tls: TLSOptions,
        userAgent: String, watch: TransferWatch
    ) {
        self.request = request
        self.address = address
        self.credentials = credentials
        self.tls = tls
        self.userAgent = userAgent
        self.watch = watch
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit { errorText.deallocate() }

    func error(_ kind: NetworkError.Kind, _ detail: String = "") -> NetworkError {
        NetworkError(kind, operation: "request", subject: address.text, detail: detail)
    }

    /// - Throws: the reason why the transfer ended, unless that was the end of a whole answer.
    func requireNoFailure() throws(NetworkError) {
        if let failure { throw failure }
        guard let result, result != CURLE_OK else { return }
        let reported = ProxyMessage.shown(String(cString: errorText))
        throw error(
            kind(of: result, reported), reported.isEmpty ? String(cString: curl_easy_strerror(result)) : reported)
    }

    private func kind(of code: CURLcode, _ reported: String) -> NetworkError.Kind {
        // A proxy that refuses answers itself, and no request reaches the server.
        if proxyStatus >= 300 { return .status(proxyStatus) }
        // In version 1.3 of TLS a certificate is refused when the first bytes of the answer are read.
        if reported.contains("SSL routines") { return .tls }
        return Self.kind(of: code)
    }

    private static func kind(of code: CURLcode) -> NetworkError.Kind {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .resolve
        case CURLE_COULDNT_CONNECT, CURLE_PROXY: .connect
        // The only time limit that libcurl itself is given is the one for connecting.
        case CURLE_OPERATION_TIMEDOUT: .timeout(.connect)
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_CRL_BADFILE, CURLE_SSL_ENGINE_NOTFOUND,
            CURLE_SSL_PINNEDPUBKEYNOTMATCH:
            .tls
        // The last two are files of this side.
        case CURLE_URL_MALFORMAT, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE: .invalid
        case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_WEIRD_SERVER_REPLY,
            CURLE_BAD_CONTENT_ENCODING, CURLE_HTTP2, CURLE_HTTP2_STREAM,
            // Addresses are checked before, so this is libcurl's word for an answer without a status line.
            CURLE_UNSUPPORTED_PROTOCOL:
            .protocolViolation
        default: .other
        }
    }
}

extension CurlTransfer {
    /// Sets up the handle for this transfer, which the handles keep for as long as libcurl may look at it.
    func configure(_ handles: inout CurlHandles) throws(NetworkError) {
        let context = handles.lend(self)
        var settings = CurlSettings(handles.easy)
        settings.text(CURLOPT_URL, address.text)
        settings.text(CURLOPT_PROTOCOLS_STR, "http,https")
        settings.text(CURLOPT_USERAGENT, userAgent)
        // Whatever the library can decode; the body limit counts decoded bytes.
        settings.text(CURLOPT_ACCEPT_ENCODING, "")
        settings.number(CURLOPT_FOLLOWLOCATION, 0)
        settings.number(CURLOPT_NOSIGNAL, 1)
        // Without it, ending a transfer waits for a name lookup that hangs.
        settings.number(CURLOPT_QUICK_EXIT, 1)
        settings.number(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        settings.number(CURLOPT_CONNECTTIMEOUT_MS, request.deadlines.connect.milliseconds)
        addTLS(to: &settings)
        // Only an empty text outweighs the environment.
        if !request.usesProxy { settings.text(CURLOPT_PROXY, "") }
        if let credentials {
            settings.number(CURLOPT_HTTPAUTH, cshim_curl_basic)
            settings.text(CURLOPT_USERNAME, credentials.username)
            settings.text(CURLOPT_PASSWORD, credentials.password.reveal())
        }
        if let file = request.cookieFile { settings.text(CURLOPT_COOKIEFILE, file) }
        if request.method != .get { addBody(to: &settings) }
        try addHeaders(to: &settings)
        addCallbacks(to: &settings, context)
        if let refusal = settings.refusal {
            throw error(.invalid, String(cString: curl_easy_strerror(refusal)))
        }
    }

    private func addTLS(to settings: inout CurlSettings) {
        settings.number(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        if let file = tls.certificateAuthorityFile {
            settings.text(CURLOPT_CAINFO, file)
            // The folder of the system's authorities, which libcurl may be built with, would stay beside it.
            settings.pointer(CURLOPT_CAPATH, nil)
        }
        if let file = tls.clientCertificateFile { settings.text(CURLOPT_SSLCERT, file) }
        guard let file = tls.clientKeyFile else { return }
        settings.text(CURLOPT_SSLKEY, file)
        // Without any, OpenSSL asks for the passphrase of a locked key on the terminal, for as long as it takes.
        settings.text(CURLOPT_KEYPASSWD, "")
    }

    private func addBody(to settings: inout CurlSettings) {
        // What libcurl itself means by PUT reads the body in pieces; only the word differs.
        if request.method == .put { settings.text(CURLOPT_CUSTOMREQUEST, request.method.rawValue) }
        settings.number(CURLOPT_POST, 1)
        settings.offset(CURLOPT_POSTFIELDSIZE_LARGE, request.body.count)
        settings.copiedBody(request.body)
    }

    private func addCallbacks(to settings: inout CurlSettings, _ context: UnsafeMutableRawPointer) {
        settings.pointer(CURLOPT_ERRORBUFFER, UnsafeMutableRawPointer(errorText))
        settings.callback(CURLOPT_HEADERFUNCTION, takeHeader)
        settings.pointer(CURLOPT_HEADERDATA, context)
        settings.callback(CURLOPT_WRITEFUNCTION, takeBody)
        settings.pointer(CURLOPT_WRITEDATA, context)
    }

    private func addHeaders(to settings: inout CurlSettings) throws(NetworkError) {
        // An interim answer before a large body costs a round trip and confuses some servers.
        lines.append("Expect:")
        for field in request.headers.fields {
            let line = field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
            guard line.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else {
                throw error(.invalid, "the header field \(field.name) holds a control character")
            }
            lines.append(line)
        }
        settings.pointer(CURLOPT_HTTPHEADER, UnsafeMutableRawPointer(lines.first))
    }

    /// Takes one line of the header; an interim answer's header is followed by another one.
    fileprivate func take(header bytes: UnsafeRawBufferPointer) -> Bool {
        watch.received(bytes.count)
        // Fields after the body say nothing that is used here.
        if hasHead { return true }
        headerBytes += bytes.count
        guard headerBytes <= Self.headerLimit else {
            failure = error(.protocolViolation, "the header is longer than \(Self.headerLimit) bytes")
            return false
        }
        let line = String(decoding: bytes, as: UTF8.self).trimmingBlanks
        if line.hasPrefix("HTTP/") {
            status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
            headers = HTTPHeaders()
        } else if line.isEmpty {
            hasHead = status >= 200
        } else if let colon = line.firstIndex(of: ":") {
            headers.append(
                String(line[..<colon]), String(line[line.index(after: colon)...]).trimmingBlanks)
        }
        return true
    }

    fileprivate func take(body bytes: UnsafeRawBufferPointer) -> Int {
        guard buffered.count < Self.bufferLimit else {
            isPaused = true
            return Int(CURL_WRITEFUNC_PAUSE)
        }
        bodyBytes += bytes.count
        guard bodyBytes <= request.maximumResponseBytes else {
            failure = error(.tooLarge, "the answer is longer than \(request.maximumResponseBytes) bytes")
            return 0
        }
        watch.received(bytes.count)
        buffered.append(bytes)
        return bytes.count
    }
}

private func takeHeader(
    _ data: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ user: UnsafeMutableRawPointer?
) -> Int {
    guard let data, let user else { return 0 }
    let bytes = UnsafeRawBufferPointer(start: data, count: size * count)
    return CallbackObject<CurlTransfer>.object(behind: user).take(header: bytes) ? bytes.count : 0
}

private func takeBody(
    _ data: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ user: UnsafeMutableRawPointer?
) -> Int {
    guard let data, let user else { return 0 }
    let bytes = UnsafeRawBufferPointer(start: data, count: size * count)
    return CallbackObject<CurlTransfer>.object(behind: user).take(body: bytes)
}

extension String {
    /// This text without blanks and line ends around it.
    fileprivate var trimmingBlanks: String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0.isNewline }
        let start = drop(while: isBlank)
        let end = start.lastIndex { !isBlank($0) }
        return end.map { String(start[...$0]) } ?? ""
    }
}
