import BackendInterface
import CodeModels
import PipelineModel

extension OperatorCall {
    /// The item of a mapped command goes through a variable of the shell, so that the command stays a template and no
    /// character of the item is read as code.
    static func bash(_ bash: BashModel, isMapped: Bool) -> OperatorCall {
        guard isMapped else { return self.bash(JinjaText.render(bash.command, avoiding: [".sh", ".bash"])) }
        var variables: [(name: String, value: String)] = []
        var command = bash.command
        for (index, part) in command.parts.enumerated() {
            guard case .item(let key) = part else { continue }
            let name =
                key.map {
                    "ITEM_"
                        + $0.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? "\($0)" : "_" }.joined()
                } ?? "ITEM"
            command.parts[index] = .literal("\"$\(name)\"")
            if !variables.contains(where: { $0.name == name }) {
                variables.append((name, ItemMark.text(key, asText: true)))
            }
        }
        return self.bash(JinjaText.render(command), environment: variables)
    }
}
