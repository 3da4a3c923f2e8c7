import CodeModels
import Testing

@Suite("A Python name")
struct PythonIdentifierTests {
    @Test(
        "is refused when Python would not parse it",
        arguments: ["", "1a", "a-b", "a.b", "class", "None", "größe", "a b"])
    func isRefused(text: String) {
        #expect(PythonIdentifier(text) == nil)
    }

    @Test(
        "reads like the id it is made from",
        arguments: [
            ("orders", "orders"), ("daily-batch.v2", "daily_batch_v2"), ("2nd", "_2nd"), ("class", "class_"),
            ("größe", "gr__e"), ("", "_"),
        ])
    func readsLike(id: String, name: String) {
        #expect(PythonIdentifier(readingLike: id).text == name)
        #expect(PythonIdentifier(PythonIdentifier(readingLike: id).text) != nil)
    }

    @Test("of a number keeps its digits", arguments: ["0", "12.50", "-3", "-0.10", "123456789012345678901234567890"])
    func decimalIsAccepted(text: String) {
        #expect(PythonDecimal(text)?.text == text)
    }

    @Test(
        "of a number is refused when Python would read another one",
        arguments: ["", "-", "012", "1.", ".5", "1e3", "1_0", "--1"])
    func decimalIsRefused(text: String) {
        #expect(PythonDecimal(text) == nil)
    }
}
