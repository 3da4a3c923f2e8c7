import Testing

@testable import AirflowBackend

/// A variable in place of an item is one word, or part of one, wherever it stands in a command.
@Suite struct ShellQuotingTests {
    @Test(arguments: [
        ("echo @", "\"$V\""), ("echo 'a @'", "'\"$V\"'"), ("echo \"a @\"", "${V}"), ("echo 'a' @", "\"$V\""),
        ("echo \\' @", "\"$V\""), ("echo \"\\\" @\"", "${V}"), ("# it's\necho @", "\"$V\""),
        ("echo a#b '@'", "'\"$V\"'"),
        ("echo \"$(run @)\"", "\"$V\""), ("echo \"$(run '@')\"", "'\"$V\"'"), ("echo \"$(run (a) b) @\"", "${V}"),
        ("(cd x; echo '@')", "'\"$V\"'"), ("echo '$(' \"@\"", "${V}"),
    ])
    func `a reference fits the quotes around it`(_ command: String, _ reference: String) {
        var quoting = ShellQuoting()
        quoting.read(String(command.prefix { $0 != "@" }))
        #expect(quoting.reference(to: "V") == reference)
    }

    @Test func `a mark behind a value begins no comment`() {
        var quoting = ShellQuoting()
        quoting.read("echo ")
        quoting.passValue()
        quoting.read("#1 '")
        #expect(quoting.reference(to: "V") == "'\"$V\"'")
    }
}
