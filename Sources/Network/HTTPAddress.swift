/// An http or https address, split as far as redirects and credentials need it.
package struct HTTPAddress: Sendable {
    /// The address without user information.
    package let text: String
    /// The user information, percent-decoded.
    package let credentials: BasicCredentials?
    /// What follows the host and port, with query and fragment; may be empty.
    package let path: String
    private let isSecure: Bool
    /// In lower case; an IPv6 address is in brackets.
    package let host: String
    private let port: Int

    /// Scheme, host and port, all of them, in lower case.
    package var origin: String { "\(isSecure ? "https" : "http")://\(host):\(port)" }

    /// Splits `address`.
    ///
    /// - Throws: `NetworkError.Kind.invalid` with the reason.
    package init(_ address: String) throws(NetworkError) {
        func invalid(_ reason: String) -> NetworkError {
            NetworkError(.invalid, operation: "parse address", subject: address, detail: reason)
        }
        guard address.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7f }) else { throw invalid("it holds a blank") }
        guard let separator = address.firstRange(of: "://") else { throw invalid("it has no scheme") }
        let scheme = address[..<separator.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else { throw invalid("its scheme is not http or https") }
        isSecure = scheme == "https"

        let rest = address[separator.upperBound...]
        let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
        var authority = rest[..<end]
        var credentials: BasicCredentials?
        if let at = authority.lastIndex(of: "@") {
            let parts = authority[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard let user = parts[0].percentDecoded, let password = (parts.count > 1 ? parts[1] : "").percentDecoded
            else { throw invalid("its user information is not percent-encoded UTF-8") }
            credentials = BasicCredentials(username: user, password: Secret(password))
            authority = authority[authority.index(after: at)...]
        }
        self.credentials = credentials

        let colon = authority.lastIndex(of: ":").flatMap { authority[$0...].contains("]") ? nil : $0 }
        host = authority[..<(colon ?? authority.endIndex)].lowercased()
        guard !host.isEmpty else { throw invalid("it has no host") }
        let portText = colon.map { authority[authority.index(after: $0)...] } ?? ""
        if portText.isEmpty {
            port = isSecure ? 443 : 80
        } else {
            guard let number = UInt16(portText) else { throw invalid("its port is not a number up to 65535") }
            port = Int(number)
        }
        path = String(rest[end...])
        text = "\(scheme)://\(authority)\(rest[end...])"
    }

    /// Whether a request for `other` may be sent here with the same credentials: scheme, host and port are the
    /// same, or the only change is from http to https on their own ports.
    func isSameHost(as other: HTTPAddress) -> Bool {
        guard host == other.host else { return false }
        if isSecure == other.isSecure { return port == other.port }
        return isSecure && port == 443 && other.port == 80
    }
}

extension Substring {
    /// This text with `%xx` decoded; nil when that is not UTF-8 or an escape is incomplete.
    fileprivate var percentDecoded: String? {
        var bytes: [UInt8] = []
        var rest = utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let digits = String(rest.prefix(2)), digits.utf8.count == 2, let value = UInt8(digits, radix: 16)
            else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
