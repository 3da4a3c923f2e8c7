/// A value that a task is called with: a literal, a text of the run, or what another task has left.
package indirect enum ValueModel: Hashable, Sendable, Codable {
    case none
    case bool(Bool)
    case int(Int)
    /// A number with a fraction.
    case number(Double)
    case text(RuntimeText)
    /// A template in the target's own notation, which nothing but the target reads.
    case template(String)
    case seconds(Int)
    case list([ValueModel])
    case dictionary([Entry])
    /// What a task of the same pipeline has left, as it is and not as text.
    case result(task: TaskReference)
    /// Something that Python imports by its path, such as a constant or a class.
    case reference(String)
    /// An object made by something that Python imports.
    case call(String, [Entry])

    /// A named value, kept in the author's order.
    package struct Entry: Hashable, Sendable, Codable {
        package var name: String
        package var value: ValueModel

        package init(_ name: String, _ value: ValueModel) {
            self.name = name
            self.value = value
        }
    }

    package static func string(_ text: String) -> ValueModel { .text(RuntimeText(text)) }

    /// Whether one of its texts holds the item of a mapped task.
    package var holdsItem: Bool {
        var copy = self
        var holds = false
        copy.visitTexts { if $0.holdsItem { holds = true } }
        return holds
    }

    /// The paths of the tasks whose results it holds as they are and not as texts.
    package var results: [String] {
        switch self {
        case .result(let task): task.path.map { [$0] } ?? []
        case .list(let items): items.flatMap(\.results)
        case .dictionary(let entries), .call(_, let entries): entries.flatMap(\.value.results)
        case .none, .bool, .int, .number, .text, .template, .seconds, .reference: []
        }
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        switch self {
        case .none, .bool, .int, .number, .template, .seconds, .reference: break
        case .text(var text):
            visit(&text)
            self = .text(text)
        case .result(let task):
            var text = RuntimeText([.result(task: task)])
            visit(&text)
            if case .result(let found, _) = text.parts.first { self = .result(task: found) }
        case .list(var items):
            for index in items.indices { items[index].visitTexts(visit) }
            self = .list(items)
        case .dictionary(var entries):
            entries.visitTexts(visit)
            self = .dictionary(entries)
        case .call(let path, var entries):
            entries.visitTexts(visit)
            self = .call(path, entries)
        }
    }
}

extension [ValueModel.Entry] {
    /// Every text in the values.
    package var texts: [RuntimeText] {
        var (copy, found) = (self, [RuntimeText]())
        copy.visitTexts { found.append($0) }
        return found
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        for index in indices { self[index].value.visitTexts(visit) }
    }
}
