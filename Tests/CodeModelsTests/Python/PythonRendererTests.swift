import CodeModels
import Foundation
import TestSupport
import Testing

@Suite("The Python renderer")
struct PythonRendererTests {
    @Test("writes the shapes that backends use as they are kept", arguments: GoldenModules.all.map(\.name))
    func matchesGolden(name: String) async throws {
        let module = try #require(GoldenModules.all.first { $0.name == name }?.module)
        try await Golden.expect(PythonRenderer.render(module), "CodeModels/\(name)")
    }

    @Test("writes what the linters have nothing to say about")
    func passesLinters() async throws {
        try await withTemporaryFolder { folder in
            for (name, module) in GoldenModules.all {
                try Data(PythonRenderer.render(module).utf8).write(to: folder.appending(path: name))
            }
            let check = try await PythonTools.ruff(
                "check", "--select", "AIR,E,W,F,I,UP,B", "--target-version", "py310", "--output-format", "concise", ".",
                in: folder)
            #expect(check.status == 0, "\(check.account)")
            #expect(try await PythonTools.formatDifference(in: folder).isEmpty)
        }
    }

    @Test("keeps every string")
    func keepsStrings() async throws {
        let scalars = (0...0x10FFFF).lazy.filter { $0 < 0x3000 || $0 % 61 == 0 }.compactMap(Unicode.Scalar.init)
        var everything = String.UnicodeScalarView()
        everything.append(contentsOf: scalars)
        let spaced = scalars.map { String($0) }.joined(separator: " ")
        let lines = scalars.map { String($0) }.joined(separator: "x\n")
        let long = String(repeating: "0123456789abcdef", count: 6400)
        let values = [
            String(everything), spaced, lines, long, "", "\\", "\"", "'", "\n", "\"\"\"\n\"\"\"\n\"\"\"", "\n\n\n",
        ]
        let expressions = values.map { PythonExpression.string($0) }
        var body = expressions.map { PythonStatement.assign(.name("x"), $0) }
        body.append(.assign(.name("x"), .list(expressions)))
        body.append(.assign(.name("x"), .dict(expressions.map { .pair($0, $0) })))
        body.append(.expression(.call(.name("f"), expressions.map { .positional($0) })))
        for expression in expressions { body.append(.expression(.call(.name("f"), [.positional(expression)]))) }
        let module = PythonModule(body: body)
        try await withTemporaryFolder { folder in
            try Data(PythonRenderer.render(module).utf8).write(to: folder.appending(path: "strings.py"))
            let result = try await PythonTools.python("Python/syntax_tree.py", ["strings.py"], in: folder)
            #expect(result.status == 0)
            #expect(result.output == SyntaxTree.of(module) + "\n")
            #expect(try await PythonTools.formatDifference(in: folder).isEmpty)
        }
    }

    @Test("breaks lines at the width that ruff gives each character")
    func agreesOnWidth() async throws {
        // All of Latin, and samples of the rest: neighbours are alike.
        let values = (UInt32(0x20)...0x1FFFF).filter { $0 < 0x250 || $0.isMultiple(of: $0 < 0x3100 ? 7 : 97) }
        let scalars = values.compactMap { Unicode.Scalar($0) }
        var body: [PythonStatement] = []
        for scalar in scalars {
            for count in [32, 33, 65, 66] {
                let text = String(repeating: String(scalar), count: count)
                body.append(
                    .expression(.call(.name("function_x"), [.keyword("key", .string(text)), .keyword("b", .int(1))])))
            }
        }
        try await withTemporaryFolder { folder in
            try Data(PythonRenderer.render(PythonModule(body: body)).utf8).write(to: folder.appending(path: "width.py"))
            let difference = try await PythonTools.formatDifference(in: folder)
            #expect(difference.isEmpty, "\(difference.prefix(3000))")
        }
    }

    @Test("takes time linear in the length of a module")
    func isLinear() {
        let names = (0..<10_000).map { PythonIdentifier(readingLike: "task_\($0)") }
        let arguments = (0..<8).map { index -> PythonArgument in
            .keyword(PythonIdentifier(readingLike: "key_\(index)"), .string("value \(index)"))
        }
        var body = names.map { PythonStatement.assign(.name($0), .call(.name("Operator"), arguments)) }
        body.append(.expression(.binary(.shiftRight, names.map { .name($0) })))
        let module = PythonModule(body: body)
        let text = PythonRenderer.render(module)
        #expect(text.split(separator: "\n").count == 10_000 * 10 + 10_002)
    }

    @Test("lays out prose for readers")
    func wrapsProse() {
        let module = PythonModule(
            header: "coding: latin-1 would change how Python reads the file",
            docstring: "Ends with a \"quote\"",
            body: [
                .comment(String(repeating: "word ", count: 30)),
                .function(PythonFunction("f", docstring: "  Indented\n    more\n  same\n", body: [])),
            ])
        #expect(
            PythonRenderer.render(module) == """
                # coding : latin-1 would change how Python reads the file
                \"\"\"Ends with a "quote" \"\"\"


                # word word word word word word word word word word word word word word word word word
                # word word word word word word word word word word word word word
                def f():
                    \"\"\"Indented
                      more
                    same
                    \"\"\"

                """)
    }
}
