/// What one source file of the package declares for the registry.
struct SourceDeclarations {
    struct Declaration {
        let name: String
        let line: Int
        /// Whether `Name()` makes one: a generic type or one with an initialiser of its own needs arguments.
        let isPlain: Bool
        /// What stands in `///` above it.
        let documentation: String?
        /// Its own properties, in their order.
        let properties: [Property]
    }

    struct Property {
        let name: String
        let line: Int
    }

    let path: String
    /// Relative to the package.
    let relativePath: String
    private(set) var pipelines: [Declaration] = []
    private(set) var families: [Declaration] = []
    private(set) var streams: [Declaration] = []
    private(set) var projects: [Declaration] = []

    init(path: String, in package: String, text: String) {
        self.path = path
        let prefix = package.hasSuffix("/") ? package : package + "/"
        relativePath = path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
        let tokens = SwiftTokens.read(text)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for index in tokens.indices where tokens[index].depth == 0 { read(tokens, lines, at: index) }
    }

    private mutating func read(_ tokens: [SwiftToken], _ lines: [Substring], at index: Int) {
        guard ["struct", "enum", "class", "actor", "extension"].contains(tokens[index].text), index + 1 < tokens.count,
            let brace = tokens[index...].firstIndex(where: { $0.text == "{" && $0.depth == 0 })
        else { return }
        let head = tokens[(index + 2)..<brace].map(\.text)
        let conformances = head.firstIndex(of: ":").map { Set(head[$0...]) } ?? []
        let body = tokens[brace...].dropFirst().prefix { $0.depth > 0 }
        let declaration = Declaration(
            name: tokens[index + 1].text, line: tokens[index].line,
            isPlain: head.first != "<" && Self.canBeMadeWithoutArguments(body),
            documentation: Self.documentation(above: tokens[index].line, in: lines),
            properties: Self.properties(of: body))
        if conformances.contains("Pipeline") { pipelines.append(declaration) }
        if conformances.contains("PipelineFamily") { families.append(declaration) }
        if conformances.contains("Stream") { streams.append(declaration) }
        if conformances.contains("Project") { projects.append(declaration) }
    }

    private static func properties(of body: ArraySlice<SwiftToken>) -> [Property] {
        let top = body.filter { $0.depth == 1 }
        return top.indices.compactMap { index in
            guard ["let", "var"].contains(top[index].text), index + 1 < top.endIndex,
                index == top.startIndex || top[index - 1].text != "static"
            else { return nil }
            return Property(name: top[index + 1].text, line: top[index + 1].line)
        }
    }

    /// The comment right above a line, past attributes.
    private static func documentation(above line: Int, in lines: [Substring]) -> String? {
        let before = lines.prefix(line - 1).reversed().map { $0.drop { $0 == " " || $0 == "\t" } }
        let comment = before.drop { $0.hasPrefix("@") }.prefix { $0.hasPrefix("///") }.reversed().map { line in
            line.dropFirst(3).hasPrefix(" ") ? line.dropFirst(4) : line.dropFirst(3)
        }
        return comment.isEmpty ? nil : comment.joined(separator: "\n")
    }

    /// No initialiser but `init()`, and no stored property without a value.
    private static func canBeMadeWithoutArguments(_ body: ArraySlice<SwiftToken>) -> Bool {
        let top = body.filter { $0.depth == 1 }
        for (offset, token) in zip(top.indices, top) {
            if token.text == "init", offset + 2 < top.endIndex, top[offset + 1].text == "(", top[offset + 2].text != ")"
            {
                return false
            }
            if token.text == "let" || token.text == "var", !hasValue(top[offset...].dropFirst()) { return false }
        }
        return true
    }

    /// Whether a property's words hold `=`, a computed body, or an optional type that starts as nil.
    private static func hasValue(_ words: ArraySlice<SwiftToken>) -> Bool {
        for word in words {
            switch word.text {
            case "=", "{": return true
            case "let", "var", "func", "init", "struct", "enum", "static", "@", "}": return false
            default: continue
            }
        }
        return false
    }
}
