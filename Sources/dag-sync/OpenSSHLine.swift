import Hashing

/// A line of OpenSSH's known hosts or allowed signers.
enum OpenSSHLine {
    /// Whether the line holds a public key: the name of its kind, and in base64 a block that begins with the same name
    /// (RFC 4253 6.6). What stands before and after it differs between the files.
    static func holdsKey(_ line: Substring) -> Bool {
        let words = line.split(whereSeparator: \.isWhitespace)
        return zip(words.dropFirst(), words.dropFirst(2)).contains { kind, block in
            let name = Array(kind.utf8)
            guard name.count < 256 else { return false }
            let start = [0, 0, 0, UInt8(name.count)] + name
            // Whole groups of three bytes, since what follows decides on the others.
            let text = Base64.text(Array(start.prefix(start.count / 3 * 3)))
            return block.hasPrefix(text) && block.utf8.count > text.utf8.count
        }
    }
}
