import CodeModels
import TestSupport

/// Random documents with hostile strings and numbers.
struct RandomDocument {
    var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func document(depth: Int = 4) -> Document {
        switch random.count(0...(depth > 0 ? 9 : 6)) {
        case 0: return .null
        case 1: return .bool(random.chance(50))
        case 2: return .int(random.pick([0, 1, -1, 12, .max, .min]))
        case 3:
            let texts = ["0.5", "-0", "1e3", "1E-7", "12.50", "-2.5e+10", "123456789012345678901234567890"]
            return DocumentNumber(random.pick(texts)).map { .number($0) } ?? .null
        case 4...6: return .string(string())
        case 7: return .array((0..<random.count(0...4)).map { _ in document(depth: depth - 1) })
        default:
            var object = DocumentObject()
            for _ in 0..<random.count(0...5) { object[string()] = document(depth: depth - 1) }
            return .object(object)
        }
    }

    private mutating func string() -> String {
        let texts = [
            "", " ", "on", "No", "null", "~", "012", "0x1f", "0o17", "12:30:45", "2024-01-01", "1e3", ".inf", "-",
            "- a",
            "? a", "a: b", "a #b", "#a", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a", "{a}", "[a]", "'", "\"", "a\\b",
            "line\nline", "line\nline\n", "line\n\n\nline\n\n", " lead\nline", "\nlead", "trail \nline", "\ttab\n\tx\n",
            "key", "/path/to.file", "s3a://bucket/key", "größer", "表", "🎉", "a\u{0}b", "\r\n", "\u{85}", "\u{2028}",
            "\u{FEFF}", "---", "...", "--- a\nb", "<<", "=", "y", "N", "select 1\nfrom x -- :comment\n", "e\u{301}",
            String(repeating: "long words ", count: 30),
        ]
        return random.pick(texts) + (random.chance(20) ? random.pick(texts) : "")
    }
}
