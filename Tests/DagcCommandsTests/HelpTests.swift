import CommandLine
import TestSupport
import Testing

@testable import DagcCommands

/// Help texts are a contract: scripts and people read them.
@Suite struct HelpTests {
    @Test func `the help of dagc lists its commands`() async throws {
        try await Golden.expect(Dagc.commandSet.help, "help/dagc.txt")
    }

    @Test(arguments: Dagc.commands.map { $0.syntax.name })
    func `the help of each command is what people were told`(name: String) async throws {
        let syntax = try #require(Dagc.commands.map { $0.syntax }.first { $0.name == name })
        try await Golden.expect(syntax.help, "help/\(name.replacing(" ", with: "-")).txt")
    }

    @Test func `no help text stays behind when its command goes`() throws {
        let expected = Dagc.commands.map { "\($0.syntax.name.replacing(" ", with: "-")).txt" } + ["dagc.txt"]
        #expect(try Golden.names(below: "help") == Set(expected))
    }

    @Test func `help fits into eighty columns`() {
        for help in Dagc.commands.map({ $0.syntax.help }) + [Dagc.commandSet.help] {
            #expect(help.split(separator: "\n").filter { $0.count > 80 }.map(String.init) == [])
        }
    }
}
