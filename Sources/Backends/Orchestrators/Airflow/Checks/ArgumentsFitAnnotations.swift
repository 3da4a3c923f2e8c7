import Compiler
import Diagnostics
import PipelineModel

/// A function is given what it says that it takes, as far as both are known.
///
/// A mapped task is looked at too: what comes from its items is unknown, and all else is the same for each of them.
enum ArgumentsFitAnnotations: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let files = Dictionary(project.model.pythonFiles.map { ($0.path, PythonFunctions.read($0.text)) }) { first, _ in
            first
        }
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                guard let call = task.kind.pythonCall,
                    let function = files[call.file]?.first(where: { $0.name == call.function })
                else { continue }
                for (name, given) in call.arguments.map({ ($0.name, $0.value.kind(in: pipeline.model)) }) {
                    guard let given, let parameter = function.parameters.first(where: { $0.name == name }),
                        let wanted = PythonType.all(in: parameter.annotation), !wanted.contains(where: given.fits)
                    else { continue }
                    report.add(
                        .unfittingArgument,
                        "`\(call.function)` says `\(name): \(parameter.annotation)` and task `\(task.path)` gives it "
                            + given.description,
                        at: task.location, fix: given.fix)
                }
            }
        }
    }
}

/// A type of Python that a value here can be or become.
private enum PythonType: String {
    case bool, int, float, str, list, dict
    case none = "None"
    case date, datetime, timedelta

    /// Those that an annotation allows; nil when it names one that is not known here.
    static func all(in annotation: String) -> [PythonType]? {
        let names = annotation.split(separator: "|").map { $0.split(separator: ".").last.map(String.init) ?? "" }
        let types = names.compactMap { name in
            PythonType(rawValue: String(name.prefix { $0 != "[" })).map { type in (name, type) }
        }
        return types.isEmpty || types.count < names.count ? nil : types.map(\.1)
    }
}

/// What a function is given, where that is known.
private struct GivenValue {
    let type: PythonType
    var isOfTheRun = false

    /// As Python's own type checkers have it.
    func fits(_ wanted: PythonType) -> Bool {
        switch (type, wanted) {
        case (.bool, .int), (.bool, .float), (.int, .float): true
        default: type == wanted
        }
    }

    var description: String {
        switch type {
        case .str: isOfTheRun ? "a text, whatever the value of the run is" : "a text"
        case .bool: "a truth value"
        case .int: "a whole number"
        case .float: "a number with a fraction"
        case .list: "a list"
        case .dict: "a dictionary"
        case .timedelta: "a `timedelta`"
        case .none, .date, .datetime: "another value"
        }
    }

    var fix: String {
        isOfTheRun
            ? "let it take `str` and read the value from it, or let the pipeline set `rendersNativeObjects`"
            : "give what the function takes, or correct the annotation"
    }
}

extension ValueModel {
    /// nil where it is known only when the task runs.
    fileprivate func kind(in pipeline: PipelineModel) -> GivenValue? {
        switch self {
        case .bool: GivenValue(type: .bool)
        case .int: GivenValue(type: .int)
        case .number: GivenValue(type: .float)
        case .seconds: GivenValue(type: .timedelta)
        case .list: GivenValue(type: .list)
        case .dictionary: GivenValue(type: .dict)
        case .text(let text):
            if text.known != nil {
                GivenValue(type: .str)
            } else if pipeline.rendersNativeObjects || text.holdsItem && text.parts.count == 1 {
                nil
            } else {
                GivenValue(type: .str, isOfTheRun: true)
            }
        case .template: pipeline.rendersNativeObjects ? nil : GivenValue(type: .str, isOfTheRun: true)
        case .none, .result, .reference, .call: nil
        }
    }
}
