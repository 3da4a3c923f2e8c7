import CodeModels
import Compiler
import Foundation

/// What has run, as `dagc observe export` writes it. Its shape is the schema `observed.schema.json` beside the programs.
struct ObservedFile {
    let document: Document

    /// The value of `observed` in files of this shape.
    static let format = 1

    static func read(_ path: String) throws(ObservedFileError) -> ObservedFile {
        let document: Document
        do { document = try JSONParser.parse(Array(try Data(contentsOf: URL(filePath: path)))) } catch {
            throw .unreadable(path, (error as? JSONSyntaxError)?.description ?? error.localizedDescription)
        }
        guard let file = ObservedFile(document) else { throw .unreadable(path, "it has no `\"observed\": \(format)`") }
        return file
    }

    /// Nil for another document.
    init?(_ document: Document) {
        guard document["observed"] == .int(Self.format) else { return nil }
        self.document = document
    }

    /// Seconds by pipeline and task: the length of which half of the runs were no longer.
    var durations: [String: [String: Int]] { figures("seconds", rounded: .up) }

    /// Bytes that a run of a task moves on average.
    var bytes: [String: [String: Int]] { figures("bytes", rounded: .toNearestOrAwayFromZero, of: "mean") }

    /// Rows that a run of a pipeline writes: the most of its tasks, as the same rows go through several.
    var rows: [String: Double] {
        tasks { $0["rows"]?["mean"]?.amount }.compactMapValues { $0.values.max() }
    }

    private func figures(
        _ name: String, rounded rule: FloatingPointRoundingRule, of figure: String = "p50"
    ) -> [String: [String: Int]] {
        tasks { task in
            task[name]?[figure]?.amount.flatMap { $0 >= 0 ? Int(exactly: $0.rounded(rule)) : nil }
        }
    }

    private func tasks<Value>(_ value: (Document) -> Value?) -> [String: [String: Value]] {
        guard case .object(let pipelines)? = document["pipelines"] else { return [:] }
        var found: [String: [String: Value]] = [:]
        for (pipeline, facts) in pipelines.entries {
            guard case .object(let tasks)? = facts["tasks"] else { continue }
            for (task, facts) in tasks.entries { found[pipeline, default: [:]][task] = value(facts) }
        }
        return found
    }
}

/// A file of what has run cannot be used.
enum ObservedFileError: Error, CustomStringConvertible {
    case unreadable(String, String)
    case missing(String)

    var description: String {
        switch self {
        case .unreadable(let path, let reason):
            "\(path) cannot be read as what has run: \(reason); `dagc observe export` writes such files"
        case .missing(let report):
            "`dagc report \(report)` needs what has run: name a file of `dagc observe export` with --observed"
        }
    }
}
