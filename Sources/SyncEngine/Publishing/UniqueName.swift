/// Names that no leftover and no other process can have taken.
enum UniqueName {
    /// Sixteen hexadecimal digits of the system's random numbers.
    static func random() -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
