import Diagnostics
import PipelineModel

/// A text that a task cannot do without says something, and none is longer than what it is handed to takes.
enum TextsHaveASize: Check {
    /// Linux starts no program with a longer argument: `MAX_ARG_STRLEN` less the byte that ends it.
    ///
    /// Source: https://man7.org/linux/man-pages/man2/execve.2.html
    private static let longestCommand = 131_071
    /// Bytes of any other text. What is longer belongs into a file.
    static let longestText = 1 << 20

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            check(
                pipeline.model.summary.utf8.count, atMost: longestText, "the summary of `\(pipeline.model.id)`",
                at: pipeline.sources.location(of: "summary"), &report)
            for task in pipeline.tasks {
                for needed in task.facts.neededTexts where needed.text.isBlank {
                    report.add(
                        .emptyText, "the \(needed.name) of task `\(task.path)` is empty", at: task.location,
                        fix: "write the \(needed.name), or take the task out")
                }
                let most = task.isCommand ? longestCommand : longestText
                for text in task.texts {
                    check(text.literalBytes, atMost: most, "a text of task `\(task.path)`", at: task.location, &report)
                }
                check(
                    task.documentation?.utf8.count ?? 0, atMost: longestText, "the documentation of `\(task.path)`",
                    at: task.location, &report)
            }
        }
    }

    private static func check(
        _ bytes: Int, atMost most: Int, _ subject: String, at location: SourceLocation,
        _ report: inout DiagnosticReport
    ) {
        guard bytes > most else { return }
        report.add(
            .longText, "\(subject) has \(bytes) bytes, and more than \(most) cannot be handed on", at: location,
            fix: "put it into a file, and let the task read that")
    }
}

extension CheckContext.Task {
    fileprivate var isCommand: Bool {
        if case .bash = model.kind { true } else { false }
    }
}

extension RuntimeText {
    fileprivate var literalBytes: Int { literals.reduce(0) { $0 + $1.utf8.count } }

    /// Whether it is known now and shows nothing.
    fileprivate var isBlank: Bool { parts.allSatisfy { $0.literal?.allSatisfy(\.isWhitespace) ?? false } }
}
