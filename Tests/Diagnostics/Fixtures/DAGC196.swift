import DagDSL

struct DAGC196: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    ForEach("region", over: .list(["eu", "us"])) {
                        Bash("load", "load.sh \(.item)").mapped(over: .list([1, 2]))  // expect: DAGC196
                        Group("inner") {
                            ForEach("day", over: .list([1, 2])) {  // expect: DAGC196
                                Bash("store", "store.sh \(.item)")
                            }
                        }
                    }
                    Group("plain") {
                        Bash("copy", "copy.sh \(.item)").mapped(over: .list([1, 2]))
                    }
                }, Self.file)
        ]
    }
}
