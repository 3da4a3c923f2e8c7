import Testing

@testable import SourceLists

@Suite("What a source file declares")
struct SourceDeclarationsTests {
    private func declarations(_ text: String) -> SourceDeclarations {
        SourceDeclarations(path: "/package/pipelines/Orders.swift", in: "/package", text: text)
    }

    @Test("Pipelines, families and the project are found with their lines, whatever stands around them")
    func found() {
        let file = declarations(
            """
            import DagDSL

            struct Orders: Pipeline {
                let id: PipelineID = "orders"
            }
            struct Regions: Sendable, PipelineFamily {
            }
            public enum Shared { struct Inner: Pipeline {} }
            struct Company: Project {}
            """)
        #expect(file.pipelines.map(\.name) == ["Orders"])
        #expect(file.pipelines.map(\.line) == [3])
        #expect(file.families.map(\.name) == ["Regions"])
        #expect(file.projects.map(\.name) == ["Company"])
        #expect(file.relativePath == "pipelines/Orders.swift")
    }

    @Test("The properties of a pipeline are found with their lines, and those of what stands within are not")
    func properties() {
        let file = declarations(
            """
            struct Orders: Pipeline {
                let id: PipelineID = "orders"
                static let count = 3
                var flow: some Flow {
                    let load = Bash("load", "true")
                    load
                }
                private let owner: Owner = .team("a")
            }
            """)
        #expect(file.pipelines.first?.properties.map(\.name) == ["id", "flow", "owner"])
        #expect(file.pipelines.first?.properties.map(\.line) == [2, 4, 8])
        let registry = RegistryFile.text([file], python: [])
        #expect(registry.contains("line: 1, properties: [\"id\": 2, \"flow\": 4, \"owner\": 8]"))
    }

    @Test("SQL files are listed by their place in the folder, where there are any")
    func sqlFiles() {
        #expect(SQLFiles.name(of: "/package/pipelines/sql/orders/load.sql") == "orders/load.sql")
        let registry = RegistryFile.text([], python: [], sql: [("load.sql", "select \"a\"")])
        #expect(registry.contains(#"sqlFiles: [SQLFile("load.sql", "select \"a\"")]"#))
        #expect(!RegistryFile.text([], python: []).contains("sqlFiles"))
    }

    @Test(
        "Comments and strings do not hide what comes after them",
        arguments: [
            #"// struct No: Pipeline {"#,
            #"/* } /* nested } */ struct No: Pipeline { */"#,
            ##"let text = "a } and a \" and \\""##,
            ##"let text = "\(values["}"] ?? "{")""##,
            ##"let text = "\(names.map { "\($0)}" }.joined())""##,
            ###"let text = #"a raw " and \(not } this)"#"###,
            ###"let text = #"a raw \#(values["}"]) one"#"###,
            "let text = \"\"\"\n    \"quoted\" } \\\"\"\" struct No: Pipeline {\n    \"\"\"",
            "let text = #\"\"\"\n    \"\"\" } \\\n    \"\"\"#",
        ])
    func hidden(_ line: String) {
        let file = declarations("\(line)\nstruct Orders: Pipeline {}\n")
        #expect(file.pipelines.map(\.name) == ["Orders"])
        #expect(file.pipelines.first?.line == line.split(separator: "\n").count + 1)
    }

    @Test(
        "A pipeline that needs arguments is told from one that does not",
        arguments: [
            ("struct Orders: Pipeline { let region: String }", false),
            ("struct Orders: Pipeline { init(region: String) {} }", false),
            ("struct Orders<Region>: Pipeline {}", false),
            ("struct Orders: Pipeline { let region = \"eu\" }", true),
            ("struct Orders: Pipeline { init() {} }", true),
            ("struct Orders: Pipeline { var region: String { let inner: Int; return \"eu\" } }", true),
        ])
    func plain(_ text: String, isPlain: Bool) {
        #expect(declarations(text).pipelines.map(\.isPlain) == [isPlain])
    }

    @Test(
        "A text that ends in the middle of anything is read to its end",
        arguments: [
            "let text = \"", "let text = #\"a", "/* open", "let text = \"\\", "let text = \"\\(values[\"",
            "let text = \"\"\"",
            "let text = #", "struct", "struct Orders: Pipeline {",
        ])
    func unfinished(_ text: String) {
        #expect(declarations(text).families.isEmpty)
    }
}
