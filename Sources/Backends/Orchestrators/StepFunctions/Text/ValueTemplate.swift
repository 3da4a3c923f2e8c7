import BackendInterface
import CodeModels
import PipelineModel

/// Values that tasks are called with, in a machine.
enum ValueTemplate {
    /// As it is.
    static func of(_ value: ValueModel) -> JSONataTemplate {
        switch value {
        case .none: .known(.null)
        case .bool(let flag): .known(.bool(flag))
        case .int(let number), .seconds(let number): .known(.int(number))
        case .number(let number): .known(.number(DocumentNumber(number)))
        case .text(let text): whole(text) ?? JSONataText.template(text)
        case .list(let items): .list(items.map { of($0) })
        case .dictionary(let entries): .object(entries.map { .init($0.name, of($0.value)) })
        case .result(let task): .expression(RunRecord.result(of: JSONataText.path(task)))
        case .template, .reference, .call:
            preconditionFailure("a checked project hands Step Functions no such value")
        }
    }

    /// As the text that a command or a job is given.
    static func text(_ value: ValueModel) -> JSONataTemplate {
        switch value {
        case .text(let text): JSONataText.template(text)
        case .int(let number), .seconds(let number): .text(String(number))
        case .number(let number): .text(DocumentNumber(number).text)
        case .bool(let flag): .text(flag ? "true" : "false")
        case .none: .text("")
        case .list, .dictionary, .result: .expression(.call("string", [expression(value)]))
        case .template, .reference, .call:
            preconditionFailure("a checked project hands Step Functions no such value")
        }
    }

    /// As a part of an expression.
    static func expression(_ value: ValueModel) -> JSONataExpression {
        switch value {
        case .none: .null
        case .bool(let flag): .bool(flag)
        case .int(let number), .seconds(let number): .int(number)
        case .number(let number): .number(number)
        case .text(let text): JSONataText.expression(text)
        case .list(let items): .array(items.map { expression($0) })
        case .dictionary(let entries): .object(entries.map { .init($0.name, expression($0.value)) })
        case .result(let task): RunRecord.result(of: JSONataText.path(task))
        case .template, .reference, .call:
            preconditionFailure("a checked project hands Step Functions no such value")
        }
    }

    /// A text that is nothing but an item keeps the item's type.
    private static func whole(_ text: RuntimeText) -> JSONataTemplate? {
        guard text.parts.count == 1, case .item = text.parts[0] else { return nil }
        return .expression(JSONataText.expression(text.parts[0]))
    }
}

extension ValueModel {
    /// Whether only Python, or a template of another orchestrator, could make it.
    var isBeyondMachines: Bool {
        switch self {
        case .template, .reference, .call: true
        case .list(let items): items.contains(where: \.isBeyondMachines)
        case .dictionary(let entries): entries.contains { $0.value.isBeyondMachines }
        case .text(let text): text.allParts.contains(where: \.isBeyondMachines)
        case .none, .bool, .int, .number, .seconds, .result: false
        }
    }
}
