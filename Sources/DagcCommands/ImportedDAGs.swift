import CodeModels
import Foundation
import System

/// What a real Airflow makes of existing DAG files: the Swift of each DAG, or facts to compare it by.
struct ImportedDAGs {
    /// Files of Swift and of Python, by their names.
    let swift: [(name: String, text: String)]
    let python: [(name: String, text: String)]
    /// For each DAG what was not understood.
    let notes: [(dag: String, notes: [String])]
    /// For each DAG facts, by what they are about.
    let facts: [String: [String: String]]
    /// DAGs that could not be read, and files that Airflow refuses, with the reason.
    let refused: [(name: String, reason: String)]

    enum Answer: String {
        case swift
        case facts
    }

    /// The parts of the program that Airflow's Python runs.
    private static let program: [(name: String, bytes: [UInt8])] = [
        ("import_as_swift.py", PackageResources.import_as_swift_py), ("dag_facts.py", PackageResources.dag_facts_py),
        ("dag_functions.py", PackageResources.dag_functions_py), ("dag_reading.py", PackageResources.dag_reading_py),
        ("dag_swift.py", PackageResources.dag_swift_py), ("dag_values.py", PackageResources.dag_values_py),
    ]

    /// - Parameters:
    ///   - dags: the folder of the DAG files.
    ///   - package: what the project's Python files are imported as.
    ///   - python: the Python in which Airflow is installed.
    static func read(_ dags: String, as answer: Answer, package: String, python: String) async throws -> ImportedDAGs {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dagc-\(UUID().uuidString)")
        defer {
            do { try FileManager.default.removeItem(at: folder) } catch {
                // The system clears its temporary folder; a leftover changes no result.
            }
        }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for part in program { try Data(part.bytes).write(to: folder.appending(path: part.name)) }
        let script = folder.appending(path: "import_as_swift.py").path
        var call = ProgramCall(
            program: python, arguments: [script, answer.rawValue, dags, package],
            environment: [
                // A home of its own, so that nobody's settings or database are touched.
                "AIRFLOW_HOME": folder.appending(path: "home").path,
                "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
                "PYTHONDONTWRITEBYTECODE": "1",
            ], directory: FileManager.default.currentDirectoryPath, timeLimit: nil)
        call.errors = .apart
        call.outputLimit = .max
        let ended: ProgramCall.Result
        do { ended = try await call.runApart() } catch let error as ProcessError {
            throw AirflowUnavailable(python: python, errors: "\(error)")
        }
        guard ended.ending == .exit(0), let last = ended.output.split(separator: "\n").last else {
            throw AirflowUnavailable(python: python, errors: ended.errors)
        }
        return try ImportedDAGs(JSONParser.parse(Array(last.utf8)))
    }

    private init(_ document: Document) {
        swift = document["swift"].entries.map { ($0.key, $0.value.string ?? "") }
        python = document["python"].entries.map { ($0.key, $0.value.string ?? "") }
        notes = document["notes"].entries.map { entry in
            (entry.key, entry.value.items.compactMap(\.string))
        }
        facts = Dictionary(
            document["facts"].entries.map { entry in
                let facts = Optional(entry.value).entries.map { ($0.key, $0.value.string ?? "") }
                return (entry.key, Dictionary(facts) { first, _ in first })
            }
        ) { first, _ in first }
        refused = (document["failed"].entries + document["errors"].entries).map { ($0.key, $0.value.string ?? "") }
    }
}

extension Document {
    fileprivate var items: [Document] { if case .array(let items) = self { items } else { [] } }
}

extension Document? {
    fileprivate var entries: [(key: String, value: Document)] {
        if case .object(let object)? = self { object.entries.map { ($0.key, $0.value) } } else { [] }
    }
}
