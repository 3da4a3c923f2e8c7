/// What a text says to Jinja, as far as a compiler can tell without Airflow.
///
/// It knows the delimiters, the blocks and the names and filters of expressions, not what they are worth.
/// Source: https://jinja.palletsprojects.com/en/stable/templates/
struct JinjaTemplate {
    /// Names that the text asks Airflow for, in order, without attributes.
    private(set) var names: [String] = []
    private(set) var filters: [String] = []
    /// The params of the run that it cannot do without.
    private(set) var params: [String] = []
    private(set) var variables: [String] = []
    private(set) var connections: [String] = []
    /// Functions of `macros`.
    private(set) var macros: [String] = []
    /// Tasks whose results it pulls, as far as they are named by a text.
    private(set) var pulled: [String] = []
    private(set) var pullsResults = false
    /// What Jinja could not read, as the end of a sentence.
    private(set) var problem: String?
    /// The insides of `{{ }}` and `{% %}`.
    private(set) var expressions: [String] = []
    private var own: Set<String> = []
    private var open: [String] = []

    /// Whether a text can hold anything that Jinja reads. Most texts cannot, and are not looked at closer.
    static func isTemplate(_ text: String) -> Bool {
        var afterBrace = false
        for byte in text.utf8 {
            if afterBrace, byte == UInt8(ascii: "{") || byte == UInt8(ascii: "%") || byte == UInt8(ascii: "#") {
                return true
            }
            afterBrace = byte == UInt8(ascii: "{")
        }
        return false
    }

    init(_ text: String) {
        var rest = Substring(text)
        while problem == nil, let start = Self.delimiter(in: rest) {
            rest = rest[start.range.upperBound...]
            guard let end = Self.end(of: rest, closing: start.closing) else {
                problem = "`\(start.opening)` is not closed by `\(start.closing)`"
                return
            }
            let inside = String(rest[..<end.lowerBound]).trimmingMarks
            rest = rest[end.upperBound...]
            switch start.opening {
            case "{#": continue
            case "{{": read(expression: inside)
            default:
                guard inside == "raw" else {
                    read(block: inside)
                    continue
                }
                guard let after = rest.firstRange(of: "endraw") else {
                    problem = "`{% raw %}` is not closed by `{% endraw %}`"
                    return
                }
                rest = rest[after.upperBound...]
                rest = rest.firstRange(of: "%}").map { rest[$0.upperBound...] } ?? rest
            }
        }
        if problem == nil, let last = open.last { problem = "`{% \(last) %}` is not closed by `{% end\(last) %}`" }
        names.removeAll { own.contains($0) }
    }

    private static let closings: [UInt8: (opening: String, closing: String)] = [
        UInt8(ascii: "{"): ("{{", "}}"), UInt8(ascii: "%"): ("{%", "%}"), UInt8(ascii: "#"): ("{#", "#}"),
    ]

    private static func delimiter(
        in text: Substring
    ) -> (range: Range<Substring.Index>, opening: String, closing: String)? {
        let bytes = text.utf8
        var index = bytes.startIndex
        while let brace = bytes[index...].firstIndex(of: UInt8(ascii: "{")) {
            let second = bytes.index(after: brace)
            guard second < bytes.endIndex else { return nil }
            if let pair = closings[bytes[second]] {
                return (brace..<bytes.index(after: second), pair.opening, pair.closing)
            }
            index = second
        }
        return nil
    }

    /// Where a delimiter closes, outside of quotes. Comments have no quotes.
    private static func end(of text: Substring, closing: String) -> Range<Substring.Index>? {
        guard closing != "#}" else { return text.firstRange(of: closing) }
        var quote: Character?
        var index = text.startIndex
        while index < text.endIndex {
            let character = text[index]
            if let current = quote {
                if character == "\\" { index = text.index(after: index) }
                if character == current { quote = nil }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if text[index...].hasPrefix(closing) {
                return index..<text.index(index, offsetBy: 2)
            }
            guard index < text.endIndex else { return nil }
            index = text.index(after: index)
        }
        return nil
    }

    private mutating func read(expression: String) {
        expressions.append(expression)
        switch JinjaTokens.read(expression) {
        case .failure(let error): problem = error.words
        case .success(let tokens) where tokens.isEmpty: problem = "`{{ }}` is empty"
        case .success(let tokens):
            if case .mark(let mark)? = tokens.first, !"([{-+".contains(mark) {
                problem = "`{{ \(expression) }}` starts with `\(mark)`"
            }
            collect(tokens)
        }
    }

    private static let paired: Set<String> = [
        "if", "for", "macro", "call", "filter", "block", "with", "autoescape", "trans",
    ]
    private static let single: Set<String> = ["include", "import", "from", "extends", "do", "break", "continue"]

    private mutating func read(block: String) {
        expressions.append(block)
        let word = String(block.prefix { $0.isLetter })
        let rest = String(block.dropFirst(word.count))
        if word.hasPrefix("end") {
            guard open.popLast() == String(word.dropFirst(3)) else {
                return problem = "`{% \(block) %}` closes nothing"
            }
            return
        }
        if word == "elif" || word == "else" {
            guard open.last == "if" || open.last == "for" else {
                return problem = "`{% \(block) %}` stands outside of an if"
            }
        } else if Self.paired.contains(word) || word == "set" && !rest.contains("=") {
            open.append(word)
        } else if word != "set", !Self.single.contains(word) {
            return problem = "`{% \(block) %}` is no statement of Jinja"
        }
        guard case .success(let tokens) = JinjaTokens.read(rest) else {
            return problem = "`{% \(block) %}` cannot be read"
        }
        bind(tokens, by: word)
        if !["block", "include", "import", "from", "extends", "filter", "call", "macro"].contains(word) {
            collect(tokens)
        }
    }

    /// Names that the template gives itself.
    private mutating func bind(_ tokens: [JinjaTokens.Token], by word: String) {
        guard ["set", "for", "with", "macro", "import", "from", "call"].contains(word) else { return }
        for token in tokens {
            if token == .word("in") || token == .mark("=") && word == "set" { return }
            if case .word(let name) = token { own.insert(name) }
        }
    }

    private mutating func collect(_ tokens: [JinjaTokens.Token]) {
        var depth = 0
        for (index, token) in tokens.enumerated() {
            if case .mark(let mark) = token { depth += "([{".contains(mark) ? 1 : ")]}".contains(mark) ? -1 : 0 }
            guard case .word(let name) = token, !JinjaTokens.keywords.contains(name) else { continue }
            let before = index > 0 ? tokens[index - 1] : nil
            let after = index + 1 < tokens.count ? tokens[index + 1] : nil
            if before == .mark("|") { filters.append(name) }
            let isTest =
                before == .word("is") || before == .word("not") && index > 1 && tokens[index - 2] == .word("is")
            let isArgument = depth > 0 && after == .mark("=")
            if before != .mark("."), before != .mark("|"), !isTest, !isArgument, !names.contains(name) {
                names.append(name)
            }
            if before != .mark(".") { collectAttribute(of: name, at: index, of: tokens) }
            if name == "xcom_pull" {
                pullsResults = true
                pulled += Self.pulled(behind: index, of: tokens)
            }
        }
    }

    private mutating func collectAttribute(of name: String, at index: Int, of tokens: [JinjaTokens.Token]) {
        func attribute(_ distance: Int) -> String? {
            guard index + distance < tokens.count, tokens[index + distance - 1] == .mark("."),
                case .word(let word) = tokens[index + distance]
            else { return nil }
            return word
        }
        switch name {
        case "params": params += Self.param(behind: index, of: tokens).map { [$0] } ?? []
        case "conn": connections += attribute(2).map { $0 == "get" ? [] : [$0] } ?? []
        case "macros": macros += attribute(2).map { [$0] } ?? []
        case "var" where ["value", "json"].contains(attribute(2)):
            variables += attribute(4).map { $0 == "get" ? [] : [$0] } ?? []
        default: break
        }
    }

    /// `xcom_pull("task")`, `xcom_pull(task_ids="task")` and lists of such; none where another run or pipeline is asked.
    private static func pulled(behind index: Int, of tokens: [JinjaTokens.Token]) -> [String] {
        guard index + 1 < tokens.count, tokens[index + 1] == .mark("(") else { return [] }
        var found: [String] = []
        var isOfTasks = true
        for (place, token) in tokens.enumerated().dropFirst(index + 2) {
            switch token {
            case .mark(")"): return found
            case .word("dag_id"), .word("run_id"): return []
            case .word(let name) where place + 1 < tokens.count && tokens[place + 1] == .mark("="):
                isOfTasks = name == "task_ids"
            case .mark(",") where !found.isEmpty && tokens[index + 2] != .mark("[") && isOfTasks: isOfTasks = false
            case .text(let text) where isOfTasks: found.append(String(text))
            default: break
            }
        }
        return found
    }

    /// `params.name` and `params["name"]`; nil where the expression goes on without it, or asks whether it is there.
    private static func param(behind index: Int, of tokens: [JinjaTokens.Token]) -> String? {
        guard index + 2 < tokens.count, !tokens.contains(.word("default")), !tokens.contains(.word("defined")) else {
            return nil
        }
        switch (tokens[index + 1], tokens[index + 2]) {
        case (.mark("."), .word(let name)):
            let isCall = index + 3 < tokens.count && tokens[index + 3] == .mark("(")
            return isCall ? nil : name
        case (.mark("["), .text(let name)): return String(name)
        default: return nil
        }
    }
}

extension String {
    /// Without the marks that cut white space, and without white space.
    fileprivate var trimmingMarks: String {
        var text = Substring(self)
        while let first = text.first, first.isWhitespace || first == "-" || first == "+" { text = text.dropFirst() }
        while let last = text.last, last.isWhitespace || last == "-" || last == "+" { text = text.dropLast() }
        return String(text)
    }
}
