import CodeModels
import Testing

@Suite("SQL")
struct SQLTextTests {
    @Test(
        "Names and texts of users are quoted as each dialect reads them",
        arguments: [
            (SQLDialect.postgres, #"select "a"";drop"."b" from x where y = 'it''s \n'"#),
            (.duckDB, #"select "a"";drop"."b" from x where y = 'it''s \n'"#),
            (.spark, #"select `a";drop`.`b` from x where y = 'it\'s \\n'"#),
            (.clickHouse, #"select `a";drop`.`b` from x where y = 'it\'s \\n'"#),
            (.snowflake, #"select "a"";drop"."B" from x where y = 'it\'s \\n'"#),
        ])
    func quoting(_ dialect: SQLDialect, _ expected: String) {
        let text: SQLText = #"select \#(SQLName("a\";drop", "b")) from x where y = \#(text: #"it's \n"#)"#
        #expect(text.written(in: dialect) == expected)
    }

    @Test("A comment stays a comment, whatever line ends are in it")
    func comments() {
        var script = SQLScript(.postgres, head: "first\ndrop table a;\rdrop table b;")
        script.add("select 1", "one\u{2028}drop table c;")
        #expect(script.text.split(separator: "\n").filter { !$0.hasPrefix("--") } == ["select 1;"])
    }

    @Test("Lists stand with what is between them")
    func lists() {
        let names = ["a", "b"].map { name -> SQLText in "\(SQLName(name))" }
        let text: SQLText = "(\(names)) in (\(names, separator: " or ")) limit \(3)"
        #expect(text.written(in: .postgres) == #"("a", "b") in ("a" or "b") limit 3"#)
    }

    @Test("Settings of Java are escaped as it reads them")
    func properties() {
        var file = JavaProperties(head: "one\ntwo")
        file.add("a key:", " C:\\x=1 é\n")
        #expect(file.text == "# one\n# two\na\\ key\\:=\\ C:\\\\x=1 \\u00e9\\n\n")
    }
}
