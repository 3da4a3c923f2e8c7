import Diagnostics
import PipelineModel

/// Texts of notifications hold results of tasks that the pipeline has, and no item of a mapping; arguments of notifiers
/// hold neither.
enum NotificationsKnowTheirTasks: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            checkSenders(pipeline, &report)
            checkRecipients(pipeline, &report)
            checkNotifiers(pipeline, &report)
            for (shared, place) in pipeline.sharedNotifications {
                check(shared, of: "pipeline `\(pipeline.model.id)`", at: place, &report)
            }
            for task in pipeline.tasks {
                guard let own = task.policies.notifications else { continue }
                check(own, of: "task `\(task.path)`", at: task.location, &report)
            }
        }
    }

    private static func checkRecipients(_ pipeline: CheckContext.Pipeline, _ report: inout DiagnosticReport) {
        for (shared, place) in pipeline.sharedNotifications {
            for channel in shared.map(\.channel) {
                check(channel, of: "pipeline `\(pipeline.model.id)`", at: place, &report)
            }
        }
        if let channel = pipeline.model.deadline?.channel {
            check(
                channel, of: "pipeline `\(pipeline.model.id)`", at: pipeline.sources.location(of: "deadline"), &report)
        }
        for task in pipeline.tasks {
            for channel in (task.policies.notifications ?? []).map(\.channel) {
                check(channel, of: "task `\(task.path)`", at: task.location, &report)
            }
            guard case .message(.email(_, let recipients, _, _)) = task.model.kind else { continue }
            check(recipients, of: "task `\(task.path)`", at: task.location, &report)
        }
    }

    private static func check(
        _ channel: NotificationModel.Channel, of subject: String, at location: SourceLocation,
        _ report: inout DiagnosticReport
    ) {
        if case .email(_, let recipients) = channel { check(recipients, of: subject, at: location, &report) }
    }

    private static func check(
        _ recipients: [String], of subject: String, at location: SourceLocation, _ report: inout DiagnosticReport
    ) {
        guard recipients.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) else {
            let strange = recipients.first { !$0.isAddress && !$0.contains("{") && !$0.contains("<") }
            guard let strange else { return }
            report.add(
                .unsentMessage, "a mail of \(subject) goes to `\(strange)`, which is no address", at: location,
                fix: "name an address, such as `team@example.com`")
            return
        }
        report.add(
            .unsentMessage, "a mail of \(subject) goes to nobody", at: location,
            fix: "name an address, such as `team@example.com`")
    }

    /// No such message is ever sent, or the words cannot be put in.
    private static func checkSenders(_ pipeline: CheckContext.Pipeline, _ report: inout DiagnosticReport) {
        let ofTasks: Set<NotificationModel.Event> = [.retried, .started, .skipped]
        for notification in pipeline.model.notifications where ofTasks.contains(notification.event) {
            report.add(
                .unsentMessage,
                "runs of pipeline `\(pipeline.model.id)` never have the event `\(notification.event.rawValue)`",
                at: pipeline.sources.location(of: "notifications"),
                fix: "say it in the `defaults` of its tasks, or of one task")
        }
        for notification in pipeline.allNotifications where notification.text != nil {
            guard case .function(let function) = notification.channel else { continue }
            report.add(
                .unsentMessage, "function `\(function.name)` of pipeline `\(pipeline.model.id)` gets no words",
                at: pipeline.sources.location(of: "notifications"),
                fix: "let the function make its own text, or use a channel")
        }
    }

    private static func checkNotifiers(_ pipeline: CheckContext.Pipeline, _ report: inout DiagnosticReport) {
        let channels = pipeline.allNotifications.map(\.channel) + (pipeline.model.deadline.map { [$0.channel] } ?? [])
        for channel in channels { checkNotifier(channel, at: pipeline.sources.location(of: "notifications"), &report) }
        for task in pipeline.tasks {
            guard case .human(let model) = task.kind else { continue }
            for channel in model.notifications.map(\.channel) { checkNotifier(channel, at: task.location, &report) }
        }
    }

    private static func checkNotifier(
        _ channel: NotificationModel.Channel, at location: SourceLocation, _ report: inout DiagnosticReport
    ) {
        guard case .notifier(let path, let text, let arguments, _) = channel else { return }
        let call: [PythonProblem] =
            (PythonName.isPath(path) ? [] : [.name("is a class that Python cannot import")])
            + (PythonName.isName(text) ? [] : [.name("takes its words as an argument `\(text)`")])
        if let problem = (call + PythonNamesAreReadable.problems(of: arguments)).first {
            report.add(problem, of: "notifier `\(path)`", at: location)
        }
        // A result that is given as it is counts as a text of nothing else.
        if arguments.texts.contains(where: \.holdsResult) {
            report.add(
                .unsentMessage, "an argument of notifier `\(path)` holds the result of a task, which it never gets",
                at: location,
                fix: "put the result into the words, as in `saying: \"\\(.result(of: count))\"`, or take it out")
        }
        if arguments.texts.contains(where: \.holdsItem) {
            report.add(
                .itemWithoutMapping, "an argument of notifier `\(path)` uses `.item`, which it never gets",
                at: location, fix: "take it out; the message can name the run")
        }
    }

    private static func check(
        _ notifications: [NotificationModel], of subject: String, at location: SourceLocation,
        _ report: inout DiagnosticReport
    ) {
        let texts = notifications.compactMap(\.text)
        if texts.contains(where: \.holdsUnknownResult) {
            report.add(
                .unknownResult, "a notification of \(subject) tells the result of a task that the flow does not have",
                at: location, fix: "place the task in the flow, as the value that the text names")
        }
        if texts.contains(where: \.holdsItem) {
            report.add(
                .itemWithoutMapping, "a notification of \(subject) uses `.item`, which it never gets", at: location,
                fix: "take it out; the message can name the run")
        }
    }
}

extension RuntimeText {
    /// Whether it holds the result of a task that the flow does not have.
    fileprivate var holdsUnknownResult: Bool {
        allParts.contains { part in
            if case .result(.declared, _) = part { true } else { false }
        }
    }

    fileprivate var holdsResult: Bool {
        allParts.contains { part in
            if case .result = part { true } else { false }
        }
    }
}
