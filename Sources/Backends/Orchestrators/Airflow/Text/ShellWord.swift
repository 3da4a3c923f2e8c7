import PipelineModel

/// How one argument of a shell command is written, in a command that Airflow renders before the shell reads it.
enum ShellWord {
    /// Quoted where the shell would read more than letters in it. A value of the run stands within the quotes.
    static func render(_ text: RuntimeText) -> String {
        let needsQuotes = text.parts.contains { part in
            if case .literal(let literal) = part { !isPlain(literal) } else { true }
        }
        guard needsQuotes || text.parts.isEmpty else { return JinjaText.template(text) }
        let parts = text.parts.map { part in
            if case .literal(let literal) = part { RuntimeText.Part.literal(quoted(literal)) } else { part }
        }
        return JinjaText.template("'" + RuntimeText(parts) + "'")
    }

    /// Text that is known now.
    static func literal(_ text: String) -> String { render(RuntimeText(text)) }

    private static func isPlain(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "@%+=:,./-_".utf8.contains(byte)
                }
            }
    }

    /// What stands between single quotes for a text.
    private static func quoted(_ text: String) -> String {
        var quoted = ""
        for scalar in text.unicodeScalars {
            if scalar == "'" { quoted += "'\\''" } else { quoted.unicodeScalars.append(scalar) }
        }
        return quoted
    }
}

extension RuntimeText {
    fileprivate static func + (left: String, right: RuntimeText) -> RuntimeText { RuntimeText(left) + right }
}
