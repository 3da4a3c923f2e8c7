import DagDSL

struct DAGC080: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(  // expect: DAGC080
                FixturePipeline {
                    let wait = FileSensor("wait", path: "done", in: .landing).givingUp(after: .hours(1))
                    let load = SQLStatement("load", in: .lake, "delete from raw")
                    let mark = Empty("mark")
                    let say = Bash("say", "echo 3")
                    Bash("a", "echo \(.result(of: wait))")  // expect: DAGC080
                    Bash("b", "echo \(.result(of: load))")  // expect: DAGC080
                    PythonCall("c", "anything", in: "report.py", ["x": .result(of: mark)])  // expect: DAGC080
                    Bash("d", "echo \(.item)").mapped(over: .result(of: load))  // expect: DAGC080
                    Bash("e", "echo \(.result(of: say))")
                    mark
                        >>> Bash("f", "true").notifies(
                            .onFailure(.email(.mail, to: ["a@b.c"]), saying: "\(.result(of: mark))"))
                }, Self.file)
        ]
    }
}
