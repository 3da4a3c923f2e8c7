internal import CCurl
internal import CShim

/// Sets options and remembers the first one that libcurl refuses.
struct CurlSettings {
    private let easy: UnsafeMutableRawPointer
    private(set) var refusal: CURLcode?

    init(_ easy: UnsafeMutableRawPointer) { self.easy = easy }

    private mutating func note(_ code: CURLcode) {
        if code != CURLE_OK && refusal == nil { refusal = code }
    }

    mutating func text(_ option: CURLoption, _ value: String) { note(cshim_curl_set_text(easy, option, value)) }
    mutating func number(_ option: CURLoption, _ value: Int) { note(cshim_curl_set_number(easy, option, value)) }
    mutating func offset(_ option: CURLoption, _ value: Int) {
        note(cshim_curl_set_offset(easy, option, curl_off_t(value)))
    }
    mutating func pointer(_ option: CURLoption, _ value: UnsafeMutableRawPointer?) {
        note(cshim_curl_set_pointer(easy, option, value))
    }
    mutating func callback(_ option: CURLoption, _ value: @escaping cshim_curl_data_callback) {
        note(cshim_curl_set_callback(easy, option, value))
    }
    /// The size has to be set before.
    mutating func copiedBody(_ body: [UInt8]) {
        // Without an address libcurl would read the body from standard input.
        let code = (body.isEmpty ? [0] : body).withUnsafeBytes { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                cshim_curl_set_text(easy, CURLOPT_COPYPOSTFIELDS, $0.baseAddress)
            }
        }
        note(code)
    }
}
