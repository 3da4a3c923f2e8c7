import CodeModels
import Testing

@Suite("The JSON parser")
struct JSONParserTests {
    @Test(
        "says where text stops being JSON, and why",
        arguments: [
            ("", 1, 1, "expected a value, found the end"),
            ("{\"a\": 1,}", 1, 9, "expected a key in double quotes"),
            ("{\"a\" 1}", 1, 6, "expected ':' after the key"),
            ("{\n  \"é\": 1,\n  \"é\": 2\n}", 3, 3, "the key \"é\" is there twice"),
            ("[1 2]", 1, 4, "expected ',' or ']'"),
            ("[\"ä\", tru]", 1, 7, "expected a value"),
            ("01", 1, 2, "expected nothing after the document"),
            ("[1.]", 1, 2, "this is not a number"),
            ("\"a\nb\"", 1, 3, "control characters in strings must be escaped"),
            ("\"\\x\"", 1, 2, "unknown escape sequence"),
            ("\"\\u12g4\"", 1, 2, "\\u needs four hexadecimal digits"),
            ("\"\\ud83d\"", 1, 2, "half of a surrogate pair"),
            ("\"abc", 1, 1, "the string does not end"),
            ("// no\n1", 1, 1, "expected a value"),
        ])
    func reportsPlace(text: String, line: Int, column: Int, reason: String) {
        #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(Array(text.utf8)) }
        do {
            _ = try JSONParser.parse(Array(text.utf8))
        } catch {
            #expect(error.line == line && error.column == column && error.reason == reason, "\(error)")
        }
    }

    @Test("refuses bytes that are not UTF-8")
    func refusesInvalidUTF8() {
        #expect(throws: JSONSyntaxError.self) { try JSONParser.parse([0x22, 0xFF, 0x22]) }
    }

    @Test("refuses documents that would exhaust the stack")
    func refusesDeepNesting() {
        #expect(throws: JSONSyntaxError.self) {
            try JSONParser.parse(Array(repeating: UInt8(ascii: "["), count: 100_000))
        }
    }

    @Test("keeps numbers that do not fit an integer digit for digit")
    func keepsDigits() throws {
        let number = try #require(DocumentNumber("123456789012345678901234567890"))
        #expect(try JSONParser.parse(Array(number.text.utf8)) == .number(number))
    }

    @Test("joins surrogate pairs")
    func joinsSurrogates() throws {
        #expect(try JSONParser.parse(Array(#""\ud83c\udf89""#.utf8)) == "🎉")
    }
}
