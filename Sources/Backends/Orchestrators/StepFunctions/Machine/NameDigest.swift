import Hashing

/// A few digits that tell names apart of which only a part is left.
enum NameDigest {
    static func of(_ name: String) -> String { String(SHA256.digest(of: name.utf8).description.prefix(7)) }
}
