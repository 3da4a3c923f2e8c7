/// The functions at the top of a Python file, as far as a call from outside needs to know them.
enum PythonFunctions {
    struct Function: Equatable {
        let name: String
        var parameters: [Parameter] = []
        /// Whether it takes arguments of any name.
        var takesAny = false
        /// Whether whoever calls it has to await it.
        var isAsynchronous = false
    }

    struct Parameter: Equatable {
        let name: String
        let isRequired: Bool
        /// What it says that it takes, without what stands in brackets, such as `list` or `int | None`.
        let annotation: String
    }

    /// Airflow gives a function these by itself when it asks for them.
    ///
    /// Source: https://airflow.apache.org/docs/apache-airflow/stable/templates-ref.html#variables
    private static let context: Set<String> = [
        "dag", "dag_run", "data_interval_end", "data_interval_start", "ds", "inlet_events", "logical_date",
        "outlet_events",
        "params", "run_id", "task", "task_instance", "ti", "triggering_asset_events", "ts", "var",
    ]

    static func read(_ text: String) -> [Function] {
        var functions: [Function] = []
        for line in text.split(separator: "\n") {
            guard let head = ["def ", "async def "].first(where: line.hasPrefix) else { continue }
            let name = line.dropFirst(head.count).prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            var found = function(String(name), parameters(text[name.endIndex...]))
            found.isAsynchronous = head.hasPrefix("async")
            functions.append(found)
        }
        return functions
    }

    private static func function(_ name: String, _ parameters: [Substring]) -> Function {
        var function = Function(name: name)
        for parameter in parameters {
            let word = parameter.drop(while: \.isWhitespace).prefix { !$0.isWhitespace && $0 != ":" && $0 != "=" }
            switch word {
            case "", "*", "/": continue
            case _ where word.hasPrefix("**"): function.takesAny = true
            case _ where word.hasPrefix("*"): continue
            default:
                let said = topLevel(parameter).split(separator: "=", omittingEmptySubsequences: false)
                let isRequired = said.count == 1 && !context.contains(String(word))
                let annotation = said.first?.split(separator: ":", maxSplits: 1).dropFirst().first ?? ""
                function.parameters.append(
                    Parameter(
                        name: String(word), isRequired: isRequired,
                        annotation: String(annotation.filter { !$0.isWhitespace })))
            }
        }
        return function
    }

    /// Between the parenthesis at the start of `text` and its end, split at the commas outside brackets and texts.
    private static func parameters(_ text: Substring) -> [Substring] {
        var parts: [Substring] = []
        var start: Substring.Index?
        scan(text) { index, character, depth in
            switch (character, depth) {
            case ("(", 0): start = text.index(after: index)
            case (",", 1), (")", 1):
                if let first = start { parts.append(withoutComments(text[first..<index])) }
                start = text.index(after: index)
            default: break
            }
            return !(character == ")" && depth == 1)
        }
        return parts
    }

    private static func withoutComments(_ text: Substring) -> Substring {
        let lines = text.split(separator: "\n").map { $0.prefix { $0 != "#" } }
        return Substring(lines.joined(separator: "\n"))
    }

    private static func topLevel(_ text: Substring) -> String {
        var characters = ""
        scan(text) { _, character, depth in
            if depth == 0 { characters.append(character) }
            return true
        }
        return characters
    }

    /// Visits the characters outside texts and comments, with the brackets open around each, until told to stop.
    private static func scan(_ text: Substring, _ visit: (Substring.Index, Character, Int) -> Bool) {
        var depth = 0
        var quote: Character?
        var isComment = false
        var isEscaped = false
        for index in text.indices {
            let character = text[index]
            if isComment {
                isComment = character != "\n"
            } else if let open = quote {
                if isEscaped {
                    isEscaped = false
                } else if character == "\\" {
                    isEscaped = true
                } else if character == open {
                    quote = nil
                }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if character == "#" {
                isComment = true
            } else {
                let closes = ")]}".contains(character)
                guard visit(index, character, depth) else { return }
                if "([{".contains(character) { depth += 1 } else if closes { depth -= 1 }
            }
        }
    }
}
