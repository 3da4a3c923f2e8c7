import DagDSL

struct DAGC101: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "load.sh \(.param(.text("table", default: "orders")))")  // expect: DAGC101
                }
                .with {
                    $0.params = [.text("table", default: "orders")]
                }, Self.file),
            CatalogEntry(
                FixturePipeline("free") {
                    SQLStatement("sql", in: .lake, "delete from \(.param(Self.any))")  // expect: DAGC101
                    Bash("list", "load \(.param(Self.several))")  // expect: DAGC101
                    Bash("star", "load \(.param(Self.star))")  // expect: DAGC101
                    Container(  // expect: DAGC101 DAGC120
                        "shell", image: "a", command: ["/bin/sh", "-c", "load \(.param(Self.any))"])
                    Container("words", image: "a", command: ["load", "\(.param(Self.any))"])  // expect: DAGC120
                    Bash("word", "load \(.param(Self.word))")
                }
                .with { $0.params = [Self.any, Self.several, Self.star, Self.word] }, Self.file),
        ]
    }

    private static let any = Param.text("any", default: "orders")
    private static let several = Param.list("several", default: ["orders"])
    private static let star = Param.text("star", default: "orders", matching: ".*")
    private static let word = Param.text("word", default: "orders", matching: "^[a-z_]+$")
}
