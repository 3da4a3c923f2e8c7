/// One pass over the words of a command line. It collects mistakes and goes on, so that all are shown together.
struct ArgumentReader {
    let syntax: CommandSyntax
    private(set) var texts: [String: [String]] = [:]
    private(set) var origins: [String: ParsedArguments.Origin] = [:]
    private(set) var positionals: [String] = []
    private(set) var problems: [String] = []
    private(set) var asksForHelp = false
    private(set) var asksForVersion = false
    private var words: ArraySlice<String>

    init(syntax: CommandSyntax, words: [String]) {
        self.syntax = syntax
        self.words = words[...]
    }

    mutating func readWords() {
        while let word = words.popFirst() {
            if word == "--" {
                positionals += words
                words = []
            } else if word == "--help" || word == "-h" {
                asksForHelp = true
            } else if word == "--version", syntax.version != nil {
                asksForVersion = true
            } else if word.hasPrefix("--") {
                readLong(word.dropFirst(2))
            } else if word.hasPrefix("-"), word.count > 1 {
                readShort(word.dropFirst())
            } else {
                positionals.append(word)
            }
        }
    }

    private mutating func readLong(_ word: Substring) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        let known = syntax.options.map(\.declaration).filter { !$0.isEnvironmentOnly }
        guard let option = known.first(where: { $0.name == name }) else {
            let environmentOnly = syntax.options.map(\.declaration).first { $0.name == name }
            let isBare = name == "help" || (name == "version" && syntax.version != nil)
            let problem = isBare ? "--\(name) takes no value" : nil
            problems.append(
                problem ?? environmentOnly.map(Self.refusal) ?? unknown(name, among: known.map(\.name)))
            // What follows was most probably meant as its value.
            if parts.count == 1, words.first?.hasPrefix("-") == false { words.removeFirst() }
            return
        }
        take(option, spelled: "--\(name)", inline: parts.count == 2 ? String(parts[1]) : nil)
    }

    private mutating func readShort(_ word: Substring) {
        guard let letter = word.first,
            let option = syntax.options.map(\.declaration).first(where: { $0.letter == letter })
        else {
            problems.append("unknown option -\(word.prefix(1))")
            return
        }
        let rest = word.dropFirst()
        let inline = rest.hasPrefix("=") ? rest.dropFirst() : rest
        take(option, spelled: "-\(letter)", inline: rest.isEmpty ? nil : String(inline))
    }

    private mutating func take(_ option: OptionDeclaration, spelled: String, inline: String?) {
        let value: String
        if let inline {
            value = inline
        } else if option.placeholder == nil {
            value = "true"
        } else if let next = words.popFirst() {
            value = next
        } else {
            problems.append("\(spelled) needs a value: \(spelled) \(option.placeholder ?? "")")
            return
        }
        texts[option.name, default: []].append(value)
        origins[option.name] = .argument
    }

    private func unknown(_ name: String, among names: [String]) -> String {
        // What follows the name by another sign than = was most probably meant as a value.
        let own = name.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
        let hint = closest(to: String(own), among: names + ["help"]).map { "; did you mean --\($0)?" } ?? ""
        return "unknown option --\(own)\(own.count < name.count ? "…" : "")\(hint)"
    }

    private static func refusal(_ option: OptionDeclaration) -> String {
        "--\(option.name) can be set by the environment variable \(option.environment.first ?? "") only, because "
            + "arguments are visible to other processes"
    }

    mutating func readEnvironment(_ environment: [String: String]) {
        for option in syntax.options.map(\.declaration) where texts[option.name] == nil {
            guard let variable = option.environment.first(where: { environment[$0]?.isEmpty == false }),
                let text = environment[variable]
            else { continue }
            texts[option.name] =
                option.environmentSeparator.map { text.split(separator: $0).map(String.init) } ?? [text]
            origins[option.name] = .environment(variable)
        }
    }

    mutating func checkValues() {
        for option in syntax.options {
            let declaration = option.declaration
            let given = texts[declaration.name] ?? []
            if given.isEmpty, declaration.isRequired {
                problems.append(missing(declaration))
            } else {
                check(option, given)
            }
        }
        let required = syntax.positionals.filter(\.isRequired).count
        for positional in syntax.positionals.dropFirst(positionals.count).prefix(max(0, required - positionals.count)) {
            problems.append("\(positional.name) is missing: \(positional.help)")
        }
        // Words beside an address that the shell took apart may be parts of a password.
        let mayBeParts = hasSecretArgument || !positionals.allSatisfy(Self.isHarmless)
        for word in positionals.dropFirst(syntax.positionals.count) {
            problems.append(
                "unexpected word\(mayBeParts ? ", which is not shown: it may hold a password" : " '\(word)'")")
        }
    }

    private var hasSecretArgument: Bool {
        syntax.options.map(\.declaration).contains { $0.isSecret && origins[$0.name] == .argument }
    }

    /// Whether a text is no address, which may hold a password.
    private static func isHarmless(_ text: String) -> Bool {
        !text.contains(":/") && !text.contains { "@?#".contains($0) }
    }

    private mutating func check(_ option: any CommandOption, _ given: [String]) {
        do throws(InvalidArgument) {
            try option.check(given)
        } catch {
            let declaration = option.declaration
            let place: String =
                switch origins[declaration.name] {
                case .environment(let variable): "$\(variable)"
                case .argument, nil: "--\(declaration.name)"
                }
            let isShown = !declaration.isSecret && given.allSatisfy(Self.isHarmless)
            let shown = isShown ? " '\(given.joined(separator: ","))'" : ""
            problems.append("\(place)\(shown): \(error.expectation)")
        }
    }

    private func missing(_ option: OptionDeclaration) -> String {
        let other = option.environment.first.map { " (or set $\($0))" } ?? ""
        return "--\(option.name) \(option.placeholder ?? "") is required\(other): \(option.help)"
    }
}
