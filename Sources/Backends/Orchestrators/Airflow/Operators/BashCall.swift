import BackendInterface
import CodeModels
import PipelineModel

extension OperatorCall {
    /// The item of a mapped command goes through a variable of the shell, so that the command stays a template and no
    /// character of the item is read as code.
    static func bash(_ bash: BashModel, isMapped: Bool) -> OperatorCall {
        guard isMapped else { return self.bash(JinjaText.render(bash.command, avoiding: [".sh", ".bash"])) }
        var variables: [(name: String, key: String?)] = []
        var command = bash.command
        var quoting = ShellQuoting()
        // What stands in a here-document has no quotes that close.
        let hasQuotes = !command.literals.contains { $0.contains("<<") }
        for (index, part) in command.parts.enumerated() {
            switch part {
            case .literal(let text):
                if hasQuotes { quoting.read(text) }
                continue
            case .item(let key):
                let name = variables.first { $0.key == key }?.name ?? variable(for: key, besides: variables.map(\.name))
                if !variables.contains(where: { $0.key == key }) { variables.append((name, key)) }
                command.parts[index] = .literal(quoting.reference(to: name))
            default: break
            }
            quoting.passValue()
        }
        let environment = variables.map { (name: $0.name, value: ItemMark.text($0.key, asText: true)) }
        return self.bash(JinjaText.render(command), environment: environment)
    }

    /// Keys that differ only in case or punctuation get names with numbers.
    private static func variable(for key: String?, besides taken: [String]) -> String {
        let name =
            key.map {
                "ITEM_" + $0.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? "\($0)" : "_" }.joined()
            } ?? "ITEM"
        guard taken.contains(name) else { return name }
        var number = 2
        while taken.contains("\(name)_\(number)") { number += 1 }
        return "\(name)_\(number)"
    }
}

extension RuntimeText {
    fileprivate var literals: [String] {
        parts.compactMap { part in
            if case .literal(let text) = part { text } else { nil }
        }
    }
}
