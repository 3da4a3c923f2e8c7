import CodeModels

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

    private static let program = EmbeddedPythonProgram(
        "import_as_swift.py", PackageResources.import_as_swift_py,
        importing: [
            ("dag_facts.py", PackageResources.dag_facts_py), ("dag_functions.py", PackageResources.dag_functions_py),
            ("dag_reading.py", PackageResources.dag_reading_py), ("dag_swift.py", PackageResources.dag_swift_py),
            ("dag_values.py", PackageResources.dag_values_py),
        ])

    /// - Parameters:
    ///   - dags: the folder of the DAG files.
    ///   - package: what the project's Python files are imported as.
    ///   - python: the Python in which Airflow is installed.
    /// - Throws: ``AirflowUnavailable`` when that Python has no Airflow.
    static func read(_ dags: String, as answer: Answer, package: String, python: String) async throws -> ImportedDAGs {
        do {
            let output = try await program.run(by: python, [answer.rawValue, dags, package], keepingAirflowApart: true)
            return ImportedDAGs(try output.lastDocument())
        } catch let error as EmbeddedPythonError {
            throw AirflowUnavailable(python: python, errors: error.description)
        }
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
