/// Texts of pipelines whose templates render to objects of Python.
///
/// Jinja reads what a template comes to as an expression of Python and takes its value, so that `8080` is a number and
/// `True` no text any more. Source: `native_concat` in `jinja2.nativetypes`.
enum NativeText {
    /// Whether a text without templates may be one that Python reads as a value: it begins as one.
    static func canBecomeObject(_ text: String) -> Bool {
        if ["True", "False", "None"].contains(where: text.hasPrefix) { return true }
        // Strings may have up to two letters before their quotes.
        let start = text.drop { "bBuUrRfF".contains($0) }
        if let quote = start.first, text.count - start.count <= 2, "'\"".contains(quote) { return true }
        return text.first.map { $0.isNumber || "+-.([{".contains($0) } ?? false
    }
}
