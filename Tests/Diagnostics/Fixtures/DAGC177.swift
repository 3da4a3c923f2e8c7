import DagDSL

struct DAGC177: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    let depots = Bash("depots", "depots.sh").criticality(.nonCritical)
                    let each = Bash("each", "load.sh \(.item)")  // expect: DAGC177
                        .mapped(over: .result(of: depots)).criticality(.nonCritical)
                    let group = ForEach("group", over: .result(of: depots)) {
                        Bash("load", "load.sh \(.item)")  // expect: DAGC177
                    }
                    let report = Operator(  // expect: DAGC177
                        "report", "acme.Report", ["rows": .list([.result(of: each)])])
                    let told = Bash("told", "tell.sh \(.result(of: each))")
                    Parallel(group, report, told)
                }, Self.file)
        ]
    }
}
