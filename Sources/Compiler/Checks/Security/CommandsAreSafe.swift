import Diagnostics
import PipelineModel

/// No shell command and no SQL is put together from text that people enter freely, and no command from secrets.
enum CommandsAreSafe: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            let free = Dictionary(pipeline.model.params.map { ($0.name, $0.isFree) }) { first, _ in first }
            for task in pipeline.tasks {
                guard let code = Code(task.model.kind) else { continue }
                check(code, of: task, in: pipeline, free, &report)
                if code.language == .sql { checkQuotes(code.text, of: task, &report) }
                guard code.language == .shell else { continue }
                for name in code.text.variables where SecretName.isSecret(name) {
                    report.add(
                        .secretInCommand, "the command of task `\(task.path)` holds the secret `\(name)`",
                        at: task.location, fix: "keep it in a connection, and use a task that reads that itself")
                }
            }
        }
    }

    private static func check(
        _ code: Code, of task: CheckContext.Task, in pipeline: CheckContext.Pipeline, _ free: [String: Bool],
        _ report: inout DiagnosticReport
    ) {
        for part in code.text.allParts {
            switch part {
            case .param(let name) where free[name] ?? false:
                report.add(
                    .inputInCommand, "the \(code.title) of task `\(task.path)` runs whatever people enter as `\(name)`",
                    at: task.location, fix: code.advice)
            case .answer(.result(.path(let asked), _), .entered(let field)) where pipeline.entersText(field, in: asked):
                report.add(
                    .inputInCommand,
                    "the \(code.title) of task `\(task.path)` runs whatever a person enters as `\(field)` of `\(asked)`",
                    at: task.location, fix: code.answerAdvice)
            default: break
            }
        }
    }

    /// What a task leaves may hold a quote, which ends the text that it was put into.
    private static func checkQuotes(
        _ text: RuntimeText, of task: CheckContext.Task, _ report: inout DiagnosticReport
    ) {
        for (before, part) in zip(text.parts, text.parts.dropFirst()) {
            guard case .literal(let words) = before, words.hasSuffix("'") else { continue }
            switch part {
            case .item where task.mapping?.items.knownCount == nil && task.mapping != nil,
                .result, .answer(.item, _), .filtered(.result, _, _), .filtered(.item, _, _):
                report.add(
                    .resultInQuotes,
                    "the SQL of task `\(task.path)` puts what is known only in the run between quotes, and a quote in it "
                        + "ends the text there",
                    at: task.location, fix: "hand it over in `parameters:`, and let the driver quote it")
                return
            default: break
            }
        }
    }

    /// Text of a task that something runs.
    private struct Code {
        enum Language {
            case shell
            case sql
        }

        let language: Language
        let text: RuntimeText

        init?(_ kind: TaskKind) {
            switch kind {
            case .bash(let bash): (language, text) = (.shell, bash.command)
            case .container(let container):
                guard let script = container.pod.main.shellScript else { return nil }
                (language, text) = (.shell, script)
            case .sql(let statement): (language, text) = (.sql, statement.sql)
            case .sqlCheck(let check): (language, text) = (.sql, check.sql)
            case .sensor(let sensor):
                switch sensor.condition {
                case .sql(_, let sql): (language, text) = (.sql, sql)
                case .bash(let command): (language, text) = (.shell, command)
                case .s3Key, .file, .http, .pipeline, .delay, .timeOfDay, .python, .custom: return nil
                }
            case .quality, .spark, .dbt, .reconciliation, .report, .http, .watch, .empty, .branch, .gate, .httpRequest,
                .python, .glue, .glueCrawler, .lambda, .emrStep, .emrServerless, .stateMachine, .trigger, .message,
                .human, .outcome, .review, .marker, .custom:
                return nil
            }
        }

        var title: String { language == .shell ? "command" : "SQL" }

        var advice: String {
            language == .shell
                ? "limit the param by `among:`, or by a `matching:` of `^…$` that takes no mark of the shell"
                : "hand it over in `parameters:`, or limit the param by `among:`"
        }

        var answerAdvice: String {
            language == .shell ? "let a Python function take it as an argument" : "hand it over in `parameters:`"
        }
    }
}

extension ContainerSpecification {
    /// What `sh -c` is given, where that is what runs.
    fileprivate var shellScript: RuntimeText? {
        let words = command + arguments
        let shells = ["sh", "bash", "dash", "ash", "zsh"]
        guard let program = words.first?.known?.split(separator: "/").last, shells.contains(String(program)),
            let option = words.dropFirst().firstIndex(where: { word in
                word.known.map { $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.hasSuffix("c") } ?? false
            }), words.indices.contains(option + 1)
        else { return nil }
        return words[option + 1]
    }
}

extension CheckContext.Pipeline {
    /// Whether a field of a person's form takes any text.
    fileprivate func entersText(_ field: String, in path: String) -> Bool {
        guard let index = graph.index(of: path), case .human(let human) = tasks[index].model.kind,
            case .form(let fields) = human.question
        else { return false }
        return fields.contains { $0.name == field && $0.type == "string" }
    }
}

extension ValueModel {
    /// Whether it names types of JSON schema whose values have no characters of their own.
    fileprivate var isNumeric: Bool {
        switch self {
        case .text(let text): ["integer", "number", "boolean", "null"].contains(text.known)
        case .list(let types): types.allSatisfy(\.isNumeric)
        default: false
        }
    }
}

extension ParamModel {
    /// What ends a word of a shell or of SQL and begins something else.
    private static let attacks = [
        "; id", "a; id", "$(id)", "a$(id)", "`id`", "a|id", "a && id", "' OR 1=1 --", "a' OR '1'='1", "a\nid", "a > /b",
    ]

    /// Whether it may hold what a shell or a database takes for more than a value.
    fileprivate var isFree: Bool {
        switch kind {
        case .integer, .number, .boolean: return false
        case .array, .object: return true
        case nil where limits.contains { $0.name == "type" && $0.value.isNumeric }: return false
        case .string, nil: break
        }
        guard [nil, "email", "multiline"].contains(format),
            !limits.contains(where: { ["enum", "const"].contains($0.name) })
        else { return false }
        guard case .text(let text)? = limits.first(where: { $0.name == "pattern" })?.value, let pattern = text.known
        else { return true }
        return Self.attacks.contains { $0.isFound(by: pattern) }
    }
}
