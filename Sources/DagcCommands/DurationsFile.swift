import CodeModels
import Compiler
import Foundation

/// How long tasks have taken: `{"pipeline": {"task": seconds}}`, or what `dagc observe export` has written.
enum DurationsFile {
    static func read(_ path: String) throws(DurationsFileError) -> [String: [String: Int]] {
        let document: Document
        do { document = try JSONParser.parse(Array(try Data(contentsOf: URL(filePath: path)))) } catch {
            throw .unreadable(path, (error as? JSONSyntaxError)?.description ?? error.localizedDescription)
        }
        if let observed = ObservedFile(document) { return observed.durations }
        guard case .object(let pipelines) = document else { throw .unreadable(path, "it is no JSON object") }
        var durations: [String: [String: Int]] = [:]
        for (pipeline, tasks) in pipelines.entries {
            guard case .object(let tasks) = tasks else { throw .noSeconds(path, pipeline) }
            for (task, seconds) in tasks.entries {
                guard let seconds = Self.seconds(seconds) else { throw .noSeconds(path, "\(pipeline).\(task)") }
                durations[pipeline, default: [:]][task] = seconds
            }
        }
        return durations
    }

    /// Rounded up, and up to ten years, which no task takes.
    private static func seconds(_ value: Document) -> Int? {
        let number: Double? =
            switch value {
            case .int(let seconds): Double(seconds)
            case .number(let seconds): Double(seconds.text)
            default: nil
            }
        guard let number, number >= 0, number <= 3650 * 86_400 else { return nil }
        return Int(number.rounded(.up))
    }
}

/// A file of durations cannot be used.
enum DurationsFileError: Error, CustomStringConvertible {
    case unreadable(String, String)
    case noSeconds(String, String)

    var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path) cannot be read as durations: \(reason)"
        case .noSeconds(let path, let entry):
            "\(path) gives no seconds for \(entry); it holds {\"pipeline\": {\"task\": seconds}}"
        }
    }
}
