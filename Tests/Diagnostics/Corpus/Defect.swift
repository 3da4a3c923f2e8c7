import DagDSL

/// A mistake that people make in Airflow, said again in this language, and the code that finds it.
struct Defect: Sendable, CustomStringConvertible {
    let name: String
    let code: String
    let pipelines: [FixturePipeline]

    init(_ name: String, _ code: String, _ pipelines: FixturePipeline...) {
        self.name = name
        self.code = code
        self.pipelines = pipelines
    }

    var description: String { name }

    var entries: [CatalogEntry] { pipelines.map { CatalogEntry($0, #filePath) } }

    /// Every one of the corpus.
    static var all: [Defect] { structure + schedules + rules + budgets + resources + texts + data }
}
