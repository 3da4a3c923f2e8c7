import Compilation
import DagDSL
import Diagnostics
import TestSupport
import Testing

/// Whatever somebody declares, the compiler ends, and ends with words.
@Suite struct ExtremePipelineTests {
    @Test(arguments: 0..<8)
    func `numbers, depths and lengths that nobody means are told and never stop the compiler`(_ part: UInt64) {
        var codes: Set<String> = []
        for seed in part * 40..<(part + 1) * 40 {
            codes.formUnion(Self.findings(of: ExtremePipeline(SeededGenerator(seed: seed))).map(\.code.id))
        }
        #expect(
            codes.isSuperset(of: ["DAGC020", "DAGC052", "DAGC200"]), "the seeds reach too little: \(codes.sorted())")
    }

    @Test func `what each declaration that once stopped the compiler gets`() {
        let patient = TimeSensor("wait", afterWindowEnd: .seconds(Int.max)).givingUp(after: .seconds(Int.max))
        expect(["DAGC200"], Declared { patient }.with { $0.maximumActiveRuns = .max })
        expect(
            ["DAGC050", "DAGC200"],
            Declared { Bash("a", "true").timeout(.seconds(Int.max)).retry(.fixed(3, every: .days(Int.max))) }
                .with { $0.runTimeout = .hours(1) })
        expect(
            ["DAGC050", "DAGC200"],
            Declared { Bash("a", "true").retry(.exponential(Int.max, from: .seconds(1), upTo: .seconds(Int.max))) }
                .with { $0.runTimeout = .hours(1) })
        let ifs = String(repeating: "{% if a %}", count: 50_000)
        expect(["DAGC074"], Declared { PythonCall("a", "f", in: "f.py", ["x": .template(ifs)]) }, but: ["DAGC085"])
        expect([], Declared { Bash("a", RuntimeString(stringLiteral: String(repeating: "AKIA", count: 30_000))) })
    }

    @Test func `layers of sixty tasks, all to all, are checked`() {
        let layers = (0..<60).map { layer in
            (0..<60).map {
                Empty(
                    "t_\(Self.digits[layer / 10])\(Self.digits[layer % 10])_\(Self.digits[$0 / 10])\(Self.digits[$0 % 10])"
                )
            }
        }
        let flow = layers.dropFirst().reduce(layers[0].graph) { $0 >>> $1 }
        expect(["DAGC013"], Declared { flow })
    }

    private static let digits: [Name] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]

    private func expect(_ codes: Set<String>, _ pipeline: Declared, but others: Set<String> = []) {
        let found = Self.findings(of: pipeline)
        #expect(Set(found.map(\.code.id)).subtracting(others) == codes, "\(found)")
    }

    private static func findings(of pipeline: some Pipeline) -> [Diagnostic] {
        let project = ExtremeProject()
        let catalog = Catalog(
            project: project, pipelines: [CatalogEntry(pipeline, source: "a.swift", path: "a.swift", line: 1)])
        return project.environments.flatMap { Compilation.run(catalog, for: $0.model).report.sorted }
    }
}

/// A pipeline of which a test says only what it is about.
private struct Declared: Pipeline {
    let id: PipelineID = "declared"
    let schedule: Schedule = .hourly()
    let owner: Owner = .team("tests")
    var maximumActiveRuns: Int?
    var runTimeout: Duration?
    let body: FlowGraph

    init(@FlowBuilder _ flow: () -> FlowGraph) { body = flow() }

    var flow: some Flow { body }

    func with(_ change: (inout Self) -> Void) -> Self {
        var copy = self
        change(&copy)
        return copy
    }
}
