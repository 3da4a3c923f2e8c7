import Compiler
import PipelineModel

/// Reads values and texts of a task as a run has them, for one instance of the task.
struct ValueReading {
    private let task: TaskModel
    private let pipeline: PipelineModel
    private let run: RunValues
    /// The mapped group around each task that is in one, by their paths.
    private let groups: [String: String]
    private(set) var item: GivenValue?
    private(set) var index: Int?

    init(of task: TaskModel, in pipeline: PipelineModel, _ run: RunValues) {
        self.task = task
        self.pipeline = pipeline
        self.run = run
        groups = pipeline.root.mappedGroups(around: nil)
    }

    /// The same for the instance that is there for an item.
    func reading(_ item: GivenValue, at index: Int) -> ValueReading {
        var copy = self
        copy.item = item
        copy.index = index
        return copy
    }

    /// What the instances of a mapping are there for.
    func items(_ items: MappedItems) throws(PipelineMistakes) -> [GivenValue] {
        switch items {
        case .list(let values): return try values.map { (each) throws(PipelineMistakes) in try value(each) }
        case .result(let task):
            let result = try result(of: task)
            guard case .list(let items) = result else {
                throw PipelineMistakes("`\(self.task.path)` is mapped over \(result), which is no list")
            }
            return items
        case .product(let lists):
            var rows: [[GivenValue.Entry]] = [[]]
            for list in lists {
                let items = try self.items(list.items)
                rows = rows.flatMap { row in items.map { row + [GivenValue.Entry(list.name, $0)] } }
            }
            return rows.map { .dictionary($0) }
        case .zip(let lists):
            let columns = try lists.map { (list) throws(PipelineMistakes) in try self.items(list.items) }
            return (0..<(columns.map(\.count).min() ?? 0)).map { row in
                .dictionary(zip(lists, columns).map { GivenValue.Entry($0.name, $1[row]) })
            }
        }
    }

    /// - Parameter isJSON: whether it is a part of a JSON document, in which every value of the run that stands alone
    ///   keeps its type, and not only an item.
    func value(_ model: ValueModel, inJSON isJSON: Bool = false) throws(PipelineMistakes) -> GivenValue {
        switch model {
        case .none: return .none
        case .bool(let flag): return .bool(flag)
        case .int(let number): return .int(number)
        case .number(let number): return .number(number)
        case .seconds(let seconds): return .seconds(seconds)
        case .text(let text):
            guard let part = text.parts.first, text.parts.count == 1, isJSON || text.holdsItem else {
                return .text(try self.text(text))
            }
            return try self.part(part)
        case .template(let template):
            return template.contains("{{") || template.contains("{%") ? try foreign(template) : .text(template)
        case .list(let items):
            return .list(try items.map { (item) throws(PipelineMistakes) in try value(item, inJSON: isJSON) })
        case .dictionary(let entries): return .dictionary(try self.entries(entries, inJSON: isJSON))
        case .result(let task): return try result(of: task)
        case .reference(let path): return run.foreign[path] ?? .imported(path)
        case .call(let path, let entries): return .object(path, try self.entries(entries, inJSON: isJSON))
        }
    }

    private func entries(
        _ entries: [ValueModel.Entry], inJSON isJSON: Bool
    ) throws(PipelineMistakes) -> [GivenValue.Entry] {
        try entries.map { (entry) throws(PipelineMistakes) in
            GivenValue.Entry(entry.name, try value(entry.value, inJSON: isJSON))
        }
    }

    func text(_ text: RuntimeText) throws(PipelineMistakes) -> String {
        try text.parts.map { (each) throws(PipelineMistakes) in try part(each).description }.joined()
    }

    private func part(_ part: RuntimeText.Part) throws(PipelineMistakes) -> GivenValue {
        if let time = part.time { return .text(try TimeText(time).text(in: try window)) }
        switch part {
        case .literal(let text): return .text(text)
        case .variable(let name): return .text(try known(run.variables[name], "variable `\(name)`", "variables"))
        case .runID: return .text(try known(run.id, "the run's id", "id"))
        case .item(let field): return try item(field)
        case .param(let name): return try param(name)
        case .result(let task, _): return try result(of: task)
        case .answer(let question, let answer): return try self.answer(try self.part(question), answer)
        case .partitionKey: return .text(try known(run.partitionKey, "the key of the partition", "partitionKey"))
        case .expression(let expression): return try foreign(expression)
        case .macro(let name, let arguments): return try called(name, try arguments.map(text).map(GivenValue.text))
        case .filtered(let value, let name, let arguments):
            return try called(name, [try self.part(value)] + (try arguments.map(text).map(GivenValue.text)))
        case .intervalStart, .intervalEnd, .logicalDate, .time: preconditionFailure("a time has been read before")
        }
    }

    private var window: Range<Instant> {
        get throws(PipelineMistakes) { try known(run.window, "the run's window", "window") }
    }

    private func item(_ field: ItemField?) throws(PipelineMistakes) -> GivenValue {
        guard var value = item else { throw PipelineMistakes("`\(task.path)` asks for an item and is not mapped") }
        for key in field?.keys ?? [] {
            guard let inner = value[key] else {
                throw PipelineMistakes("`\(task.path)` asks for `\(key)` of \(value), which holds nothing under it")
            }
            value = inner
        }
        return value
    }

    private func param(_ name: String) throws(PipelineMistakes) -> GivenValue {
        if let given = run.params[name] { return given }
        let param = pipeline.params.first { $0.name == name }
        if let initial = param?.initial { return try value(initial) }
        return try known(param?.isNullable == true ? GivenValue.none : nil, "param `\(name)`", "params")
    }

    /// In a mapped group the one of the same instance.
    private func result(of reference: TaskReference) throws(PipelineMistakes) -> GivenValue {
        let path = reference.path ?? ""
        let result = try known(run.results[path], "the result of `\(path)`", "results")
        guard let group = groups[path], group == groups[task.path], let index else { return result }
        guard case .list(let results) = result, results.indices.contains(index) else {
            throw PipelineMistakes(
                "`\(path)` has an instance for each item: say in `results` what each leaves, as a list")
        }
        return results[index]
    }

    /// Source: `HITLOperator` of the standard provider.
    private func answer(_ result: GivenValue, _ answer: RuntimeText.Answer) throws(PipelineMistakes) -> GivenValue {
        switch answer {
        case .chosen:
            guard case .list(let options)? = result["chosen_options"] else {
                throw PipelineMistakes("an answer has a list of `chosen_options`")
            }
            return .text(options.map(\.description).joined(separator: ", "))
        case .entered(let field): return try known(result["params_input"]?[field], "field `\(field)`", "params_input")
        }
    }

    private func foreign(_ template: String) throws(PipelineMistakes) -> GivenValue {
        var inner = template[...]
        if inner.hasPrefix("{{"), inner.hasSuffix("}}") { inner = inner.dropFirst(2).dropLast(2) }
        let start = inner.drop(while: \.isWhitespace)
        let key = String(start.reversed().drop(while: \.isWhitespace).reversed())
        return try known(run.foreign[key] ?? run.foreign[template], "what `\(key)` gives", "foreign")
    }

    private func called(_ function: String, _ arguments: [GivenValue]) throws(PipelineMistakes) -> GivenValue {
        // A list writes each of its values as Python does.
        let call = function + "(" + GivenValue.list(arguments).description.dropFirst().dropLast() + ")"
        return try known(run.foreign[call], "what `\(call)` gives", "foreign")
    }

    private func known<Value>(_ value: Value?, _ what: String, _ place: String) throws(PipelineMistakes) -> Value {
        guard let value else {
            throw PipelineMistakes("`\(task.path)` asks for \(what), of which nothing was said; say it in `\(place)`")
        }
        return value
    }
}

extension ScopeModel {
    /// The innermost mapped group around each task that is in one, by their paths.
    fileprivate func mappedGroups(around outer: String?) -> [String: String] {
        nodes.reduce(into: [:]) { groups, node in
            switch node {
            case .task(let task): groups[task.path] = outer
            case .group(let group):
                groups.merge(group.scope.mappedGroups(around: group.mapping == nil ? outer : group.path)) { $1 }
            }
        }
    }
}
