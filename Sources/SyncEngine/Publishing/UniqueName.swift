/// Names that no leftover and no other process can have taken.
enum UniqueName {
    /// Sixteen hexadecimal digits of the system's random numbers.
    static func random() -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Whether `name` is such a name with `prefix` before it: of all that lies below a root only those are dag-sync's to
    /// remove.
    static func isOne(_ name: String, after prefix: String = "") -> Bool {
        guard name.hasPrefix(prefix) else { return false }
        let digits = name.dropFirst(prefix.count)
        return digits.utf8.count == 16
            && digits.utf8.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
    }
}
