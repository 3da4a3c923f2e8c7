/// The words, marks and literals of an expression of Jinja.
enum JinjaTokens {
    enum Token: Equatable {
        case word(String)
        case mark(Character)
        case number
        /// What stands in quotes, as it is written there.
        case text(Substring)
    }

    struct Failure: Error {
        let words: String
    }

    static let keywords: Set<String> = [
        "and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "True", "False", "None", "recursive",
        "without", "context", "as", "ignore", "missing", "scoped",
    ]

    static func read(_ text: String) -> Result<[Token], Failure> {
        var tokens: [Token] = []
        var brackets: [Character] = []
        var rest = Substring(text)
        while let character = rest.first {
            if character.isWhitespace {
                rest.removeFirst()
            } else if character.isLetter || character == "_" {
                let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                tokens.append(.word(String(word)))
                rest = rest.dropFirst(word.count)
            } else if character.isNumber {
                let number = rest.prefix { $0.isNumber || $0 == "_" }
                tokens.append(.number)
                rest = rest.dropFirst(number.count)
            } else if character == "'" || character == "\"" {
                guard let after = skip(quote: character, rest) else {
                    return .failure(Failure(words: "a quote in `\(text)` is not closed"))
                }
                tokens.append(.text(rest[..<after.startIndex].dropFirst().dropLast()))
                rest = after
            } else {
                guard close(character, &brackets) else {
                    return .failure(Failure(words: "`\(character)` in `\(text)` closes nothing"))
                }
                guard marks.contains(character) else {
                    return .failure(Failure(words: "`\(character)` in `\(text)` means nothing to Jinja"))
                }
                tokens.append(.mark(character))
                rest.removeFirst()
            }
        }
        guard let bracket = brackets.last else { return .success(tokens) }
        return .failure(Failure(words: "`\(bracket)` in `\(text)` is not closed"))
    }

    private static let marks: Set<Character> = Set("()[]{}.,:|=<>!+-*/%~")

    private static func skip(quote: Character, _ text: Substring) -> Substring? {
        var rest = text.dropFirst()
        while let character = rest.popFirst() {
            if character == "\\" { _ = rest.popFirst() }
            if character == quote { return rest }
        }
        return nil
    }

    private static func close(_ character: Character, _ brackets: inout [Character]) -> Bool {
        switch character {
        case "(", "[", "{": brackets.append(character)
        case ")": return brackets.popLast() == "("
        case "]": return brackets.popLast() == "["
        case "}": return brackets.popLast() == "{"
        default: break
        }
        return true
    }
}
