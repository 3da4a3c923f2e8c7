/// Which quotes are open at a place of a shell command, as far as a variable needs to know to stay one word.
///
/// Source: POSIX.1-2024, Shell Command Language, 2.2 Quoting.
struct ShellQuoting {
    private enum Quotes {
        case none, single, double
    }

    /// The innermost last: a command substitution within double quotes has quotes of its own.
    private var open: [Quotes] = [.none]
    /// Open parentheses of each command substitution.
    private var parentheses: [Int] = [0]
    private var isComment = false
    private var previous: Unicode.Scalar = "\n"

    /// How a variable is said here so that its value is taken as it is.
    func reference(to variable: String) -> String {
        switch open.last ?? .none {
        case .none: "\"$\(variable)\""
        case .single: "'\"$\(variable)\"'"
        case .double: "${\(variable)}"
        }
    }

    /// Passes a value that is put in before the shell reads the command: what follows continues its word.
    mutating func passValue() { previous = "_" }

    mutating func read(_ text: String) {
        var isEscaped = false
        for scalar in text.unicodeScalars {
            defer { previous = scalar }
            if isComment {
                isComment = scalar != "\n"
            } else if isEscaped {
                isEscaped = false
            } else if scalar == "\\", open.last != .single {
                isEscaped = true
            } else {
                readMark(scalar)
            }
        }
    }

    private mutating func readMark(_ scalar: Unicode.Scalar) {
        switch (open.last ?? .none, scalar) {
        case (.none, "'"): open[open.count - 1] = .single
        case (.single, "'"): open[open.count - 1] = .none
        case (.none, "\""): open[open.count - 1] = .double
        case (.double, "\""): open[open.count - 1] = .none
        case (.none, "#"): isComment = " \t\n;|&(".unicodeScalars.contains(previous)
        case (.none, "("), (.double, "("):
            if previous == "$" {
                open.append(.none)
                parentheses.append(0)
            } else if open.last == Quotes.none {
                parentheses[parentheses.count - 1] += 1
            }
        case (.none, ")"):
            if parentheses[parentheses.count - 1] > 0 {
                parentheses[parentheses.count - 1] -= 1
            } else if open.count > 1 {
                open.removeLast()
                parentheses.removeLast()
            }
        default: break
        }
    }
}
