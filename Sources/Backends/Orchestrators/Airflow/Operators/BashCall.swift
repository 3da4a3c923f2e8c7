import CodeModels
import PipelineModel

extension OperatorCall {
    /// The item of a mapped command goes through a variable of the shell, so that the command stays a template and no
    /// character of the item is read as code.
    static func bash(_ bash: BashModel, isMapped: Bool, _ context: OperatorContext) -> OperatorCall {
        let given = context.texts(bash.variables ?? [])
        guard isMapped else {
            return self.bash(JinjaText.template(bash.command), of: bash, environment: given)
        }
        var variables: [(name: String, field: ItemField?)] = []
        var command = bash.command
        var quoting = ShellQuoting()
        // What stands in a here-document has no quotes that close.
        let hasQuotes = !command.literals.contains { $0.contains("<<") }
        for (index, part) in command.parts.enumerated() {
            switch part {
            case .literal(let text):
                if hasQuotes { quoting.read(text) }
                continue
            case .item(let field):
                let known = variables.first { $0.field == field }?.name
                let taken = variables.map(\.name) + (bash.variables ?? []).map(\.name)
                let name = known ?? variable(for: field, besides: taken)
                if known == nil { variables.append((name, field)) }
                command.parts[index] = .literal(quoting.reference(to: name))
            default: break
            }
            quoting.passValue()
        }
        let environment = variables.map { variable in
            let hole = PythonHole(keys: variable.field?.keys ?? [], in: .text)
            return PythonDictItem.pair(.string(variable.name), .hole(hole))
        }
        return self.bash(JinjaText.template(command), of: bash, environment: given + environment)
    }

    private static func bash(
        _ command: String, of bash: BashModel, environment: [PythonDictItem]
    ) -> OperatorCall {
        var call = self.bash(command)
        let hidesOthers = bash.hidesWorkerVariables ?? false
        if hidesOthers { call.arguments.add("env", .dict(environment)) } else { call.arguments.add("env", environment) }
        call.arguments.add("append_env", ifTrue: !environment.isEmpty && !hidesOthers)
        call.arguments.add("cwd", bash.folder)
        call.arguments.add("skip_on_exit_code", skipStatuses(bash.skipStatuses))
        return call
    }

    private static func skipStatuses(_ statuses: [Int]?) -> PythonExpression? {
        guard let statuses else { return nil }
        return statuses.count == 1 ? .int(statuses[0]) : .list(statuses.map { .int($0) })
    }

    /// Keys that differ only in case or punctuation get names with numbers.
    private static func variable(for field: ItemField?, besides taken: [String]) -> String {
        let name =
            field.map {
                "ITEM_"
                    + $0.keys.joined(separator: "_").uppercased().map {
                        $0.isASCII && ($0.isLetter || $0.isNumber) ? "\($0)" : "_"
                    }.joined()
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
