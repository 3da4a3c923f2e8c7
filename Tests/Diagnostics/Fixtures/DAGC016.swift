import DagDSL

struct DAGC016: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "load.sh \(.item)")  // expect: DAGC016
                    Bash("copy", "true").mapped(over: .list(["eu"]))  // expect: DAGC016
                    Bash("read", "read.sh \(.item("day"))").mapped(over: .list(["eu"]))  // expect: DAGC016
                    Bash("move", "move.sh \(.item("regoin")) \(.item("day"))")  // expect: DAGC016
                        .mapped(over: .list([["region": "eu", "day": 1], ["region": "us", "day": 2, "hour": 3]]))
                    let regions = Bash("regions", "regions.sh")
                    Bash("show", "show.sh \(.item("region"))")  // expect: DAGC016
                        .mapped(over: .list([["region": "eu"], ["region": "us"]]), labelled: "\(.item("regoin"))")
                    Bash("pair", "pair.sh \(.item)")  // expect: DAGC016
                        .mapped(over: .zip(["region": .result(of: regions), "day": .result(of: regions)]))
                    ForEach("each", over: .zip(["region": .list(["eu"]), "day": .list([1])])) {
                        Bash("store", "store.sh \(.item("hour"))")  // expect: DAGC016
                    }
                }, Self.file),
            CatalogEntry(  // expect: DAGC016
                FixturePipeline("late") { Empty("wait") }.with {
                    $0.deadline = .within(
                        .hours(1), of: .scheduled, else: .notifier("a.b.Tell", text: "text", ["region": "\(.item)"]))
                }, Self.file, at: #line - 4),
        ]
    }
}
