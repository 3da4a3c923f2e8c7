import DagDSL

struct DAGC210: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    ContinueIf("gate", "\(.param(Self.mode))", is: "none")  // expect: DAGC210
                        >>> Empty("behind")
                    ContinueIf("flag", "\(.param(Self.flag))", is: "true") >>> Empty("flagged")  // expect: DAGC210
                    ContinueIf("right", "\(.param(Self.flag))", is: "True") >>> Empty("true")
                    Branch("size", on: "\(.param(Self.size))", among: Size.self) { size in  // expect: DAGC210
                        switch size {
                        case .small: Empty("small")
                        case .large: Empty("large")
                        }
                    }
                    Branch("usual", on: "\(.param(Self.usual))", among: Size.self) { size in  // expect: DAGC210
                        switch size {
                        case .small: Empty("usually_small")
                        case .large: Empty("usually_large")
                        }
                    }
                }
                .with { $0.params = [Self.mode, Self.flag, Self.size, Self.usual] }, Self.file)
        ]
    }

    private static let mode = Param.text("mode", default: "all", among: ["all", "new"])
    private static let flag = Param.boolean("flag", default: false)
    private static let usual = Param.text("usual", default: "smal")
    private static let size = Param.text("size", default: "small", among: ["small", "large", "huge"])
}
