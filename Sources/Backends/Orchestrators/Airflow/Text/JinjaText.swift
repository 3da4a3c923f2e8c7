import CodeModels
import PipelineModel

/// How Airflow's templates say what is known only when a task runs.
///
/// Source: https://airflow.apache.org/docs/apache-airflow/stable/templates-ref.html
enum JinjaText {
    /// Text for a field that Airflow renders, with holes where the item of a mapping goes: every literal character comes
    /// out as it was written.
    ///
    /// Airflow takes a text with one of the field's `endings` for the name of a file, so it must not end so.
    static func python(_ text: RuntimeText, avoiding endings: [String] = []) -> PythonExpression {
        var pieces: [PythonExpression] = []
        var template = ""
        func closeTemplate() {
            if !template.isEmpty { pieces.append(.string(template)) }
            template = ""
        }
        let parts = joined(text.parts)
        for (index, part) in parts.enumerated() {
            if case .item(let field) = part {
                closeTemplate()
                pieces.append(.hole(PythonHole(keys: field?.keys ?? [], in: .text)))
            } else {
                template += self.template(part, isLast: index == parts.count - 1)
            }
        }
        template = avoiding(endings, in: template)
        closeTemplate()
        return pieces.count > 1 ? .joined(pieces) : pieces.first ?? .string("")
    }

    /// Text for a field that Airflow renders and that takes no item of a mapping.
    static func template(_ text: RuntimeText) -> String {
        let parts = joined(text.parts)
        return parts.enumerated().map { template($1, isLast: $0 == parts.count - 1) }.joined()
    }

    private static func template(_ part: RuntimeText.Part, isLast: Bool) -> String {
        guard case .literal(let literal) = part else { return "{{ \(expression(part)) }}" }
        return escaped(literal, isLast: isLast)
    }

    /// A template that renders to the same and does not end in one of `endings`.
    static func avoiding(_ endings: [String], in template: String) -> String {
        let isFile = endings.contains { template.utf8.suffix($0.utf8.count).elementsEqual($0.utf8) }
        return isFile ? template + "{{ '' }}" : template
    }

    /// What stands for a character that Airflow's templates would not leave as it is.
    private static let escapes = [(brace, "{"), ("{{ '\\r' }}", "\r"), ("{{ '' }}", "")]

    /// What stands for a brace.
    static let brace = "{{ '{' }}"

    /// Whether a text holds more than escaped characters, so that it means something only when it is rendered.
    static func isTemplate(_ text: String) -> Bool {
        let rest = escapes.reduce(text) { $0.replacing($1.0, with: "") }
        return ["{{", "{%", "{#"].contains { rest.contains($0) }
    }

    /// The text that was escaped for Airflow, for a place where it is not rendered. It must hold no value of the run.
    static func unescaped(_ template: String) -> String {
        var text = ""
        var rest = template.unicodeScalars[...]
        while let scalar = rest.first {
            if scalar == "{", let (escape, meaning) = escapes.first(where: { rest.starts(with: $0.0.unicodeScalars) }) {
                text += meaning
                rest = rest.dropFirst(escape.unicodeScalars.count)
            } else {
                text.unicodeScalars.append(scalar)
                rest.removeFirst()
            }
        }
        return text
    }

    /// Text that is known now, for a field that Airflow renders.
    static func literal(_ text: String, avoiding endings: [String] = []) -> String {
        avoiding(endings, in: template(RuntimeText(text)))
    }

    /// What stands between the braces for a part.
    static func expression(_ part: RuntimeText.Part) -> String {
        switch part {
        case .literal(let text): quoted(text)
        case .variable(let name): variable(name)
        case .intervalStart: time(RuntimeText.TimeModel(.windowStart))
        case .intervalEnd: time(RuntimeText.TimeModel(.windowEnd))
        case .logicalDate: time(RuntimeText.TimeModel(.logicalDate))
        case .time(let time): self.time(time)
        case .runID: "run_id"
        case .item: preconditionFailure("an item is no template; it is put in before Airflow renders")
        case .param(let name): "params[\(quoted(name))]"
        case .result(let task, let instances): result(of: task, instances)
        case .answer(let result, .chosen): "\(expression(result))['chosen_options'] | join(', ')"
        case .answer(let result, .entered(let field)): "\(expression(result))['params_input'][\(quoted(field))]"
        case .partitionKey: "partition_key"
        case .expression(let expression): expression
        case .macro(let name, let arguments): "\(name)(\(arguments.map { expression($0) }.joined(separator: ", ")))"
        case .filtered(let value, let filter, let arguments):
            "\(operand(value)) | \(filter)"
                + (arguments.isEmpty ? "" : "(\(arguments.map { expression($0) }.joined(separator: ", ")))")
        }
    }

    /// What stands between the braces for a part on which more is done: of an expression of the author's nobody knows
    /// how tightly it binds.
    static func operand(_ part: RuntimeText.Part) -> String {
        if case .expression(let expression) = part { "(\(expression))" } else { expression(part) }
    }

    /// What stands between the braces for the result of a task.
    ///
    /// Airflow 3 gives the result of a lone instance as if the task were not mapped, and within a mapped group those of
    /// all instances, so each has to be asked for by what it is. Source: `RuntimeTaskInstance.xcom_pull` of 3.3,
    /// `TaskInstance.xcom_pull` of 2.11.
    static func result(of task: TaskReference, _ instances: TaskInstances? = nil) -> String {
        guard let path = task.path else { preconditionFailure("a checked project has every task that it asks") }
        return switch instances {
        case nil: "ti.xcom_pull(task_ids=\(quoted(path)))"
        // Airflow 2 gives a sequence that a text would only name.
        case .all: "ti.xcom_pull(task_ids=[\(quoted(path))]) | list"
        case .own: "ti.xcom_pull(task_ids=\(quoted(path)), map_indexes=ti.map_index)"
        }
    }

    /// A time of the run, for the inside of braces.
    private static func time(_ time: RuntimeText.TimeModel) -> String {
        let moment = self.moment(time)
        guard let format = time.format else { return "\(moment) | ts" }
        return "\(moment).strftime(\(quoted(format)))"
    }

    /// A time of the run in its zone, as an expression that has the methods of Python's `datetime`.
    static func moment(_ time: RuntimeText.TimeModel) -> String {
        if time.isTimeBefore == true { return "\(timeBefore).in_timezone(\(quoted(time.zone ?? "UTC")))" }
        let isOfUpdates = time.fallsBackToUpdates == true
        let value = isOfUpdates ? ofUpdates(time.moment) : time.moment.variable
        guard let zone = time.zone else { return value }
        // Only the times of Airflow's own context are those of pendulum.
        let change =
            isOfUpdates ? "astimezone(macros.dateutil.tz.gettz(\(quoted(zone))))" : "in_timezone(\(quoted(zone)))"
        return "\(value).\(change)"
    }

    /// What the times of a schedule are called in templates, where Airflow does not know the window of a run.
    static let scheduleTimes = "schedule_times"

    private static let timeBefore = "(\(scheduleTimes) | select('lt', data_interval_end) | max)"

    /// From the first start to the last end of the windows of the runs whose updates have started this one, as Airflow 2
    /// counts the window of such a run itself. On Airflow 3 it has none.
    ///
    /// Source: `TriggeringAssetEventsAccessor` of Airflow 3.3, `DatasetTriggeredTimetable` of 2.11.
    private static func ofUpdates(_ moment: RuntimeText.TimeModel.Moment) -> String {
        let name = moment.variable
        let runs = "triggering_asset_events.values() | sum(start=[]) | map(attribute='source_dag_run.\(name)')"
        let found = "\(runs) | select('defined') | select | \(moment == .windowStart ? "min" : "max")"
        return "(\(name) | default(none) or (\(found)))"
    }

    /// What stands between the braces for a text of several parts.
    static func expression(_ text: RuntimeText) -> String {
        let parts = joined(text.parts).map { expression($0) }
        guard parts.count != 1 else { return parts[0] }
        return parts.isEmpty ? "''" : parts.map { "(\($0))" }.joined(separator: " ~ ")
    }

    /// A variable of Airflow, for the inside of braces.
    static func variable(_ name: String) -> String { "var.value\(member(name))" }

    /// A connection as a URI. Airflow masks its password in logs and on its pages.
    static func uri(ofConnection id: String) -> String { "{{ conn\(member(id)).get_uri() }}" }

    /// How an object is asked for what it knows by a name; Jinja would calculate with `a-b`, and look for `b` in `a.b`.
    ///
    /// What is missing fails the task, which `get` would not let it do. It is only for names that the objects themselves
    /// have: `VariableAccessor` and `ConnectionAccessor` of 2.11 and 3.3.
    private static func member(_ name: String) -> String {
        if name == "get" || name == "var" { return ".get(\(quoted(name)))" }
        return PythonIdentifier(name) == nil ? "[\(quoted(name))]" : ".\(name)"
    }

    /// What a task has left as its result, or an empty text.
    static func result(ofTask path: String) -> String { "{{ ti.xcom_pull(task_ids='\(path)') or '' }}" }

    /// A string of Jinja, in which backslashes mean what they mean in Python.
    static func quoted(_ text: String) -> String {
        var quoted = "'"
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": quoted += "\\\\"
            case "'": quoted += "\\'"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "'"
    }

    private static func joined(_ parts: [RuntimeText.Part]) -> [RuntimeText.Part] {
        parts.reduce(into: []) { joined, part in
            if case .literal(let text) = part, case .literal(let before) = joined.last {
                joined[joined.count - 1] = .literal(before + text)
            } else {
                joined.append(part)
            }
        }
    }

    /// Jinja reads `{{`, `{%` and `{#` as its own, makes every line end a `\n`, and drops a last one.
    ///
    /// A brace must not stand before another one either that is there only for Jinja.
    private static func escaped(_ text: String, isLast: Bool) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "\r") }) || text.last == "\n"
        else { return text }
        var escaped = ""
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            switch scalar {
            case "{" where next.map { "{%#\r".unicodeScalars.contains($0) } ?? !isLast: escaped += "{{ '{' }}"
            case "\r": escaped += "{{ '\\r' }}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return isLast && scalars.last == "\n" ? escaped + "{{ '' }}" : escaped
    }
}

extension RuntimeText.TimeModel.Moment {
    /// As Airflow's templates call it.
    fileprivate var variable: String {
        switch self {
        case .windowStart: "data_interval_start"
        case .windowEnd: "data_interval_end"
        case .logicalDate: "logical_date"
        }
    }
}
