import DagDSL

struct DAGC205: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("command", " ")  // expect: DAGC205
                    SQLStatement("statement", in: .lake, "")  // expect: DAGC205
                    SQLCheck("check", in: .lake, "")  // expect: DAGC205
                    FileSensor("file", path: "", in: .landing).givingUp(after: .hours(1))  // expect: DAGC205
                    EmailMessage("mail", to: ["a@example.com"], subject: "", html: "x", by: .mail)  // expect: DAGC205
                    HumanChoice("choice", "Which?", among: [])  // expect: DAGC110 DAGC205
                    Bash("variable", "\(.variable(.bucket))")
                }, Self.file)
        ]
    }
}
