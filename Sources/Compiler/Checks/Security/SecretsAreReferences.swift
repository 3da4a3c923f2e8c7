import Diagnostics
import PipelineModel

/// Nothing that somebody wrote holds a password or key: no text of a task, no name with its value, no setting of the
/// environment, no file of Python.
enum SecretsAreReferences: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        var search = SecretSearch(allowing: project.notSecrets)
        for pipeline in project.pipelines {
            search.look(in: pipeline, &report)
            for task in pipeline.tasks { search.look(in: task, &report) }
        }
        search.look(in: project, &report)
        search.complain(&report)
    }
}

/// Looks for secrets, and knows which of those that it finds are none.
private struct SecretSearch {
    private let allowed: [NotSecretModel]
    private var used: Set<String> = []

    init(allowing allowed: [NotSecretModel]) {
        self.allowed = allowed
    }

    // MARK: - Where secrets are looked for

    mutating func look(in pipeline: CheckContext.Pipeline, _ report: inout DiagnosticReport) {
        let model = pipeline.model
        let subject = "pipeline `\(model.id)`"
        let place = pipeline.sources.pipeline
        look(in: [model.summary, model.title ?? ""] + model.tags, of: subject, at: place, &report)
        for param in model.params {
            guard let initial = param.initial else { continue }
            look(
                in: [ValueModel.Entry(param.name, initial)], of: "the default of a param of \(subject)",
                at: pipeline.sources.location(of: "params"), &report)
            look(in: [param.summary ?? ""], of: subject, at: pipeline.sources.location(of: "params"), &report)
        }
        for (told, place) in pipeline.sharedNotifications {
            look(in: told, of: "a notification of \(subject)", at: place, &report)
        }
        if let channel = model.deadline?.channel {
            look(
                in: channel, of: "the deadline of \(subject)", at: pipeline.sources.location(of: "deadline"), &report)
        }
        for dataset in model.schedule.datasets {
            look(in: dataset, at: pipeline.sources.schedule ?? place, &report)
        }
    }

    mutating func look(in task: CheckContext.Task, _ report: inout DiagnosticReport) {
        let subject = "task `\(task.path)`"
        let facts = task.facts
        look(in: task.texts.map(\.shape), of: subject, at: task.location, &report)
        look(in: [task.documentation ?? "", task.title ?? ""], of: subject, at: task.location, &report)
        look(in: facts.namedValues, of: subject, at: task.location, &report)
        for items in [task.model.mapping?.items, task.groupItems].compactMap(\.self) {
            for value in items.written {
                look(in: value, named: "", of: "an item of \(subject)", at: task.location, &report)
            }
        }
        if let pod = task.policies.workerPod?.pod {
            look(in: pod, of: "the worker pod of \(subject)", at: task.location, &report)
        }
        look(in: task.policies.notifications ?? [], of: "a notification of \(subject)", at: task.location, &report)
        for dataset in task.reads + task.writes { look(in: dataset, at: task.location, &report) }
    }

    mutating func look(in project: CheckContext, _ report: inout DiagnosticReport) {
        let environment = project.model.environment
        let place = project.environment ?? project.pipelines.first?.sources.pipeline
        for store in environment.data.stores {
            let texts = [store.root, store.engine.location].compactMap { $0?.shape }
            look(in: texts, of: "store `\(store.name)`", at: place, &report)
        }
        look(in: [environment.orchestrator.tree.shape], of: "environment `\(environment.name)`", at: place, &report)
        for template in environment.orchestrator.podTemplates {
            look(in: template.pod, of: "pod template `\(template.name)`", at: place, &report)
        }
        for file in project.model.pythonFiles where file.text.utf8.count <= TextsHaveASize.longestText {
            let shapes = SecretShape.all(in: file.text, as: .code)
            for shape in shapes { add(shape, in: "the Python file `\(file.path)`", at: place, &report) }
        }
    }

    private mutating func look(
        in notifications: [NotificationModel], of subject: String, at location: SourceLocation,
        _ report: inout DiagnosticReport
    ) {
        for notification in notifications {
            look(in: [notification.text?.shape ?? ""], of: subject, at: location, &report)
            look(in: notification.channel, of: subject, at: location, &report)
        }
    }

    private mutating func look(
        in channel: NotificationModel.Channel, of subject: String, at location: SourceLocation,
        _ report: inout DiagnosticReport
    ) {
        guard case .notifier(_, _, let arguments, _) = channel else { return }
        look(in: arguments, of: subject, at: location, &report)
    }

    private mutating func look(
        in dataset: DatasetModel, at location: SourceLocation, _ report: inout DiagnosticReport
    ) {
        let extra = dataset.extra.map { ValueModel.Entry($0.key, .string($0.value)) }
        look(in: [dataset.uri], of: "dataset `\(dataset.name)`", at: location, &report)
        look(in: extra, of: "dataset `\(dataset.name)`", at: location, &report)
    }

    private mutating func look(
        in pod: PodSpecification, of subject: String, at location: SourceLocation?, _ report: inout DiagnosticReport
    ) {
        look(in: pod.texts.map(\.shape), of: subject, at: location, &report)
        look(in: pod.settings, of: subject, at: location, &report)
    }

    // MARK: - What is looked at

    private mutating func look(
        in texts: [String], of subject: String, at location: SourceLocation?, _ report: inout DiagnosticReport
    ) {
        // A check of its own refuses longer ones.
        for text in texts where !text.isEmpty && text.utf8.count <= TextsHaveASize.longestText {
            if let shape = SecretShape.first(in: text) { add(shape, in: subject, at: location, &report) }
        }
    }

    private mutating func look(
        in entries: [ValueModel.Entry], of subject: String, at location: SourceLocation?,
        _ report: inout DiagnosticReport
    ) {
        for entry in entries { look(in: entry.value, named: entry.name, of: subject, at: location, &report) }
    }

    private mutating func look(
        in value: ValueModel, named name: String, of subject: String, at location: SourceLocation?,
        _ report: inout DiagnosticReport
    ) {
        switch value {
        case .text(let text):
            let words = text.shape
            guard words.utf8.count <= TextsHaveASize.longestText else { return }
            if let shape = SecretShape.value(words, named: name) ?? SecretShape.first(in: words) {
                add(shape, in: subject, at: location, &report)
            }
        case .template(let text), .reference(let text): look(in: [text], of: subject, at: location, &report)
        case .list(let items): for item in items { look(in: item, named: name, of: subject, at: location, &report) }
        case .dictionary(let entries), .call(_, let entries): look(in: entries, of: subject, at: location, &report)
        case .none, .bool, .int, .number, .seconds, .result: break
        }
    }

    // MARK: - What is said

    private mutating func add(
        _ shape: SecretShape, in subject: String, at location: SourceLocation?, _ report: inout DiagnosticReport
    ) {
        if allowed.contains(where: { $0.text == shape.value }) {
            used.insert(shape.value)
            return
        }
        report.add(
            .literalSecret, "\(subject) holds \(shape.title)", at: location,
            fix: "keep it in a connection or secrets backend, and refer to that; what is no secret stands in the "
                + "project's `notSecrets`, with a reason")
    }

    func complain(_ report: inout DiagnosticReport) {
        for entry in allowed {
            if !used.contains(entry.text) {
                report.add(
                    .unusedSuppression, "nothing that looks like a secret is this one of the project's `notSecrets`",
                    at: entry.location, fix: "take it out")
            }
            if entry.reason.allSatisfy(\.isWhitespace) {
                report.add(
                    .suppressionWithoutReason, "a text is said to be no secret without a reason", at: entry.location,
                    fix: "say why everybody may know it")
            }
        }
    }
}

extension MappedItems {
    /// Those that the author wrote down.
    fileprivate var written: [ValueModel] {
        switch self {
        case .list(let items): items
        case .result: []
        case .product(let lists), .zip(let lists): lists.flatMap(\.items.written)
        }
    }
}

extension RuntimeText {
    /// As secrets are looked for in it: a mark stands where the run puts something in.
    fileprivate var shape: String { parts.map { $0.literal ?? "\u{FFFC}" }.joined() }
}

/// A text that looks like a secret and is none.
package struct NotSecretModel: Sendable {
    let text: String
    let reason: String
    let location: SourceLocation
}
